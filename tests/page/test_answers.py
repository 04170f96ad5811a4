"""Answering a question for oneself, or leaving it aside, in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from companion.embedding import HashEmbedder
from companion.session import LIMIT, Companion
from companion.settings import Settings, load
from companion.ui.draft import DraftTab
from companion.ui.wording import Wording
from tests.page.conftest import DRAFT, JOURNAL, Visit
from tests.page.test_journey import ENGLISH, FRENCH, in_french

pytestmark = pytest.mark.slow

HOSTILE = "</textarea><img src=x onerror='window.hacked=1'>${1+1}{{value}} \u202e[a](javascript:1)"


def asked(visit: Visit, draft: str = FRENCH) -> Locator:
    """Ask about a draft and return the boxes, once they are there."""
    visit.ask(draft)
    boxes = visit.page.locator("#reply .answer textarea")
    expect(visit.page.locator("#ways")).to_be_visible()
    expect(boxes).to_have_count(visit.page.locator("#reply ol.questions > li").count())
    return boxes


def kept(visit: Visit, entry: int = 0) -> list[tuple[int, str, str]]:
    """Return what a session of the journal holds, read beside the open page."""
    with Companion(load(visit.served.home)) as companion:
        return [(a.number, a.outcome, a.text) for a in companion.journal(limit=entry + 1)[entry].answers]


def test_one_is_answered_another_left_aside(visit: Visit) -> None:
    """Both are said softly, stand in the journal and after a reload; a hostile answer is text wherever it is shown."""
    in_french(visit)
    asked(visit)
    visit.page.get_by_role("textbox", name="Ma réponse à la question 1").fill(HOSTILE)
    visit.page.get_by_role("button", name="Garder ma réponse à la question 1").click()
    outcome = visit.page.locator("#reply .answer .outcome")
    expect(outcome.nth(0)).to_contain_text("Gardé dans le journal")
    visit.page.get_by_role("button", name="Passer la question 2").click()
    expect(outcome.nth(1)).to_contain_text("On la laisse de côté")
    assert visit.page.get_by_role("textbox", name="Ma réponse à la question 1").input_value() == HOSTILE
    assert kept(visit) == [(1, "answered", HOSTILE), (2, "skipped", "")]
    for _ in range(2):
        visit.tab(JOURNAL)
        visit.page.locator("#journal .session").first.locator("summary").first.click()
        mine = visit.page.locator("#journal .session").first.locator(".mine")
        expect(mine.nth(0)).to_contain_text(HOSTILE)
        expect(mine.nth(1)).to_have_text("Laissée de côté")
        assert visit.page.locator("img[src=x]").count() == 0
        visit.again()
    assert visit.page.evaluate("typeof window.hacked") == "undefined"


def test_the_other_way_stays_possible(visit: Visit) -> None:
    """Left aside, then answered by keyboard alone, then changed: the last one counts, and focus stays where it was."""
    in_french(visit)
    boxes = asked(visit)
    visit.page.get_by_role("button", name="Passer la question 1").click()
    expect(visit.page.locator("#reply .outcome").nth(0)).to_contain_text("de côté")
    boxes.nth(0).focus()
    visit.page.keyboard.type("un")
    visit.page.keyboard.press("Shift+Enter")
    visit.page.keyboard.type("deux")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#reply .outcome").nth(0)).to_contain_text("Gardé")
    expect(boxes.nth(0)).to_be_focused()
    assert kept(visit) == [(1, "answered", "un\ndeux")]
    visit.page.keyboard.type(" trois")
    expect(visit.page.locator("#reply .outcome p").nth(0)).to_be_hidden()  # what is there now is not kept yet
    visit.page.keyboard.press("Tab")
    expect(visit.page.get_by_role("button", name="Garder ma réponse à la question 1")).to_be_focused()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#reply .outcome p").nth(0)).to_be_visible()
    assert kept(visit) == [(1, "answered", "un\ndeux trois")]


def test_what_is_typed_is_lost_by_nothing(visit: Visit) -> None:
    """Not by a change of language, nor by another box; a new reading keeps it first, and its boxes are empty."""
    in_french(visit)
    boxes = asked(visit)
    boxes.nth(1).fill("pas fini")
    visit.page.click("#language")
    expect(visit.page.locator("html")).to_have_attribute("lang", "en")
    expect(boxes.nth(1)).to_have_value("pas fini")
    in_french(visit)
    visit.page.get_by_role("button", name="Passer la question 1").click()
    expect(visit.page.locator("#reply .outcome").nth(0)).to_contain_text("de côté")
    expect(boxes.nth(1)).to_have_value("pas fini")
    visit.tab(JOURNAL)
    visit.tab(DRAFT)
    expect(boxes.nth(1)).to_have_value("pas fini")
    visit.page.fill("#draft textarea", ENGLISH)
    visit.page.click("#ask")
    expect(visit.page.locator("#reply .reply")).to_have_attribute("lang", "en")
    expect(visit.page.get_by_role("textbox", name="My answer to question 2")).to_have_value("")
    assert kept(visit, entry=1) == [(1, "skipped", ""), (2, "answered", "pas fini")]


def test_an_answer_that_is_refused_stays_in_its_box(visit: Visit) -> None:
    """Too long is said under its question, with its length; nothing is cut, nothing kept."""
    in_french(visit)
    boxes = asked(visit)
    boxes.nth(0).fill("a" * (LIMIT + 1))
    visit.page.get_by_role("button", name="Garder ma réponse à la question 1").click()
    expect(visit.page.locator("#reply .answer").nth(0).get_by_role("alert")).to_contain_text(str(LIMIT + 1))
    assert len(boxes.nth(0).input_value()) == LIMIT + 1
    assert kept(visit) == []


def test_there_is_room_on_a_phone(visit: Visit) -> None:
    """At 360 pixels nothing sticks out, and a thumb finds each button."""
    in_french(visit)
    visit.page.set_viewport_size({"width": 360, "height": 740})
    boxes = asked(visit)
    boxes.nth(0).fill("Quelques mots, puis d'autres encore, jusqu'à ce que la ligne doive grandir un peu.")
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 360
    one, two = (boxes.nth(number).bounding_box() for number in (0, 1))
    button = visit.page.get_by_role("button", name="Passer la question 1").bounding_box()
    assert one
    assert two
    assert button
    assert one["height"] > two["height"]
    assert button["height"] >= 44


def test_without_a_journal_there_is_no_box(tmp_path: Path) -> None:
    """A reply that is not kept offers no box; one that is not whole yet has boxes to write in, not to keep from."""
    for memory in (True, False):
        with Companion(Settings(tmp_path / "home", memory=memory), embedder=HashEmbedder()) as companion:
            shown = [card for card, *_ in DraftTab(companion, Wording(companion)).read(FRENCH)]
        assert ["data-ready" in card for card in shown] == [False] * (len(shown) - 1) + [True]
        assert any("<textarea id=" in card for card in shown) is memory
