"""What lies unfinished on the page: kept through a reload, a restart and a lost connection, and gone when erased."""

from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from companion.session import Companion
from companion.settings import load
from tests.page.conftest import Served, Visit, start
from tests.page.test_journey import FRENCH, in_french

pytestmark = pytest.mark.slow


def laid(visit: Visit) -> None:
    """Wait until what was typed has gone to the server."""
    visit.page.wait_for_timeout(900)


def test_a_reload_loses_no_word(visit: Visit) -> None:
    """The draft, the hunch, the questions and a half-typed answer are there again; another draft clears the desk."""
    in_french(visit)
    visit.page.fill("#suspicion :is(input, textarea)", "Je me cache derrière le mardi.")
    visit.ask(FRENCH)
    expect(visit.page.locator("#ways")).to_be_visible()
    asked = visit.page.locator("#reply .question").all_inner_texts()
    visit.page.locator("#reply .answer textarea").nth(1).fill("à moitié")
    visit.page.locator("#draft textarea").fill(FRENCH + " Bon.")
    laid(visit)
    visit.again()
    expect(visit.page.locator("#draft textarea")).to_have_value(FRENCH + " Bon.")
    expect(visit.page.locator("#suspicion :is(input, textarea)")).to_have_value("Je me cache derrière le mardi.")
    expect(visit.page.locator("#reply .answer textarea").nth(1)).to_have_value("à moitié")
    assert visit.page.locator("#reply .question").all_inner_texts() == asked
    visit.page.click("#fresh")
    expect(visit.page.locator("#reply .question")).to_have_count(0)
    expect(visit.page.locator("#draft textarea")).to_have_value("")
    laid(visit)
    visit.again()
    expect(visit.page.locator("#draft textarea")).to_have_value("")
    expect(visit.page.locator("#example")).to_be_visible()


def test_the_draft_in_the_browser_is_only_on_the_page(visit: Visit) -> None:
    """Not in a storage, a cookie, a cache or a database of the browser, whatever is kept for a reload."""
    visit.ask(FRENCH)
    expect(visit.page.locator("#ways")).to_be_visible()
    visit.page.locator("#reply .answer textarea").first.fill("à moitié")
    laid(visit)
    held = visit.page.evaluate(
        "async () => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie,"
        " await indexedDB.databases(), await caches.keys()])"
    )
    assert held == '[{},{},"",[],[]]'


def test_a_server_that_dies_midway_loses_no_word(browser: Browser, tmp_path: Path) -> None:
    """Killed and started again at the same address: what was typed is on the page, goes on, and outlives a reload."""
    served = start(tmp_path / "home")
    context = browser.new_context()
    page = context.new_page()
    page.goto(served.address)
    visit = Visit(page, served)
    visit.settled()
    page.fill("#draft textarea", FRENCH)
    laid(visit)
    served.process.kill()
    served.process.communicate()
    page.fill("#draft textarea", FRENCH + " Encore.")
    served = start(tmp_path / "home", port=int(served.address.rstrip("/").rpartition(":")[2]))
    assert page.input_value("#draft textarea") == FRENCH + " Encore."
    page.locator("#draft textarea").press_sequentially(" Voilà.")
    laid(visit)
    page.reload()
    visit.settled()
    expect(page.locator("#draft textarea")).to_have_value(FRENCH + " Encore. Voilà.")
    page.click("#ask")
    expect(page.locator("#ways")).to_be_visible()
    context.close()
    assert served.stop() == ""


def test_asked_again_both_versions_stand_side_by_side(visit: Visit) -> None:
    """What changed is marked, nothing is counted, no question comes back, and one session holds both."""
    in_french(visit)
    visit.ask(FRENCH)
    expect(visit.page.locator("#ways")).to_be_visible()
    before = visit.page.locator("#reply .question").all_inner_texts()
    visit.page.fill("#draft textarea", FRENCH.replace("juste dire merci", "dire merci à Lise"))
    visit.page.click("#ask")
    expect(visit.page.locator("#versions ins").last).to_contain_text("Lise")
    expect(visit.page.locator("#versions del").first).to_contain_text("juste")
    expect(visit.page.locator("#ways")).to_be_visible()
    assert not set(before) & set(visit.page.locator("#reply .question").all_inner_texts())
    with Companion(load(visit.served.home)) as companion:
        entry = companion.journal(limit=1)[0]
        assert companion.versions(entry.session)[0].draft == FRENCH


def test_a_question_is_put_differently_and_another_never_again(visit: Visit) -> None:
    """In its place, the others as they were, what was typed under them too; never again can be undone at once."""
    in_french(visit)
    visit.ask(FRENCH)
    expect(visit.page.locator("#ways")).to_be_visible()
    questions = visit.page.locator("#reply .question")
    first, second = questions.nth(0).inner_text(), questions.nth(1).inner_text()
    visit.page.locator("#reply .answer textarea").nth(1).fill("en chemin")
    visit.page.get_by_role("button", name="Poser autrement la question 1").click()
    expect(questions.nth(0)).not_to_have_text(first)
    expect(questions.nth(1)).to_have_text(second)
    expect(visit.page.locator("#reply .answer textarea").nth(1)).to_have_value("en chemin")
    visit.page.get_by_role("button", name="Ne plus jamais poser la question 2").click()
    expect(visit.page.locator("#reply .outcome").nth(1)).to_contain_text("Elle ne sera plus posée")
    with Companion(load(visit.served.home)) as companion:
        assert len(companion.never_asked()) == 1
    visit.page.get_by_role("button", name="Annuler : la question 2 peut revenir").click()
    expect(visit.page.locator("#reply .outcome").nth(1)).not_to_contain_text("Elle ne sera plus")
    with Companion(load(visit.served.home)) as companion:
        assert companion.never_asked() == ()


def test_not_today_leaves_the_draft_and_falls_silent(visit: Visit) -> None:
    """One sentence, no question, no mark; the way back is another way out."""
    in_french(visit)
    visit.ask(FRENCH)
    expect(visit.page.locator("#ways")).to_be_visible()
    visit.page.click("#way-not-today")
    expect(visit.page.locator("#reply")).to_be_hidden()
    expect(visit.page.locator("#draft textarea")).to_have_value(FRENCH)
    visit.page.click("#way-keep")
    expect(visit.page.locator("#reply")).to_be_visible()


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"draft": 1, "suspicion": "", "session": "", "typed": []}'])
def test_what_is_no_desk_is_refused(served: Served, body: bytes) -> None:
    """Nothing is kept of it, and nothing is answered but a number."""
    assert post(served, body) == 400


def test_a_desk_too_large_is_refused(served: Served) -> None:
    """Before it is read whole."""
    assert post(served, b'{"draft": "' + b"a" * 4_000_001 + b'"}') == 400


def post(served: Served, body: bytes) -> int:
    """Lay `body` on the desk as the page does."""
    connection = HTTPConnection("127.0.0.1", int(served.address.rstrip("/").rpartition(":")[2]), timeout=20)
    headers = {"origin": served.address.rstrip("/"), "content-type": "application/json"}
    connection.request("POST", "/desk", body, headers)
    status = connection.getresponse().status
    connection.close()
    return status
