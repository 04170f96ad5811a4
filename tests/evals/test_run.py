"""Runs: resumed where they stopped, cut to a limit, and honest about what never answered."""

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from companion.embedding import HashEmbedder
from companion.session import Companion
from evals import cases as case_files
from evals import run, sitting, suites
from evals.cases import CaseError
from evals.run import About, Kept
from evals.sitting import Sitting
from evals.space import Space
from evals.subject import Subject
from tests.evals.samples import case

ABOUT = About(model="none", fingerprint="none", suite_version="1", phrasing="auto", choosing="planner")
THREE = [case(key=f"fr/b/{n}", text=f"Mardi j'ouvre pas, numéro {n}, à cause de ma mère à Matane.") for n in "abc"]


class Counted(Subject):
    """A subject that says what it was asked."""

    def sit(self, case: case_files.Case, epoch: int = 0) -> Sitting:
        """Answer at once."""
        sat.append(case.key)
        return Sitting(case=case.key, epoch=epoch)


sat: list[str] = []


@pytest.fixture(autouse=True)
def _nothing_sat() -> None:
    sat.clear()


def test_a_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    """What is kept is not sat again; a line that a kill cut off is."""
    run.sat(Counted(), THREE[:2], kept=Kept(tmp_path, ABOUT, resume=False))
    lines = tmp_path / run.KEPT
    lines.write_text(lines.read_text(encoding="utf-8") + '{"case": "fr/b/', encoding="utf-8")
    sat.clear()
    found = run.sat(Counted(), THREE, kept=Kept(tmp_path, ABOUT, resume=True))
    assert sat == ["fr/b/c"]
    assert [each.case for each in found] == ["fr/b/a", "fr/b/b", "fr/b/c"]
    assert len(lines.read_text(encoding="utf-8").splitlines()) == 3


def test_what_failed_is_sat_again(tmp_path: Path) -> None:
    """A server that was down for one case is asked again; once it answers, the fault is gone."""
    kept = Kept(tmp_path, ABOUT, resume=False)
    kept.add(Sitting(case="fr/b/a", failed="ModelTimeout: model-timeout"))
    kept.add(Sitting(case="fr/b/b"))
    found = run.sat(Counted(), THREE[:2], kept=Kept(tmp_path, ABOUT, resume=True))
    assert sat == ["fr/b/a"]
    assert not any(each.failed for each in found)
    assert len((tmp_path / run.KEPT).read_text(encoding="utf-8").splitlines()) == 2


def test_a_run_goes_on_with_itself_only(tmp_path: Path) -> None:
    """Another model, another suite: the folder says whose it is. Without --resume it begins anew."""
    Kept(tmp_path, ABOUT, resume=False)
    other = About(model="m", fingerprint="f", suite_version="1", phrasing="auto", choosing="planner")
    with pytest.raises(CaseError, match=r"model.*--resume"):
        Kept(tmp_path, other, resume=True)
    assert Kept(tmp_path, other, resume=False).held == ()


def test_a_limit_spreads_over_personas_and_languages() -> None:
    """A few cases are of several people and both languages."""
    few = suites.wanted(case_files.load(), ("tone",), 4)
    assert [each.tongue for each in few].count("fr") == 4
    assert len(few) == 8
    assert len({each.persona.about for each in few}) == 8


def test_a_sitting_is_read_as_it_was_written() -> None:
    """A real one, with all that a reply holds."""
    held = Subject(embedder=HashEmbedder()).sit(THREE[0])
    assert held.turns[0].reply.questions
    assert sitting.read(sitting.written(held)) == held


def test_progress_counts_what_was_kept(tmp_path: Path) -> None:
    """It ends at the number of cases times epochs."""
    told: list[tuple[int, int]] = []
    run.sat(Counted(), THREE, epochs=2, parallel=2, progress=lambda done, all_: told.append((done, all_)))
    assert told[-1] == (6, 6)


def test_an_error_is_a_grave_fault_of_its_case() -> None:
    """A reply that never came is no reply that was fine."""
    failed = Sitting(case="fr/b/a", failed="BadModel: bad-model")
    one = replace(THREE[0], suites=("tone",))
    assert [score.hard for score in suites.scored([one], [failed], Space(), ("tone",))] == [("answers",)]


def test_a_rewrite_is_looked_for_in_the_home_its_export_and_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever it was put, it is found, however it is written there."""
    rewrite = "Quand la fournée se tait, le quartier apprend à savourer"
    read = Subject._read

    def leaking(self: Subject, companion: Companion, *given: Any) -> Any:
        logging.getLogger("somewhere").warning("asked: %s", rewrite.upper())
        companion.paste_post(rewrite)
        yield from read(self, companion, *given)

    monkeypatch.setattr(Subject, "_read", leaking)
    held = Subject(embedder=HashEmbedder()).sit(case(leaks=(rewrite,)))
    assert {where for where, _ in held.spilled} == {"file", "export", "log"}


def test_a_companion_that_breaks_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """The run goes on, the case has failed, and nothing of the author's is in what is said of it."""
    monkeypatch.setattr(Companion, "critique_stream", lambda *_, **__: 1 / 0)
    held = Subject(embedder=HashEmbedder()).sit(THREE[0])
    assert held.failed.startswith("ZeroDivisionError: ")
    assert "Matane" not in held.failed
