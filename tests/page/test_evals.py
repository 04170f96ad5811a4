"""Measuring from the page: begun, stopped, gone on with, and read: a table, what it allows, a report of its own."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import expect

from companion import examiner
from companion.embedding import HashEmbedder
from companion.errors import BadModel
from companion.session import Companion
from companion.settings import Settings
from companion.ui import report
from companion.ui.evals import EvalsPart
from companion.ui.presence import Word
from companion.ui.scores import scores
from companion.ui.wording import Wording
from tests.page.conftest import MODEL, Visit
from tests.page.test_journey import in_french

PATIENT = 180_000
"""Milliseconds that a run of a few cases may take on a machine that has other things to do."""


def only(visit: Visit, suite: str) -> None:
    """Ask for one suite and a few cases."""
    page = visit.page
    page.locator("#measure summary").click()
    for box in page.locator("#measure fieldset input").all():
        box.set_checked(box.get_attribute("name") == suite)


@pytest.mark.slow
def test_a_run_is_begun_stopped_gone_on_with_and_read(visit: Visit) -> None:
    """Progress, a stop that keeps what is done, the rest, a table in the author's language, and the report, offline."""
    in_french(visit)
    visit.tab(MODEL)
    page = visit.page
    expect(page.locator("#measured")).to_contain_text("Aucune mesure")
    only(visit, "tone")
    page.locator("#measure").get_by_role("button", name="Mesurer").click()
    page.locator("#measuring").get_by_role("button", name="Arrêter la mesure").click()
    expect(page.locator("#measuring")).to_contain_text("La mesure est arrêtée")
    page.locator("#measuring").get_by_role("button", name="Reprendre la mesure").click()
    expect(page.locator("#measuring progress")).to_be_visible()
    expect(page.locator("#measured table")).to_be_visible(timeout=PATIENT)
    expect(page.locator("#measuring")).to_contain_text("C'est mesuré")
    expect(page.locator("#measured tbody tr")).to_have_count(1)
    expect(page.locator("#measured")).to_contain_text("Mesure partielle")
    with page.context.expect_page() as opened:
        page.locator("#measured a").click()
    shown = opened.value
    shown.wait_for_load_state()
    expect(shown.locator("h1")).to_contain_text("Companion")
    assert shown.locator("html").get_attribute("lang") == "fr"
    shown.close()
    page.click("#language")
    expect(page.locator("#measured")).to_contain_text("What was measured")


@pytest.mark.slow
def test_nothing_chosen_begins_nothing(visit: Visit) -> None:
    """A plain sentence, read out at once."""
    in_french(visit)
    visit.tab(MODEL)
    only(visit, "none of them")
    visit.page.locator("#measure").get_by_role("button", name="Mesurer").click()
    expect(visit.page.locator("#measuring").get_by_role("alert")).to_contain_text("Rien n'a commencé")


def test_only_who_was_offered_is_measured(tmp_path: Path) -> None:
    """A forged press names neither a file, nor an address, nor a model elsewhere that was not agreed to."""
    with Companion(Settings(tmp_path, language="fr", discovery=False), embedder=HashEmbedder()) as companion:
        wording = Wording(companion)
        part = EvalsPart(companion, wording, Word(companion, wording))
        everything: dict[str, Any] = dict.fromkeys(examiner.SUITES, True)
        for model in ("openai/x", '["openai/x", "http://10.0.0.1/v1"]', '["gguf:/etc/passwd", null]', "none"):
            with pytest.raises(BadModel):
                list(part.begin(SimpleNamespace(model=model, limit="2", **everything)))  # type: ignore[arg-type]
        assert part.runs == []


def test_a_damaged_run_is_left_out_and_foreign_text_is_text(tmp_path: Path) -> None:
    """One that is no JSON, or of another version, breaks nothing; a model's name is never markup."""
    bad = '<img src=x onerror="window.hacked=1">'
    held = {
        "damaged": "{",
        "empty": "{}",
        "other": json.dumps({"suites": {"tone": {}}, "model": bad, "date": "2026-11-26"}),
        "ours": json.dumps(_result(bad)),
    }
    for name, text in held.items():
        (tmp_path / examiner.FOLDER / name).mkdir(parents=True)
        (tmp_path / examiner.FOLDER / name / "result.json").write_text(text, encoding="utf-8")
    with Companion(Settings(tmp_path, language="en"), embedder=HashEmbedder()) as companion:
        shown = scores(report.kept(tmp_path), Wording(companion))
        reports = report.Reports(companion)
        assert reports._page("nothing") == reports._page("../evals/ours") == reports._page("other") == ""
    assert shown.count("<details") == 1
    assert "&lt;img" in shown
    assert "<img" not in shown


def _result(model: str) -> dict[str, Any]:
    """Return a result of one suite, as a run keeps it."""
    tongue = {"n": 2, "mean": 0.9, "stderr": 0.05, "hard": 0, "measures": {}}
    counts = dict.fromkeys(("raw", "raw_leaks", "shown_leaks", "turns", "failed"), 0)
    return {
        "model": model, "date": "2026-11-26", "limit": None, "licence": None, "counts": counts,
        "fallback": None, "repair": None, "agreement": None, "suites": {"tone": {"fr": tongue, "en": tongue}},
    }  # fmt: skip
