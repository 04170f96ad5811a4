"""Demanding: what an author asks the companion to write, and what only looks like it: their own line, announced."""

import re
from collections.abc import Iterator
from functools import cache
from typing import get_args

from companion import prompt
from companion.coach.deciding import SAYS_LITTLE
from companion.coach.phrases import content
from companion.coach.spoken import BREATHS, Spoken
from companion.language import words
from companion.lexicon import Hit
from companion.records import Language, Span

_LOUD = 0.6
"""Strength from which a signal of a draft is a demand."""
_GIVES = 2
"""Words of content after "one line:" from which the line is the author's own."""
_ANNOUNCES = re.compile(
    r"[^\W_]*(?:\W+[^\W_]+){0,3}?\s*(?:[:—–,.\n]|\?\s|-\s|\bc['’]est\b|\bce serait\b|\bis\b|\bwould be\b)\s*"
)
"""What may stand between "one line" and the line itself."""
_PHRASES = ("demand.phrases", "demand.authority")


def demands(turn: Spoken, *, pleads: bool) -> bool:
    """Whether words to paste are asked for; after a demand, a `pleads` is one too."""
    if turn.draft.strength("ghostwriting") >= _LOUD and any(_asks(turn, span) for span in _ghostwriting(turn)):
        return True
    if any(_to_it(turn, hit) and not _gives(turn, hit) for hit in turn.found(*_PHRASES)):
        return True
    insists = any(turn.opens(hit) for hit in turn.found("demand.insisting"))
    return pleads and (insists or turn.only("demand.pleading", beside=SAYS_LITTLE))


def requests(turn: Spoken, demanded: bool) -> Iterator[Span]:
    """Yield what is asked for, to the end of the asking: "a post about my rings" is no word of the author's own."""
    asked: list[Hit | Span] = [span for span in _ghostwriting(turn) if _asks(turn, span)]
    if demanded:
        asked += [hit for hit in turn.found(*_PHRASES) if not _gives(turn, hit)]
    for each in asked:
        yield Span(each.start - len(turn.before(each)), max(each.end, _end(turn, each)))


def _end(turn: Spoken, asked: Hit | Span) -> int:
    """Return where an asking ends: its sentence, or a breath after which the author speaks of themselves."""
    text, end = turn.draft.text, turn.sentence(asked).end
    for at in range(asked.end, end):
        if text[at] in BREATHS and set(words(text[at:end])[:2]) & _selves():
            return at
    return end


def _ghostwriting(turn: Spoken) -> Iterator[Span]:
    return (span for signal in turn.draft.signals if signal.kind == "ghostwriting" for span in signal.spans)


def _asks(turn: Spoken, asked: Hit | Span) -> bool:
    return not turn.reported(asked) and not _gives(turn, asked)


def _to_it(turn: Spoken, hit: Hit) -> bool:
    """Whether a demand is made of the companion: where a clause opens, with little beside, or with a "tu"."""
    sentence = turn.sentence(hit)
    spoken = any(
        sentence.start <= h.start < sentence.end for h in turn.found("address.tu", "address.vous", "address.you")
    )
    return spoken or turn.leads(hit) or turn.beside(hit, [hit]) <= SAYS_LITTLE


def _gives(turn: Spoken, asked: Hit | Span) -> bool:
    """Whether the author announces a line of their own: "in one line: we held on", and no order to write it."""
    text = turn.draft.text
    announced = _ANNOUNCES.match(text, asked.end)
    if announced is None or _ordered(turn, asked, announced.end()):
        return False
    pleas = turn.found("demand.pleading", *_PHRASES)
    rest = "".join(" " if any(h.start <= at < h.end for h in pleas) else c for at, c in enumerate(text))
    given = words(rest[announced.end() :])
    return len(content(rest[announced.end() :])) >= _GIVES and given[0] not in _listed("about")


def _ordered(turn: Spoken, asked: Hit | Span, end: int) -> bool:
    """Whether something before `end` in its sentence tells the companion to do it."""
    start = turn.sentence(asked).start
    told = any(start <= hit.start < end for hit in turn.found("address.tu", "address.vous", "address.you"))
    return told or bool(set(words(turn.draft.text[start:end])) & _listed("orders"))


def _selves() -> frozenset[str]:
    return _listed("selves")


@cache
def _listed(name: str) -> frozenset[str]:
    """Return the words of either language in one list of [giving] in prompts/hearing."""
    return frozenset(
        w for each in get_args(Language) for w in words(prompt.table(f"hearing/{each}.toml")["giving"][name])
    )
