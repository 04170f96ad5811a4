"""Who cannot see, or not point: axe finds nothing on any tab, in both themes and both languages."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.page.conftest import CLARIFY, Served, Visit
from tests.page.test_journey import ENGLISH, FRENCH

pytestmark = pytest.mark.slow

LOOK = {"fr": ("light", 1280, FRENCH), "en": ("dark", 390, ENGLISH)}
"""What each language is looked at in first; the theme changes on the way."""


def violations(visit: Visit) -> list[str]:
    """Return what axe finds in both themes."""
    return [told for theme in ("light", "dark") for told in _found(visit, theme)]


def _found(visit: Visit, theme: Any) -> Iterator[str]:
    visit.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    visit.page.evaluate("(dark) => document.body.classList.toggle('dark', dark)", theme == "dark")
    for each in Axe().run(visit.page).response["violations"]:
        for node in each["nodes"]:
            yield f"{theme}: {each['id']}: {node['html'][:200]}"


@pytest.mark.parametrize("language", LOOK)
def test_no_tab_has_a_violation(browser: Browser, served: Served, language: str) -> None:
    """Each tab as it opens; the draft's with its questions, one lit and one left aside; the chat at its end."""
    theme, width, draft = LOOK[language]
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=theme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    page = context.new_page()
    visit = Visit(page, served)
    page.goto(served.address)
    visit.settled()
    if page.locator("html").get_attribute("lang") != language:
        page.click("#language")
    expect(page.locator("html")).to_have_attribute("lang", language)
    if page.locator("#fresh").is_visible():
        page.click("#fresh")
        expect(page.locator("#reply .question")).to_have_count(0)
    found = violations(visit)
    visit.ask(draft)
    expect(page.locator("#ways")).to_be_visible()
    page.locator("#reply .skip").first.click()
    expect(page.locator("#reply .outcome p").first).to_be_visible()
    page.locator("#reply li").last.hover()
    found += violations(visit)
    page.set_viewport_size({"width": 1280, "height": 900})  # where every tab has a place of its own
    tabs = page.get_by_role("tab")
    for number in range(1, tabs.count()):
        tabs.nth(number).click()
        page.wait_for_timeout(400)
        if number == CLARIFY:
            page.fill("#say textarea", draft[:60])
            page.click("#speak")
            expect(page.locator("#enough")).to_be_visible()
            expect(page.locator("#talk .turn.coach")).to_have_count(2)
            page.click("#enough")
            expect(page.locator("#handed")).to_be_visible()
        found += violations(visit)
    context.close()
    assert found == []
