"""Faults planted after the guard: each fails the suite whose business it is, and what else moves is written down."""

import json
from typing import Any

import pytest

from companion import guard
from companion.embedding import HashEmbedder
from evals import run, suites
from evals.cases import load
from evals.space import Space
from evals.subject import Subject
from tests.evals import matrix
from tests.evals.plants import NAMED, PLANTS

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def moved() -> dict[str, dict[str, list[str]]]:
    """Plant every fault, once."""
    return matrix.matrix()


@pytest.mark.parametrize("name", list(PLANTS))
def test_a_fault_fails_the_suite_that_names_it(name: str, moved: dict[str, dict[str, list[str]]]) -> None:
    """As the gate sees it, against a sound run, case by case; in both languages, but English has no *vous*."""
    tongues = {why.partition(" ")[0] for why in moved[name].get(NAMED[name], ())}
    assert tongues >= ({"fr"} if name == "vous-for-tu" else {"fr", "en"})


def test_the_matrix_that_is_written_down_is_the_one_that_is(moved: dict[str, dict[str, list[str]]]) -> None:
    """What else each fault moves is explained in the README: where it has changed, `python -m tests.evals.matrix`."""
    assert json.loads(matrix.FILE.read_text(encoding="utf-8")) == moved


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
