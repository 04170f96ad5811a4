"""All that is remembered, as the page shows it: each thing with the way to change it, or to switch it off.

Invariant: what the author wrote stands in boxes and as text; nothing of it is made markup.
"""

from collections.abc import Iterable, Sequence

from companion.records import Intention, IntentionField, Unwanted
from companion.settings import REGIONS
from companion.store import Given
from companion.store import Receipt as Kept
from companion.ui.cards import day, shown
from companion.ui.controls import acts, button, options
from companion.ui.numerals import numeral
from companion.ui.wording import Wording

FIELDS: tuple[IntentionField, ...] = ("why", "community", "message", "tone", "boundaries", "wish", "return_to")
"""Of the intention, in the order to ask."""
ANSWERS = 50
"""Answers that are listed, the last given first."""
CHOICES = {
    "language": ("fr", "en"),
    "register": ("auto", "tu", "vous"),
    "region": REGIONS,
    "memory": ("on", "off"),
    "discovery": ("on", "off"),
}
"""Settings that are a choice among a few."""


def remembered(parts: Iterable[str], wording: Wording) -> str:
    """Return the whole list."""
    return f'<div class="remembered" lang="{wording.language}">{"".join(parts)}</div>'


def counted(kept: Kept, wording: Wording) -> str:
    """Return how much there is of what has a tab of its own."""
    say = wording.say
    lines = (
        say(f"remembered.{name}", number=numeral(getattr(kept, name), wording.language))
        for name in ("posts", "sessions")
    )
    return f'<p class="far">{" · ".join(map(shown, lines))}</p>'


def intention(saved: Intention, wording: Wording) -> str:
    """Return each part of the intention, to be changed or taken out."""
    return _section("intention", [_field(name, getattr(saved, name), wording) for name in FIELDS], wording)


def _field(name: IntentionField, text: str, wording: Wording) -> str:
    say, key = wording.say, name.replace("_", "-")
    label = say(f"field-{key}")
    clear = button(say("remembered.clear"), act="clear", kind_of="intention", what=name) if text else ""
    return _edited(
        label,
        text,
        f"kept-{key}",
        acts(button(say("remembered.keep"), act="edit", kind_of="intention", what=name), clear),
        wording,
    )


def given(found: Sequence[Given], wording: Wording) -> str:
    """Return answers, to be changed or left aside."""
    return _section("answers", [_answer(each, wording) for each in found], wording)


def _answer(each: Given, wording: Wording) -> str:
    what = f"{each.session}/{each.number}"
    say = wording.say
    buttons = acts(
        button(say("remembered.keep"), act="edit", kind_of="answer", what=what),
        button(say("remembered.answer-clear"), act="clear", kind_of="answer", what=what),
    )
    title = f"{day(each.kept, wording)} · {each.question}"
    return _edited(title, each.text, f"given-{shown(each.session)}-{each.number}", buttons, wording)


def _edited(title: str, text: str, key: str, buttons: str, wording: Wording) -> str:
    value = shown(text) if text else f"<em>{shown(wording.say('remembered.nothing'))}</em>"
    return (
        f'<li><details class="edit"><summary><span class="label">{shown(title)}</span>'
        f'<span class="value">{value}</span></summary>'
        f'<textarea id="{key}" rows="2" aria-label="{shown(title)}">\n{shown(text)}</textarea>{buttons}</details></li>'
    )


def never(found: Sequence[Unwanted], wording: Wording) -> str:
    """Return the questions never to ask again, each with the way back."""
    items = [
        f'<li class="undo"><span class="value">{shown(each.text)}</span>'
        f"{button(wording.say('remembered.again'), act='undo', kind_of='never', what=each.id)}</li>"
        for each in found
    ]
    return _section("never", items, wording)


def chosen(told: dict[str, str], wording: Wording, *, hosted: bool) -> str:
    """Return each setting with what it can be; `told` is how they are now."""
    names = [name for name in CHOICES if not (hosted and name == "discovery")]
    return _section("settings", [_setting(name, told[name], wording) for name in names], wording)


def _setting(name: str, now: str, wording: Wording) -> str:
    say = wording.say
    choices = [(value, say(f"remembered.{name}-{value}")) for value in CHOICES[name]]
    return (
        f'<li class="setting"><label for="set-{name}">{shown(say(f"remembered.setting-{name}"))}</label>'
        f'<select id="set-{name}" name="{name}">{options(choices, now)}</select></li>'
    )


def _section(name: str, items: Sequence[str], wording: Wording) -> str:
    title = shown(wording.say(f"remembered.{name}"))
    body = (
        f"<ul>{''.join(items)}</ul>" if items else f'<p class="far">{shown(wording.say(f"remembered.{name}-none"))}</p>'
    )
    return f'<section class="{name}"><h3>{title}</h3>{body}</section>'
