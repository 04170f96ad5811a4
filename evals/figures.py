"""Figures: the statistics that a suite needs, in plain Python; each says what it assumes."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from statistics import fmean, stdev
from typing import TypeVar

T = TypeVar("T")
EXACT = 14
"""Differences up to which every assignment of signs is looked at."""
DRAWS = 20_000
"""Assignments that are drawn where there are more; the seed is fixed, so that a verdict can be repeated."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over cases."""

    n: int
    """Cases."""
    mean: float
    """Their mean."""
    stderr: float | None
    """Standard error of the mean, cases being drawn independently; None for fewer than two."""


def figure(values: Sequence[float]) -> Figure | None:
    """Return the mean of one value a case, None without cases."""
    if not values:
        return None
    error = stdev(values) / math.sqrt(len(values)) if len(values) > 1 else None
    return Figure(len(values), fmean(values), error)


def upper(hits: int, n: int, confidence: float = 0.95) -> float:
    """Return the one-sided upper bound of a rate after `hits` in `n` independent trials (Clopper and Pearson)."""
    if n == 0 or hits >= n:
        return 1.0
    low, high = hits / n, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(hits, n, middle) > 1 - confidence else (low, middle)
    return high


def _at_most(hits: int, n: int, rate: float) -> float:
    """Return the probability of at most `hits` in `n`."""
    if rate in {0.0, 1.0}:
        return float(rate == 0.0 or hits >= n)
    ways = (math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) for k in range(hits + 1))
    logs = (way + k * math.log(rate) + (n - k) * math.log1p(-rate) for k, way in enumerate(ways))
    return min(1.0, math.fsum(map(math.exp, logs)))


def loss(before: Sequence[float], after: Sequence[float]) -> float:
    """Return how likely so great a mean loss is by chance alone: one-sided sign-flip permutation test of the pairs.

    It assumes that without a loss each case could as well have got better by as much as it got worse.
    """
    differences = [new - old for old, new in zip(before, after, strict=True) if new != old]
    total = math.fsum(differences)
    if not differences or total >= 0:
        return 1.0
    sizes = [abs(each) for each in differences]
    if len(sizes) <= EXACT:
        sums = [math.fsum(s * size for s, size in zip(signs, sizes, strict=True)) for signs in _signs(len(sizes))]
        return sum(each <= total + 1e-12 for each in sums) / len(sums)
    chance = random.Random(len(sizes))  # noqa: S311  a permutation test, not a secret
    drawn = (math.fsum(size if chance.random() < 0.5 else -size for size in sizes) for _ in range(DRAWS))
    return (1 + sum(each <= total + 1e-12 for each in drawn)) / (1 + DRAWS)


def _signs(n: int) -> list[tuple[int, ...]]:
    return list(product((-1, 1), repeat=n))


def holm(chances: Sequence[float], level: float = 0.05) -> list[bool]:
    """Return which of several tests hold together at `level` (Holm's step-down)."""
    order = sorted(range(len(chances)), key=lambda at: chances[at])
    held, going = [False] * len(chances), True
    for place, at in enumerate(order):
        going = going and chances[at] <= level / (len(chances) - place)
        held[at] = going
    return held


def interval(
    groups: Sequence[Sequence[T]], statistic: Callable[[Sequence[T]], float], level: float = 0.9, draws: int = 1000
) -> tuple[float, float]:
    """Return the percentile bootstrap interval of a statistic, whole groups being drawn: those of one are not apart.

    The seed is fixed, so that a verdict can be repeated.
    """
    chance = random.Random(len(groups))  # noqa: S311  a bootstrap, not a secret
    drawn = ([each for group in chance.choices(groups, k=len(groups)) for each in group] for _ in range(draws))
    values = sorted(map(statistic, drawn))
    tail = round(draws * (1 - level) / 2)
    return values[tail], values[-1 - tail]


def kappa(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the agreement of two who label the same things, beyond chance (Cohen)."""
    pairs = list(zip(one, other, strict=True))
    if not pairs:
        return 0.0
    same = fmean(a == b for a, b in pairs)
    chance = math.fsum((one.count(label) / len(pairs)) * (other.count(label) / len(pairs)) for label in {*one, *other})
    return 1.0 if chance == 1 else (same - chance) / (1 - chance)
