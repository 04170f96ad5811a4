"""The model's tab in a browser: one word of where a reply is made, consent before anything leaves, tasks that end."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from companion import abilities
from companion.embedding import HashEmbedder
from companion.model import fingerprint
from companion.model.hostile import Hostile
from companion.session import Companion
from companion.settings import Settings
from tests.page.conftest import DRAFT, MODEL, Served, Visit, start
from tests.page.test_journey import FRENCH, in_french

pytestmark = pytest.mark.slow

AWAY = "mistral/mistral-small-latest"
PATIENT = 120_000
"""Milliseconds that a process of its own may take on a machine that has other things to do."""


def licensed(home: Path, name: str, base: str | None = None, *abilities_: abilities.Ability) -> None:
    """Let a model do what it would have earned in an exam."""
    mark, day = fingerprint.fingerprint(name, base), datetime.now(UTC).date().isoformat()
    licence = abilities.Licence(True, mark, abilities.basis(), day, {"drafts": 48.0, "model": 0.52, "planner": 0.41})
    abilities.keep(home, name, **dict.fromkeys(abilities_ or ("choosing",), licence))


def named(page: Page, name: str, base: str = "") -> None:
    """Name a model by hand, and have it used."""
    if not page.locator("#address-name").is_visible():
        page.locator("#model-reach summary").nth(1).click()
    page.fill("#address-name", name)
    page.fill("#address-base", base)
    page.locator("#model-reach form").nth(1).get_by_role("button", name="Utiliser").click()


@pytest.fixture
def chooses(visit: Visit) -> Iterator[Visit]:
    """Open the tab in French, and go back to no model once done."""
    in_french(visit)
    visit.tab(MODEL)
    yield visit
    visit.tab(MODEL)
    alone = visit.page.get_by_role("button", name="Utiliser : Sans modèle")
    if alone.is_visible():
        alone.click()
        expect(visit.page.locator("#presence")).to_have_text("Sans modèle")


def test_the_word_leads_to_the_tab_and_changes_with_the_choice(chooses: Visit) -> None:
    """No model, then the one of this machine by its name as soon as it is used, in both languages, and none again."""
    page = chooses.page
    word = page.locator("#presence")
    expect(word).to_have_text("Sans modèle")
    chooses.tab(DRAFT)
    word.get_by_role("button").click()
    expect(page.locator("#model-list .models")).to_be_visible()
    with Hostile("polite") as server:
        licensed(chooses.served.home, "openai/petit", server.url)
        named(page, "openai/petit", server.url)
        expect(word).to_have_text("Sur cet ordinateur\u00a0: petit")
        expect(page.locator("#model-work")).to_contain_text("petit est retenu")
        expect(page.locator("#model-list .chosen")).to_contain_text("52\u00a0%")
        page.click("#language")
        expect(word).to_have_text("On this machine: petit")
        in_french(chooses)
        page.get_by_role("button", name="Utiliser : Sans modèle").click()
        expect(word).to_have_text("Sans modèle")
        assert server.heard == []


def test_nothing_goes_elsewhere_before_a_deliberate_yes(chooses: Visit) -> None:
    """What would go where is said, no changes nothing, yes shows the host at once, and it can be taken back."""
    page, home = chooses.page, chooses.served.home
    licensed(home, AWAY)
    named(page, AWAY)
    card = page.locator("#model-work .sure")
    for told in ("api.mistral.ai", "brouillon", "intention", "conversation", "publications passées"):
        expect(card).to_contain_text(told)
    expect(page.locator("#presence")).to_have_text("Sans modèle")
    card.get_by_role("button", name="Non, rester ici").click()
    expect(card).to_have_count(0)
    assert abilities.known(home, AWAY).consent is None
    named(page, AWAY)
    card.get_by_role("button", name="Oui, envoyer à api.mistral.ai").click()
    expect(page.locator("#presence")).to_have_text("Ailleurs\u00a0: api.mistral.ai")
    assert abilities.known(home, AWAY).consent == "api.mistral.ai"
    page.get_by_role("button", name="Retirer l'accord").click()
    expect(page.locator("#presence")).to_have_text("Sans modèle")
    assert abilities.known(home, AWAY).consent is None


def test_an_exam_is_stopped_and_the_server_is_left_alone(chooses: Visit) -> None:
    """Progress is in every window; stopped, the model's server is idle, and nothing was earned."""
    page, home = chooses.page, chooses.served.home
    with Hostile("hang") as server:
        named(page, "openai/muet", server.url)
        expect(page.locator("#model-work progress")).to_be_visible()
        deadline = time.monotonic() + 120
        while not server.busy and time.monotonic() < deadline:
            page.wait_for_timeout(200)
        assert server.busy
        other = page.context.new_page()
        other.goto(chooses.served.address)
        other.locator("#presence button").click()
        other.locator("#model-work").get_by_role("button", name="Arrêter").click()
        for window in (other, page):
            expect(window.locator("#model-work")).to_contain_text("L'examen est arrêté")
        assert not server.busy
        expect(page.locator("#presence")).to_have_text("Sans modèle")
        other.close()
    assert abilities.known(home, "openai/muet").choosing is None


