"""Suites: which scorer is whose, and what a set of sittings comes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from . import care, clarify, covenant, grounding, speech, tone, variety
from .cases import SUITES, Case, Suite
from .scores import Finding, Score, Scorer, score
from .sitting import Sitting
from .space import Space

SCORERS: Mapping[Suite, Scorer] = {
    "covenant": covenant.score,
    "tone": tone.score,
    "grounding": grounding.score,
    "language": speech.score,
    "care": care.score,
    "clarify": clarify.score,
    "variety": variety.score,
}

MOST = 4
"""Questions that a reading of a draft holds at most, and one at least; a chat asks one at a time."""


def wanted(cases: Iterable[Case], suites: Sequence[Suite] = SUITES, limit: int | None = None) -> tuple[Case, ...]:
    """Return the cases that serve one of `suites`; of each language at most `limit`, spread over the personas."""
    serving = [case for case in cases if set(_served(case)) & set(suites)]
    if limit is None:
        return tuple(serving)
    return tuple(case for tongue in ("fr", "en") for case in _spread([c for c in serving if c.tongue == tongue], limit))


def _spread(cases: Sequence[Case], limit: int) -> list[Case]:
    """Return `limit` cases at even distances, so that the first persona does not stand for all."""
    if limit >= len(cases):
        return list(cases)
    return [cases[at * len(cases) // limit] for at in range(limit)]


def _served(case: Case) -> Iterator[Suite]:
    yield from (suite for suite in case.suites if suite != "variety" or case.row)


def findings(case: Case, suite: Suite, sitting: Sitting, space: Space) -> Iterator[Finding]:
    """Yield what the suite finds in one sitting; a reply that never came is all that can be said of it."""
    if sitting.failed:
        yield Finding("answers", 0.0, sitting.failed, hard=True)
        return
    yield from SCORERS[suite](case, sitting, space)
    if odd := list(_odd(case, sitting)):
        yield Finding("questions", 0.0, ", ".join(odd), hard=True)


def _odd(case: Case, sitting: Sitting) -> Iterator[str]:
    """Say of each reply that asks nothing or too much how much it asks; a chat that has come to its end may be done."""
    most = MOST if case.text or case.row else 1
    for place, turn in enumerate(sitting.turns, 1):
        done = sitting.closed and place == len(sitting.turns)
        if not (0 if done else 1) <= len(turn.reply.questions) <= most:
            yield f"{len(turn.reply.questions)} questions in reply {place}"


def scored(
    cases: Sequence[Case], sittings: Iterable[Sitting], space: Space, suites: Sequence[Suite] = SUITES
) -> list[Score]:
    """Return the score of every case in every suite it serves, in the order of the suites and the cases."""
    sat: dict[str, list[Sitting]] = {}
    for sitting in sittings:
        sat.setdefault(sitting.case, []).append(sitting)
    found: list[Score] = []
    for suite in suites:
        for case in cases:
            if suite in _served(case) and case.key in sat:
                held = score(case, suite, [findings(case, suite, each, space) for each in sat[case.key]])
                found += [held] if held else []
    return found
