"""Gate: what got worse is found and named; what is the same, better or chance is not."""

import json
from pathlib import Path
from typing import Any

import pytest

from evals import gate


def result(values: dict[str, float], hard: dict[str, list[str]] | None = None, suite: str = "tone") -> dict[str, Any]:
    """Return a result that holds one score a case."""
    held = [
        {"suite": suite, "case": case, "value": v, "hard": (hard or {}).get(case, [])} for case, v in values.items()
    ]
    return {"model": "none", "suite_version": "1", "cases": held}


CASES = {f"fr/p/{n}": 1.0 for n in range(12)}


def test_the_same_is_no_regression() -> None:
    """Nor is what only the later run has."""
    found = gate.compared(result(CASES), result(CASES | {"fr/p/new": 0.0}))
    assert (found.regressions, found.shared, found.new) == ((), 12, ("tone fr/p/new",))
    assert not found.failed


def test_what_proves_nothing_fails() -> None:
    """Nothing shared, a case that is gone, another version of the suite: a gate that says yes then is no gate."""
    now = result(CASES)
    gone = gate.compared(now, result(dict(list(CASES.items())[1:])))
    assert (gone.doubts, gone.missing, gone.failed) == (("missing",), ("tone fr/p/0",), True)
    assert gate.compared(now, result(CASES, suite="care")).doubts == ("nothing-shared", "missing")
    assert gate.compared(now, now | {"suite_version": "2"}).doubts == ("other-suite",)


def test_a_double_that_said_nothing_proves_nothing() -> None:
    """No leak shown is no merit where none was tried."""
    hostile = result(CASES) | {"model": "double:smuggle"}
    assert gate.compared(hostile, hostile | {"counts": {"raw": 0}}).doubts == ("idle",)
    assert not gate.compared(hostile, hostile | {"counts": {"raw": 65}}).failed


@pytest.mark.parametrize(
    "row",
    [
        {"suite": "taste"},
        {"case": "p/0"},
        {"value": "much"},
        {"value": 1.5},
        {"hard": None},
        {"case": "fr/p/1"},
    ],
)
def test_a_baseline_is_looked_at_before_anything_is_run(tmp_path: Path, row: dict[str, object]) -> None:
    """One row that is none, or that stands there twice, and the file is refused whole."""
    held = result({"fr/p/0": 1.0, "fr/p/1": 1.0})
    path = tmp_path / "baseline.json"
    path.write_text(json.dumps(held), encoding="utf-8")
    assert gate.read(path) == held
    held["cases"][0] |= row
    path.write_text(json.dumps(held), encoding="utf-8")
    with pytest.raises(ValueError):  # noqa: PT011  pydantic's words, or ours
        gate.read(path)


def test_one_new_hard_fault_is_enough() -> None:
    """One leak in one case, the means unchanged: it is named; one that was there already is not new."""
    found = gate.compared(result(CASES), result(CASES, {"fr/p/3": ["leak"]}))
    assert [(r.why, r.cases, r.tongue) for r in found.regressions] == [("hard: leak", ("fr/p/3",), "fr")]
    leaky = result(CASES, {"fr/p/3": ["leak"]})
    assert not gate.compared(leaky, leaky).regressions


def test_a_significant_loss_names_its_cases_worst_first() -> None:
    """Ten cases of twelve that lost are no chance; one that lost may be."""
    worse = {case: 0.5 - n / 100 if n < 10 else 1.0 for n, case in enumerate(CASES)}
    found = gate.compared(result(CASES), result(worse)).regressions
    assert [(r.suite, r.why) for r in found] == [("tone", "loss")]
    assert found[0].cases[0] == "fr/p/9"
    assert found[0].p is not None
    assert found[0].p < 0.05
    assert not gate.compared(result(CASES), result(CASES | {"fr/p/3": 0.2})).regressions


def test_languages_stand_apart() -> None:
    """What French lost English does not make good."""
    both = CASES | {case.replace("fr/", "en/"): 0.5 for case in CASES}
    now = {case: 0.5 if case.startswith("fr/") else 1.0 for case in both}
    assert [r.tongue for r in gate.compared(result(both), result(now)).regressions] == ["fr"]


def test_a_baseline_says_as_much_as_the_result_it_is_of(tmp_path: Path) -> None:
    """It is smaller, a line a score, and compares as the whole does."""
    about = dict.fromkeys(("fingerprint", "date", "machine", "versions"), "x")
    whole = about | result(CASES, {"fr/p/3": ["leak"]})
    (tmp_path / "result.json").write_text(json.dumps(whole), encoding="utf-8")
    gate.main(tmp_path / "result.json", tmp_path / "baseline.json")
    kept = json.loads((tmp_path / "baseline.json").read_text(encoding="utf-8"))
    assert gate.compared(kept, whole) == gate.compared(whole, whole)
    assert gate.compared(kept, result(CASES, {"fr/p/4": ["leak"]})).regressions
