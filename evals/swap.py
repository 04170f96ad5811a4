"""Swap: how often a model's own questions are nearest to their draft, beside the curated ones at the same places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from .cases import Case
from .sitting import Sitting
from .space import Space


@dataclass(frozen=True, slots=True)
class Swapped:
    """Both sides, case by case."""

    own: tuple[float, ...] = ()
    """Share of the model's own questions that are nearest to their draft."""
    curated: tuple[float, ...] = ()
    """Likewise of the curated questions where those stand."""


def swapped(cases: Iterable[Case], sat: Sequence[Sitting], plain: Sequence[Sitting], space: Space) -> Swapped:
    """Compare `sat` with `plain`, the same cases without a model; what the curated frames took over counts for none."""
    pairs: list[tuple[float, float]] = []
    for case in cases:
        mine = [sitting for sitting in sat if sitting.case == case.key]
        theirs = [sitting for sitting in plain if sitting.case == case.key][:1]
        held = [pair for one in mine for other in theirs for pair in _places(case, one, other, space)]
        if held:
            pairs.append((fmean(own for own, _ in held), fmean(curated for _, curated in held)))
    return Swapped(tuple(own for own, _ in pairs), tuple(curated for _, curated in pairs))


def _places(case: Case, sat: Sitting, plain: Sitting, space: Space) -> Iterator[tuple[float, float]]:
    """Yield, for each place where a question of the model's own stands, how both do there."""
    for turn, other in zip(sat.turns, plain.turns, strict=False):
        for question, curated in zip(turn.reply.questions, other.reply.questions, strict=False):
            if question.phrasing == "own":
                own, instead = space.own(case, question.text), space.own(case, curated.text)
                if own is not None and instead is not None:
                    yield float(own), float(instead)
