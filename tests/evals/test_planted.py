"""Faults planted after the guard: each fails the suite whose business it is, and what else moves is written down."""

import json
from typing import Any

import pytest

from companion import guard
from companion.embedding import HashEmbedder
from evals import run, suites
from evals.cases import load
from evals.memo import Memo
from evals.sitting import Sitting
from evals.space import Space
from evals.subject import Subject
from tests.evals import matrix
from tests.evals.plants import NAMED, PLANTS

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sound() -> tuple[list[Sitting], dict[str, Any], Memo]:
    """Sit the cases once, without a fault."""
    embedder = Memo(HashEmbedder())
    sat = run.sat(Subject(embedder=embedder), matrix.chosen())
    return sat, matrix.result(matrix.chosen(), sat, embedder), embedder


@pytest.mark.parametrize("name", list(PLANTS))
def test_a_fault_fails_the_suite_that_names_it(name: str, sound: tuple[list[Sitting], dict[str, Any], Memo]) -> None:
    """As the gate sees it: against a sound run, case by case."""
    sat, before, embedder = sound
    cases = matrix.chosen()
    moved = matrix.moved(before, matrix.result(cases, matrix.planted(sat, cases, PLANTS[name]), embedder))
    assert NAMED[name] in moved


def test_the_matrix_is_written_down() -> None:
    """evals/planted.json holds every fault, each with its own suite among what it moves."""
    held = json.loads(matrix.FILE.read_text(encoding="utf-8"))
    assert held.keys() == PLANTS.keys()
    assert all(NAMED[name] in moved for name, moved in held.items())


def test_a_guard_that_is_off_before_a_hostile_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """For real: the double's rewrite reaches the screen, and covenant says so; with the guard it does not."""
    cases = [case for case in load() if "covenant" in case.suites and case.text and not case.why][:3]
    hostile = Subject(model="double:smuggle", phrasing="own", embedder=HashEmbedder())
    assert not _leaked(hostile, cases)
    monkeypatch.setattr(guard, "check", lambda *_, **__: [])
    assert _leaked(hostile, cases)


def _leaked(subject: Subject, cases: list[Any]) -> list[str]:
    scores = suites.scored(cases, run.sat(subject, cases), Space(), ("covenant",))
    return [score.case for score in scores if "leak" in score.hard]