def test_an_exam_that_grants_nothing_says_so_and_the_default_stands(chooses: Visit) -> None:
    """A server that is no model: nothing was measured, and questions come without it."""
    page = chooses.page
    with Hostile("html") as server:
        named(page, "openai/page", server.url)
        expect(page.locator("#model-work")).to_contain_text("rien n'a été mesuré", timeout=PATIENT)
    expect(page.locator("#presence")).to_have_text("Sans modèle")
    chooses.tab(DRAFT)
    chooses.ask(FRENCH)
    expect(page.locator("#ways")).to_be_visible()
    expect(page.locator("#reply .question").first).to_be_visible()


def test_a_model_is_tried_and_one_that_is_not_there_is_told(chooses: Visit) -> None:
    """One line: it answers, in how many seconds; else what to look at, in plain words."""
    page = chooses.page
    page.locator("#model-reach summary").nth(1).click()
    attempt = page.locator("#model-reach form").nth(1).get_by_role("button", name="Essayer")
    page.fill("#address-name", "openai/petit")
    with Hostile("polite") as server:
        page.fill("#address-base", server.url)
        attempt.click()
        expect(page.locator("#model-work")).to_contain_text("petit répond", timeout=PATIENT)
    attempt.click()
    expect(page.locator("#model-work").get_by_role("alert")).to_contain_text("Personne ne répond", timeout=PATIENT)


def test_a_model_that_dies_midway_costs_no_word(chooses: Visit) -> None:
    """The server is gone while it speaks: questions come all the same, it is said, and the draft stays in its box."""
    page = chooses.page
    with Hostile("drip", seconds=0.5) as server:
        licensed(chooses.served.home, "openai/lent", server.url, "choosing", "phrasing")
        named(page, "openai/lent", server.url)
        expect(page.locator("#presence")).to_have_text("Sur cet ordinateur\u00a0: lent")
        chooses.tab(DRAFT)
        chooses.ask(FRENCH)
        while not server.busy:
            page.wait_for_timeout(100)
        server.manner = "cut"
    expect(page.locator("#ways")).to_be_visible(timeout=PATIENT)
    expect(page.locator("#reply .notices")).to_contain_text("modèle de langue")
    assert page.input_value("#draft textarea") == FRENCH
    assert page.locator("#reply .question").count() >= 2


def test_a_file_is_fetched_only_with_a_yes_and_offline_is_told(browser: Browser, tmp_path: Path) -> None:
    """Not ticked, nobody is asked; ticked and offline, what happened, what is kept and what to do."""
    served = _offline(tmp_path / "home")
    try:
        page = browser.new_page(locale="fr-CA")
        page.goto(served.address)
        page.wait_for_selector("body[data-desk=ready]")
        page.locator("#presence button").click()
        page.locator("#model-reach summary").first.click()
        page.fill("#pull-name", "owner/repo:model.gguf")
        fetch = page.locator("#model-reach").get_by_role("button", name="Télécharger")
        fetch.click()
        expect(page.locator("#model-work").get_by_role("alert")).to_contain_text("Rien n'a été demandé")
        page.get_by_label("Oui, demander ce fichier à huggingface.co").check()
        fetch.click()
        expect(page.locator("#model-work")).to_contain_text("Personne ne répond à huggingface.co", timeout=PATIENT)
        page.close()
    finally:
        assert served.stop() == ""


def _offline(home: Path) -> Served:
    """Serve a page for which the hub is a port where nobody listens."""
    os.environ["HF_ENDPOINT"] = "http://127.0.0.1:9"
    try:
        return start(home)
    finally:
        del os.environ["HF_ENDPOINT"]


def test_stopping_a_real_model_leaves_it_idle(browser: Browser, tmp_path: Path) -> None:
    """SmolLM2 in the page's own process: a second after the stop it works no more, and the questions are there."""
    home = tmp_path / "home"
    with Companion(Settings(home), embedder=HashEmbedder()) as companion:
        for name, value in (("language", "fr"), ("model", "smollm2"), ("phrasing", "own"), ("choosing", "model")):
            companion.set(name, value)
    served = start(home)
    try:
        context = browser.new_context(locale="fr-CA")
        page = context.new_page()
        page.goto(served.address)
        page.wait_for_selector("body[data-desk=ready]")
        expect(page.locator("#presence")).to_have_text("Sur cet ordinateur\u00a0: smollm2", timeout=PATIENT)
        page.fill("#draft textarea", FRENCH)
        page.click("#ask")
        expect(page.locator("#stop")).to_be_visible(timeout=PATIENT)
        _works(served)
        page.click("#stop")
        expect(page.locator("#ways")).to_be_visible()
        time.sleep(1)
        assert _burnt(served, 2) < 0.5
        assert page.input_value("#draft textarea") == FRENCH
        assert page.locator("#reply .question").count() >= 2
        context.close()
    finally:
        assert served.stop() == ""


def _works(served: Served) -> None:
    """Wait until the model is loaded and speaks: the process then burns a core."""
    until = time.monotonic() + 90
    while _burnt(served, 1) < 0.4 and time.monotonic() < until:
        pass


def _burnt(served: Served, seconds: float) -> float:
    """Return the seconds of a processor that the page's process uses in so many seconds."""
    before = _spent(served)
    time.sleep(seconds)
    return _spent(served) - before


def _spent(served: Served) -> float:
    fields = Path(f"/proc/{served.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
