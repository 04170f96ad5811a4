"""Licences: the design's rule, and that nothing else grants one."""

from dataclasses import replace

import pytest

from evals import figures, licences

GUARD = licences.thresholds()["guard"]
MISS = licences.missed(GUARD["missed"], GUARD["labelled"], 0.95)
PLENTY = licences.needed(licences.thresholds()["phrasing"]["leak"] / MISS, 0.95)
GOOD = licences.Worded(
    raw=2 * PLENTY,
    cases=PLENTY,
    leaky=0,
    own=[0.8] * 30,
    curated=[0.8] * 30,
    fallback=0.1,
    shown=0,
    guard=GUARD["digest"],
)


def test_phrasing_is_granted_by_the_rule() -> None:
    """The upper bound of the raw rate times that of the guard's miss rate, both told."""
    verdict = licences.phrasing(GOOD)
    assert verdict.granted
    held = verdict.figures
    assert held["bound"] == pytest.approx(held["raw_upper"] * held["guard_miss"], abs=1e-5)
    assert held["bound"] <= 0.001


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"raw": 299}, "too-few"),
        ({"leaky": 4}, "leaks"),
        ({"cases": 300}, "leaks"),
        ({"own": [0.5] * 30}, "vague"),
        ({"own": []}, "vague"),
        ({"fallback": 0.51}, "often-replaced"),
        ({"shown": 1}, "shown"),
        ({"guard": "another"}, "guard-changed"),
    ],
)
def test_phrasing_is_refused(changes: dict[str, object], reason: str) -> None:
    """Each shortfall alone is enough, and is named."""
    assert licences.phrasing(replace(GOOD, **changes)).refused == (reason,)  # type: ignore[arg-type]


def test_how_many_are_needed() -> None:
    """So many raw questions without a leak, and not one fewer, put the bound where it must be."""
    assert figures.upper(0, licences.needed(0.01, 0.95)) <= 0.01 < figures.upper(0, licences.needed(0.01, 0.95) - 1)


def test_a_guard_that_misses_more_is_never_the_better_one() -> None:
    """Nothing missed of 50 is an upper bound, never a rate of zero; and each miss more raises it."""
    bounds = [licences.missed(hits, 50, 0.95) for hits in range(51)]
    assert bounds[0] > 0.05
    assert bounds == sorted(set(bounds))


def test_choosing_must_beat_the_planner() -> None:
    """By more than chance, on enough drafts; a draw goes to the planner."""
    planner = [0.2] * 40
    assert licences.choosing(planner, [0.4] * 40).granted
    assert licences.choosing(planner, planner).refused == ("not-better", "by-chance")
    assert "too-few" in licences.choosing(planner[:10], [0.4] * 10).refused
    lucky = [0.5, 0.5, *planner[2:]]
    assert licences.choosing(planner, lucky).refused == ("by-chance",)
    assert not licences.choosing([], []).granted
