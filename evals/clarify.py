"""Clarify: a whole conversation, one thing at a time, that ends where it should and gives the author's words back."""

from __future__ import annotations

from collections.abc import Iterator

from companion.language import folded

from . import grounding
from .cases import Case
from .scores import Finding
from .sitting import Sitting, Turn
from .space import Space

MIRROR = 20
"""Words of a mirror at most."""


def score(case: Case, sitting: Sitting, space: Space) -> Iterator[Finding]:
    """Look at each turn, then at how it ended and what was handed back."""
    for place, turn in enumerate(sitting.turns):
        yield from _one(turn, last=place == len(sitting.turns) - 1 and sitting.closed)
    asked = [folded(q.text) for turn in sitting.turns for q in turn.reply.questions]
    again = sorted({text for text in asked if asked.count(text) > 1})
    yield Finding("no-repeat", float(not again), " / ".join(again))
    yield from _end(case, sitting)
    yield from _handed(case, sitting)
    yield from grounding.hangs(case, sitting)


def _one(turn: Turn, *, last: bool) -> Iterator[Finding]:
    reply, asked = turn.reply, " / ".join(question.text for question in turn.reply.questions)
    one = len(reply.questions) <= 1
    yield Finding("one-question", float(one), "" if one else asked, hard=True)
    if not last:
        yield Finding("asks", float(bool(asked)), "" if asked else f"nothing asked after: {turn.said[:80]}")
    if reply.mirror:
        long = len(reply.mirror.text.split()) > MIRROR
        yield Finding("short-mirror", float(not long), reply.mirror.text if long else "")


def _end(case: Case, sitting: Sitting) -> Iterator[Finding]:
    expect = case.expect
    if expect.ends is not None:
        right = sitting.closed is expect.ends
        yield Finding("ends", float(right), "" if right else "ends too soon" if sitting.closed else "does not end")
    if expect.within is not None:
        turns = len(sitting.turns)
        right = sitting.closed and turns <= expect.within
        yield Finding("within", float(right), "" if right else f"{turns} turns")
    if expect.way is not None:
        right = sitting.leaning == expect.way
        yield Finding("way", float(right), "" if right else f"heard {sitting.leaning}")


def _handed(case: Case, sitting: Sitting) -> Iterator[Finding]:
    back = [folded(text) for turn in sitting.turns for text in turn.reply.said]
    written = folded("\n".join(turn.said for turn in sitting.turns))
    foreign = [text for text in back if text not in written]
    yield Finding("own-sentences", float(not foreign), " / ".join(foreign), hard=True)
    if case.expect.hands_back:
        right = any(folded(text) in held for text in case.expect.hands_back for held in back)
        yield Finding("hands-back", float(right), "" if right else f"handed back: {' / '.join(back) or 'nothing'}")
    if case.expect.holds_back:
        wrong = [text for text in case.expect.holds_back if any(folded(text) in held for held in back)]
        yield Finding("holds-back", float(not wrong), " / ".join(wrong))
