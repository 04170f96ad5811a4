"""Figures: known values, and what chance does."""

import random

import pytest

from evals import figures


@pytest.mark.parametrize(
    ("hits", "n", "bound"), [(0, 300, 0.0099), (0, 60, 0.0487), (3, 100, 0.0757), (5, 5, 1.0), (0, 0, 1.0)]
)
def test_upper_bound(hits: int, n: int, bound: float) -> None:
    """Clopper and Pearson's one-sided 95% bound, as tables have it."""
    assert figures.upper(hits, n) == pytest.approx(bound, abs=5e-4)


def test_mean_and_standard_error() -> None:
    """By case; one case has no standard error, none has no mean."""
    held = figures.figure([0.0, 1.0])
    assert held is not None
    assert (held.n, held.mean, held.stderr) == (2, 0.5, pytest.approx(0.5))
    one = figures.figure([1.0])
    assert one is not None
    assert one.stderr is None
    assert figures.figure([]) is None


def test_a_loss_is_told_from_chance() -> None:
    """Ten cases that all lost are no chance; a gain, or as many losses as gains, is no loss."""
    assert figures.loss([1.0] * 10, [0.5] * 10) == pytest.approx(2**-10)
    assert figures.loss([0.5] * 10, [1.0] * 10) == 1.0
    assert figures.loss([0.5] * 4, [0.6, 0.4, 0.6, 0.4]) == 1.0
    assert figures.loss([1.0] * 40, [0.5] * 40) < 0.001


def test_false_alarms_are_as_rare_as_they_say() -> None:
    """Of 200 comparisons in which nothing changed but by chance, about one in twenty is called a loss."""
    chance = random.Random(7)
    pairs = [([chance.random() for _ in range(12)], [chance.random() for _ in range(12)]) for _ in range(200)]
    assert sum(figures.loss(old, new) <= 0.05 for old, new in pairs) <= 20


def test_several_tests_hold_together() -> None:
    """Holm: the smallest against a share of the level, and none after one that fails."""
    assert figures.holm([0.001, 0.04, 0.03]) == [True, False, False]
    assert figures.holm([]) == []


def test_kappa() -> None:
    """1 where they agree, 0 where they agree as chance would."""
    assert figures.kappa(list("aabb"), list("aabb")) == 1.0
    assert figures.kappa(list("aabb"), list("abab")) == 0.0
