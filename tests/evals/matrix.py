"""The matrix: which suites each planted fault moves. `python -m tests.evals.matrix` writes evals/planted.json."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from companion.embedding import Embedder, HashEmbedder
from evals import cases as case_files
from evals import gate, results, run, suites
from evals.cases import Case
from evals.memo import Memo
from evals.results import Run
from evals.run import About
from evals.sitting import Sitting, Turn
from evals.space import Space
from evals.subject import Subject
from tests.evals.plants import PLANTS, Plant

FILE = Path(case_files.__file__).parent / "planted.json"
LIMIT = 10
"""Cases of each suite and language: enough for the paired test, few enough for a test."""


def chosen() -> tuple[Case, ...]:
    """Return the cases on which faults are planted: the first of every suite, spread over the personas."""
    every = case_files.load()
    found = [case for suite in case_files.SUITES for case in suites.wanted(every, (suite,), LIMIT)]
    return tuple(dict.fromkeys(found))


def result(cases: Sequence[Case], sat: Sequence[Sitting], embedder: Embedder) -> dict[str, Any]:
    """Return what the sittings come to."""
    scores = suites.scored(cases, sat, Space(case_files.load(), embedder))
    about = About(model="none", fingerprint="none", suite_version="", phrasing="auto", choosing="planner")
    return results.result(Run(about=about, cases=cases, sittings=sat, scores=scores))


def planted(sat: Sequence[Sitting], cases: Sequence[Case], plant: Plant) -> list[Sitting]:
    """Return the sittings as they would have been seen with a fault between the companion and the author."""
    by_key = {case.key: case for case in cases}

    def seen(sitting: Sitting, turn: Turn) -> Turn:
        return replace(turn, reply=plant(turn.reply, by_key[sitting.case], turn.said))

    return [replace(each, turns=tuple(seen(each, turn) for turn in each.turns)) for each in sat]


def moved(sound: dict[str, Any], broken: dict[str, Any]) -> dict[str, list[str]]:
    """Return each suite that fails, with why."""
    found: dict[str, list[str]] = {}
    for each in gate.compared(sound, broken).regressions:
        found.setdefault(each.suite, []).append(f"{each.tongue} {each.why}")
    return {suite: sorted(why) for suite, why in sorted(found.items())}


def matrix() -> dict[str, dict[str, list[str]]]:
    """Return what each fault moves."""
    embedder, cases = Memo(HashEmbedder()), chosen()
    sat = run.sat(Subject(embedder=embedder), cases)
    sound = result(cases, sat, embedder)
    return {name: moved(sound, result(cases, planted(sat, cases, plant), embedder)) for name, plant in PLANTS.items()}


if __name__ == "__main__":
    FILE.write_text(json.dumps(matrix(), indent=1) + "\n", encoding="utf-8")
