"""Erasing, on the page: chosen, told in numbers what goes, agreed to a second time, then a receipt.

Invariant: nothing is erased on one gesture; everything is erased only by someone who typed the word for it.
"""

from collections.abc import Iterable, Mapping

from companion.erasing import Receipt
from companion.language import folded
from companion.records import Language
from companion.store import Receipt as Going
from companion.ui.cards import shown, told
from companion.ui.controls import acts, button, options
from companion.ui.numerals import numeral
from companion.ui.picture import platform_name
from companion.ui.wording import Wording

EVERYTHING = "*"
"""Stands for all in the list of what can be erased; no platform is called that."""
_COUNTS = ("posts", "sessions", "turns", "questions", "intentions")
_RECEIPT = ("posts", "staying", "sessions", "turns", "questions", "intentions", "files")


def choice(platforms: Mapping[str, int], wording: Wording) -> str:
    """Return what can be erased: a platform that is there, or everything."""
    choices = [(name, platform_name(name, wording)) for name in platforms]
    choices.append((EVERYTHING, wording.say("erasing.everything")))
    inside = (
        f'<p class="choice"><label for="erase-what">{shown(wording.say("erasing.what"))}</label>'
        f'<select id="erase-what" name="what">{options(choices)}</select>'
        f"{button(wording.say('erasing.look'), act='select')}</p>"
    )
    return _framed(inside, wording.language)


def platform(name: str, going: Going, wording: Wording) -> str:
    """Return what erasing a platform would take, and the way to do it."""
    called, say = platform_name(name, wording), wording.say
    lines = [_line("erasing.posts", going.posts, wording)]
    lines += [_line("erasing.staying", going.places, wording)] if going.places else []
    return _sure(say("erasing.sure-platform", which=called), lines, say("erasing.after-platform"), name, wording)


def session(key: str, opening: str, going: Going, wording: Wording) -> str:
    """Return what erasing a session would take, and the way to do it."""
    lines = [_line(f"erasing.{name}", getattr(going, name), wording) for name in ("turns", "questions")]
    say = wording.say
    return _sure(say("erasing.sure-session", which=opening), lines, say("erasing.after-session"), key, wording)


def everything(going: Going, wording: Wording, *, trouble: str = "") -> str:
    """Return what erasing everything would take; the word for it has to be typed."""
    say = wording.say
    lines = [_line(f"erasing.{name}", number, wording) for name in _COUNTS if (number := getattr(going, name))]
    lines.append(f"<li>{shown(say('erasing.settings'))}</li>")
    word = (
        f'<p class="choice"><label for="erase-word">{shown(say("erasing.type", word=say("erasing.word")))}</label>'
        '<input id="erase-word" name="word" type="text" autocomplete="off" autocapitalize="off" spellcheck="false"'
        f" data-focus></p>{f'<p class=trouble role=alert>{shown(trouble)}</p>' if trouble else ''}"
    )
    return _sure(say("erasing.sure-all"), lines, say("erasing.after-all"), EVERYTHING, wording, before=word)


def typed(word: str, wording: Wording) -> bool:
    """Say whether the word was typed; capitals, accents and blanks make no difference."""
    return folded(word).strip() == folded(wording.say("erasing.word"))


def receipt(receipt: Receipt, wording: Wording, language: Language) -> str:
    """Return what was erased, in `language`: the settings may be gone with the rest."""

    def say(name: str, **values: object) -> str:
        return shown(wording.say(name, language, **values))

    which = platform_name(receipt.name, wording) if receipt.scope == "platform" else ""
    at = receipt.at.astimezone().strftime("%Y-%m-%d %H:%M")
    rows = [
        f"<li>{say(f'cli.erased-{name}', number=numeral(number, language))}</li>"
        for name in _RECEIPT
        if (number := getattr(receipt, name))
    ]
    after = [told(each.text) for each in receipt.left] or [told(wording.say("cli.erased-whole", language))]
    if receipt.others:
        after.insert(0, told(wording.say("cli.erased-others", language, names=", ".join(receipt.others))))
    if receipt.scope == "all":
        anew = wording.say("erasing.anew", language)
        after.append(acts(button(anew, kind="primary", act="reload", focus=True)))
    head = say(f"erasing.done-{receipt.scope}", which=which, at=at)
    return _framed(
        f'<div class="receipt" role="status"><h3>{head}</h3><ul>{"".join(rows)}</ul>{"".join(after)}</div>', language
    )


def _sure(head: str, lines: Iterable[str], after: str, what: str, wording: Wording, *, before: str = "") -> str:
    say = wording.say
    yes = button(say("erasing.yes"), kind="plain gone", act="delete")
    no = button(say("erasing.no"), act="undo", focus=not before)
    return _framed(
        f'<div class="sure" role="alertdialog" aria-labelledby="sure-title" aria-describedby="sure-what">'
        f'<h3 id="sure-title">{shown(head)}</h3><ul id="sure-what">{"".join(lines)}</ul>{told(after)}'
        f'<input type="hidden" name="what" value="{shown(what)}">{before}{acts(yes, no)}</div>',
        wording.language,
    )


def _line(name: str, number: int, wording: Wording) -> str:
    return f"<li>{shown(wording.say(name, number=numeral(number, wording.language)))}</li>"


def _framed(inside: str, language: Language) -> str:
    return f'<div class="erasing" lang="{language}">{inside}</div>'
