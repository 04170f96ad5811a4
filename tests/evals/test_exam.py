"""The short exam, and what the whole suite leaves in the home."""

from pathlib import Path
from typing import Any

import pytest

from companion import abilities, examiner
from companion.embedding import HashEmbedder
from companion.model.hostile import Hostile
from evals import chosen, exam, examine, licences, memo
from evals.memo import Memo
from evals.space import Space
from evals.subject import Subject


def test_marked_drafts_are_of_both_languages_from_the_first() -> None:
    """An exam that runs out of time has seen both."""
    assert len(chosen.marked()) >= licences.thresholds()["choosing"]["drafts"]
    assert {each.case.tongue for each in chosen.marked()[:4]} == {"fr", "en"}


def test_the_planner_chooses_more_than_nothing_of_what_readers_would() -> None:
    """The share that a model has to beat is a share."""
    alone = Subject(embedder=Memo(HashEmbedder()))
    shares = list(chosen.shares([alone.sit(each.case) for each in chosen.marked()[:6]]))
    assert len(shares) == 6
    assert all(0 <= share <= 1 for share in shares)


def test_an_exam_without_time_grants_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does one that a planner sits in the model's place: it does not beat itself."""
    monkeypatch.setattr(memo, "own", HashEmbedder)
    assert exam.exam("none", seconds=0)["choosing"].refused == ("too-few",)
    monkeypatch.setattr(chosen, "marked", lambda: tuple(list(_marked())[:3]))
    told: list[tuple[int, int]] = []
    verdict = exam.exam("none", progress=lambda done, all_: told.append((done, all_)))
    assert told[-1] == (3, 3)
    assert not verdict["choosing"].granted
    assert not verdict["phrasing"].granted


_marked = chosen.marked


def test_a_model_that_never_answers_is_no_worse_than_the_planner(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is left alone after a few drafts, and what is said of it is that nothing was measured."""
    monkeypatch.setattr(memo, "own", HashEmbedder)
    told: list[int] = []
    with Hostile("html") as server:
        verdict = exam.exam("openai/x", server.url, progress=lambda done, _: told.append(done))
    assert told == [1, 2, 3]
    assert verdict["choosing"].refused == (licences.UNHEARD,)


def test_a_verdict_is_kept_where_the_coach_looks_for_it(tmp_path: Path) -> None:
    """Bound to the model and the suite; of a model without a fingerprint nothing is kept."""
    verdict = {"granted": True, "refused": [], "figures": {"drafts": 48.0}}
    about = {"model": "m", "fingerprint": "f", "suite_version": "1-x", "basis": "1-a", "date": "2026-11-26"}
    result = {**about, "licence": {"choosing": verdict}}
    examiner.keep(tmp_path, result | {"fingerprint": ""})
    assert not abilities.known(tmp_path, "m").may("choosing", fingerprint="")
    unheard = {"choosing": verdict | {"refused": [licences.UNHEARD]}}
    examiner.keep(tmp_path, result | {"licence": unheard})
    assert abilities.known(tmp_path, "m").choosing is None
    examiner.keep(tmp_path, result)
    assert abilities.known(tmp_path, "m").may("choosing", fingerprint="f", suite="1-a")
    assert not abilities.known(tmp_path, "m").may("choosing", fingerprint="f", suite="1-b")
    assert not abilities.known(tmp_path, "m").may("phrasing", fingerprint="f")


@pytest.mark.parametrize(("words", "measured"), [("auto", {"choosing", "phrasing"}), ("curated", {"choosing"})])
def test_a_verdict_is_on_what_was_measured(words: str, measured: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Curated questions say nothing of a model's words: a licence for those is not wiped by a run without them."""
    refused = licences.Verdict(granted=False)
    monkeypatch.setattr(examine, "choosing", lambda *_: refused)
    monkeypatch.setattr(examine, "_phrasing", lambda *_: refused)
    held: Any = None
    wanted = examine.Wanted(model="openai/x", phrasing=words)
    assert examine._licence(Subject(), held, Space(), wanted).keys() == measured


def test_what_was_not_measured_stays(tmp_path: Path) -> None:
    """What the home knows of wording outlives a run that measured choosing alone."""
    abilities.keep(tmp_path, "m", phrasing=abilities.Licence(True, "f", "1-a", "2026-11-25"))
    about = {"model": "m", "fingerprint": "f", "basis": "1-a", "date": "2026-11-26"}
    examiner.keep(tmp_path, about | {"licence": {"choosing": {"granted": False, "refused": [], "figures": {}}}})
    assert abilities.known(tmp_path, "m").may("phrasing", fingerprint="f", suite="1-a")
