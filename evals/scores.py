"""Scores: what a scorer finds in a sitting, and what findings come to for a case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import mean
from typing import Protocol

from .cases import Case, Suite
from .sitting import Sitting
from .space import Space


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    measure: str
    """Stable name of what was looked at."""
    value: float
    """1 as it should be, 0 as it should not."""
    where: str = ""
    """The words, where it is not as it should be."""
    hard: bool = False
    """Whether being 0 is a fault that no average makes good."""


class Scorer(Protocol):
    """Looks at one sitting of a case."""

    def __call__(self, case: Case, sitting: Sitting, space: Space) -> Iterator[Finding]:
        """Yield what is found; nothing where the case gives nothing to look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What one case came to in one suite, over all epochs."""

    case: str
    """Its key."""
    suite: Suite
    """Which suite."""
    value: float
    """Mean of its measures, 0 to 1."""
    measures: dict[str, float]
    """Mean of each measure."""
    wrong: tuple[str, ...] = ()
    """What was not as it should be, with the words."""
    hard: tuple[str, ...] = ()
    """Names of the measures that failed hard."""

    @property
    def tongue(self) -> str:
        """Language under which it counts."""
        return self.case.partition("/")[0]


def score(case: Case, suite: Suite, epochs: Iterable[Iterable[Finding]]) -> Score | None:
    """Return what the findings of every epoch come to; a measure counts once, however often it was looked at."""
    held: dict[str, list[float]] = {}
    wrong: list[str] = []
    hard: list[str] = []
    for finding in (finding for found in epochs for finding in found):
        held.setdefault(finding.measure, []).append(finding.value)
        if finding.value < 1 and finding.where:
            wrong.append(f"{finding.measure}: {finding.where}")
        if finding.hard and finding.value < 1:
            hard.append(finding.measure)
    if not held:
        return None
    measures = {name: mean(values) for name, values in held.items()}
    return Score(
        case=case.key,
        suite=suite,
        value=mean(measures.values()),
        measures=measures,
        wrong=tuple(dict.fromkeys(wrong)),
        hard=tuple(dict.fromkeys(hard)),
    )
