"""Past sessions as the page shows them: each folded away, with every version, what was asked, answered and decided."""

from collections.abc import Sequence
from dataclasses import dataclass

from companion.records import Answer, Entry, Exchange
from companion.store import Session
from companion.ui import answers, cards
from companion.ui.cards import day, shown, told
from companion.ui.controls import acts, aside, button
from companion.ui.numerals import numeral
from companion.ui.side_by_side import side_by_side
from companion.ui.talk import talk
from companion.ui.wording import Wording

PAGE = 15
"""Sessions on a page."""
_OPENING = 70
"""Characters of a session's first words in its title."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """Where the journal is open."""

    search: str = ""
    """Words that were typed."""
    start: int = 0
    """Sessions passed over."""


def seek(wording: Wording) -> str:
    """Return the box to search by."""
    say = wording.say
    return (
        f'<div class="look" role="search" aria-label="{shown(say("journal.search"))}" lang="{wording.language}">'
        f'<p class="seek"><label for="journal-seek">{shown(say("search"))}</label>'
        f'<input id="journal-seek" name="search" type="search" autocomplete="off"'
        f' placeholder="{shown(say("journal.search-hint"))}"></p></div>'
    )


def diary(entries: Sequence[tuple[Entry, Session]], leaf: Leaf, wording: Wording) -> str:
    """Return a page of sessions, newest first; one more than PAGE is given where there are others after it."""
    parts = "".join(_session(entry, whole, wording) for entry, whole in entries[:PAGE])
    name = "journal.none" if leaf.search.strip() else "journal.empty"
    body = parts + _pager(leaf, wording, more=len(entries) > PAGE) or told(wording.say(name))
    return f'<div class="journal" lang="{wording.language}" tabindex="-1">{body}</div>'


def opening(entry: Entry) -> str:
    """Return a session's first words."""
    said = " ".join((entry.first or entry.draft)[: 4 * _OPENING].split())
    return said if len(said) <= _OPENING else f"{said[:_OPENING].rstrip()}…"


def _pager(leaf: Leaf, wording: Wording, *, more: bool) -> str:
    if not more and not leaf.start:
        return ""
    newer = button(wording.say("library.newer"), usable=leaf.start > 0, start=str(max(leaf.start - PAGE, 0)))
    older = button(wording.say("library.older"), usable=more, start=str(leaf.start + PAGE))
    return f'<nav class="pager" aria-label="{shown(wording.say("library.pages"))}">{newer}{older}</nav>'


def _session(entry: Entry, whole: Session, wording: Wording) -> str:
    say = wording.say
    when = f"{day(entry.started, wording)} · {say(f'journal-{entry.kind}')}"
    way = f'<span class="way">{shown(say(f"ways_out.{entry.decision}"))}</span>' if entry.decision else ""
    return (
        f'<details class="session" data-session="{shown(entry.session)}"><summary>'
        f'<span class="when">{shown(when)}</span>'
        f'{way}<span class="first">{shown(opening(entry))}</span></summary>'
        f'<div class="inside">{_inside(entry, whole, wording)}{_ways(entry, whole, wording)}</div></details>'
    )


def _inside(entry: Entry, whole: Session, wording: Wording) -> str:
    kept = ""
    if entry.intention:
        title = shown(wording.say("journal-intention"))
        kept = f'<p class="kept"><span class="who">{title}</span>{shown(entry.intention)}</p>'
    if entry.kind == "chat":
        said = tuple(Exchange(turn.draft, turn.reply) for turn in whole.turns if turn.reply)
        return talk(None, said, wording) + kept
    reply = ""
    if entry.reply:
        reply = cards.reply(entry.reply, wording, answers.told(entry.reply, entry.answers, wording))
    return f"{_draft(entry.draft)}{reply}{_earlier(whole, wording)}{kept}"


def _draft(text: str) -> str:
    return f'<p class="draft" dir="auto">{shown(text)}</p>'


def _earlier(whole: Session, wording: Wording) -> str:
    """Return the versions before the last one: beside the one that followed it, then what was asked about it."""
    turns = whole.turns
    if len(turns) < 2:
        return ""
    parts = ""
    for number in range(len(turns) - 1, 0, -1):
        turn = turns[number - 1]
        title = wording.say("journal.version", number=number, date=day(turn.kept, wording))
        last = {did.question: Answer(did.question, did.outcome, did.text) for did in turn.answers}
        reply = (
            cards.reply(turn.reply, wording, answers.told(turn.reply, list(last.values()), wording))
            if turn.reply
            else ""
        )
        parts += aside(title, side_by_side(turn.draft, turns[number].draft, wording) + reply)
    return f'<section class="earlier"><h3>{shown(wording.say("journal.versions"))}</h3>{parts}</section>'


def _ways(entry: Entry, whole: Session, wording: Wording) -> str:
    """Return how to take the session along, and how to erase it: what goes is said in numbers first."""
    say = wording.say
    counts = {"turns": len(whole.turns), "questions": sum(len(t.reply.questions) for t in whole.turns if t.reply)}
    lines = "".join(
        f"<li>{shown(say(f'erasing.{name}', number=numeral(number, wording.language)))}</li>"
        for name, number in counts.items()
    )
    sure = (
        f'<div class="sure"><p>{shown(say("erasing.sure-session", which=opening(entry)))}</p><ul>{lines}</ul>'
        + told(say("erasing.after-session"))
        + acts(
            button(say("erasing.yes"), kind="plain gone", erase=entry.session),
            button(say("erasing.no"), close=""),
        )
        + "</div>"
    )
    take = button(say("journal.take"), take=entry.session)
    return f'<div class="partings">{take}{aside(say("journal.erase"), sure, kind="aside parting")}</div>'
