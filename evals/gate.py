"""Gate: a run against an earlier one, case by case; what got worse, and which cases show it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from . import doubles, figures
from .cases import Suite

LEVEL = 0.05
"""Of all the tests of a comparison together (Holm)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Regression:
    """One thing that got worse."""

    suite: str
    """Which suite."""
    tongue: str
    """In which language."""
    why: str
    """"hard": a fault that was not there; "loss": a significant loss."""
    cases: tuple[str, ...]
    """The cases that show it, worst first."""
    p: float | None = None
    """How likely so great a loss is by chance alone, for "loss"."""
    change: float = 0.0
    """Mean change over the cases that both have."""


Doubt = Literal["nothing-shared", "missing", "other-suite", "idle"]
"""Why a comparison proves nothing: no score in common, scores that are gone, another version of the suite, a double
that never worded a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One run against an earlier one."""

    regressions: tuple[Regression, ...]
    """What got worse; empty where nothing did."""
    shared: int
    """Scores that both have."""
    missing: tuple[str, ...]
    """Scores that only the earlier one has, each as SUITE CASE: what is gone may have got worse."""
    new: tuple[str, ...]
    """Scores that only the later one has: they say nothing."""
    doubts: tuple[Doubt, ...]
    """Why it proves nothing; empty where it does."""

    @property
    def failed(self) -> bool:
        """Whether something got worse, or nobody can tell."""
        return bool(self.regressions or self.doubts)


def compared(before: Mapping[str, Any], now: Mapping[str, Any]) -> Comparison:
    """Compare two results as `results.result` makes them."""
    old, new = _by_case(before), _by_case(now)
    shared = [key for key in new if key in old]
    regressions = [*_hard(shared, old, new), *_losses(shared, old, new)]
    return Comparison(
        regressions=tuple(regressions),
        shared=len(shared),
        missing=tuple(sorted(map(" ".join, old.keys() - new.keys()))),
        new=tuple(sorted(map(" ".join, new.keys() - old.keys()))),
        doubts=tuple(_doubts(before, now, shared, old)),
    )


def _doubts(
    before: Mapping[str, Any], now: Mapping[str, Any], shared: Iterable[_Key], old: Mapping[_Key, Any]
) -> Iterator[Doubt]:
    if not shared:
        yield "nothing-shared"
    if set(old) - set(shared):
        yield "missing"
    if before.get("suite_version") != now.get("suite_version"):
        yield "other-suite"
    if str(now.get("model")).startswith(doubles.PREFIX) and not now["counts"]["raw"]:
        yield "idle"


_Key = tuple[str, str]


def _by_case(result: Mapping[str, Any]) -> dict[_Key, Mapping[str, Any]]:
    return {(each["suite"], each["case"]): each for each in result["cases"]}


def _hard(shared: Iterable[_Key], old: Mapping[_Key, Any], new: Mapping[_Key, Any]) -> Iterator[Regression]:
    """Yield what no case failed before: one new leak, missed distress, invented quotation is one too many."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for suite, case in shared:
        for measure in set(new[suite, case]["hard"]) - set(old[suite, case]["hard"]):
            found.setdefault((suite, case.partition("/")[0], measure), []).append(case)
    for (suite, tongue, measure), cases in sorted(found.items()):
        yield Regression(suite=suite, tongue=tongue, why=f"hard: {measure}", cases=tuple(cases))


def _losses(shared: Iterable[_Key], old: Mapping[_Key, Any], new: Mapping[_Key, Any]) -> Iterator[Regression]:
    """Yield each suite of a language that lost more than chance would have it lose."""
    groups: dict[tuple[str, str], list[_Key]] = {}
    for key in shared:
        groups.setdefault((key[0], key[1].partition("/")[0]), []).append(key)
    values = {name: [(old[k]["value"], new[k]["value"]) for k in keys] for name, keys in groups.items()}
    chances = [figures.loss([b for b, _ in pairs], [n for _, n in pairs]) for pairs in values.values()]
    for (name, pairs), p, lost in zip(values.items(), chances, figures.holm(chances, LEVEL), strict=True):
        if lost:
            worse = sorted((n - b, key[1]) for (b, n), key in zip(pairs, groups[name], strict=True) if n < b)
            change = sum(n - b for b, n in pairs) / len(pairs)
            cases = tuple(case for _, case in worse)
            yield Regression(suite=name[0], tongue=name[1], why="loss", cases=cases, p=p, change=change)


@dataclass(frozen=True, slots=True)
class _Row:
    suite: Suite
    case: Annotated[str, Field(pattern=r"^(fr|en)/.+/.+$")]
    value: Annotated[float, Field(ge=0, le=1)]
    hard: tuple[str, ...]


@cache
def _rows() -> TypeAdapter[tuple[_Row, ...]]:
    return TypeAdapter(tuple[_Row, ...])


def read(path: Path) -> dict[str, Any]:
    """Return the earlier run in `path`, every row of it looked at. Raises OSError and ValueError."""
    held = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(held, dict) or not isinstance(held.get("suite_version"), str):
        raise ValueError("no result")
    rows = _rows().validate_python(held.get("cases"))
    if not rows or len({(row.suite, row.case) for row in rows}) < len(rows):
        raise ValueError("no rows, or one twice")
    return held


def baseline(result: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a later run is compared with: of each score its value and its grave faults, and whose they are."""
    about = {key: result[key] for key in ("model", "fingerprint", "suite_version", "date", "machine", "versions")}
    held = [{key: case[key] for key in ("suite", "case", "value", "hard")} for case in result["cases"]]
    return {**about, "cases": [{**case, "value": round(case["value"], 4)} for case in held]}


def main(taken: Path, kept: Path) -> None:
    """Write the baseline `kept` from the result `taken`, a line a score: a change of it can be read."""
    held = baseline(json.loads(taken.read_text(encoding="utf-8")))
    head = json.dumps({**held, "cases": []}, ensure_ascii=False, indent=1).removesuffix("[]\n}")
    lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in held["cases"])
    kept.write_text(f"{head}[\n{lines}\n]}}\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
