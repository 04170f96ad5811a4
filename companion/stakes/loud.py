"""Loud: a quiet tone that the author wanted, and the line of the draft that shouts."""

from collections.abc import Iterator

from companion.recall import Recalled
from companion.records import Draft, Span
from companion.stakes.hearing import heard
from companion.stakes.lines import SHORT, SHOUTS, Lines
from companion.stakes.stake import Stake
from companion.stakes.wording import PIECE, clean, fit, quoted


def loud(draft: Draft, recalled: Recalled, lines: Lines) -> Iterator[Stake]:
    """Yield the quiet tone, where it is meant, beside the line that shouts."""
    tone = recalled.intention.tone if recalled.intention else ""
    shouting = [s for s in draft.segments if SHOUTS.search(s.text)]
    calm = [clean(p[0]) for p in PIECE.finditer(tone) if "loud" in heard(p[0], draft.language, "limit")]
    shouts = sum(draft.text.count(sign) for sign in "!🚨❗🔥🥇🚀👇")
    if calm and fit(calm[0]) and shouting and shouts >= SHORT:
        anchor = lines.at([Span(s.start, s.end) for s in shouting])
        yield Stake("loud", 0.9, anchor, None, quoted(recalled, "tone", calm[0]))
