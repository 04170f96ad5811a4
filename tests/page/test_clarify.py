"""A conversation on the page, in a real browser, from the first word to a saved intention and the journal."""

import pytest
from playwright.sync_api import expect

from companion.session import Companion
from companion.settings import load
from tests.page.conftest import CLARIFY, JOURNAL, Visit

pytestmark = pytest.mark.slow

TURNS = (
    "Je sais pas trop. Faut que je publie, tout le monde le dit.",
    "Ben c'est pour montrer que la couture à la main existe encore. Ma grand-mère m'a tout appris.",
    "Les femmes qui viennent le samedi, surtout Lise. Elle répare les robes de sa mère.",
)
HOSTILE = '<img src=x onerror="document.title=1"> **gras** [lien](https://evil.example) $x^2$'


def _say(visit: Visit, text: str) -> None:
    """Say something and wait for what comes back."""
    heard = visit.page.locator("#talk .turn.coach").count()
    visit.page.fill("#say textarea", text)
    visit.page.click("#speak")
    expect(visit.page.locator("#talk .turn.coach")).to_have_count(heard + 1)


def test_a_conversation_ends_in_the_author_s_own_sentences(visit: Visit) -> None:
    """One question at a time, stopped by the author; their sentences edited and kept; a way out; all in the journal."""
    page = visit.page
    visit.tab(CLARIFY)
    expect(page.locator("#talk .turn.coach .question")).to_have_count(1)
    expect(page.locator("#handed")).to_be_hidden()
    for turn in TURNS:
        _say(visit, turn)
        assert page.locator("#talk .turn.coach").last.locator(".question").count() <= 1
        expect(page.locator("#say textarea")).to_have_value("")
    page.click("#enough")
    expect(page.locator("#handed")).to_be_visible()
    handed = page.locator("#said textarea").input_value()
    assert handed
    assert all(line in " ".join(TURNS) for line in handed.splitlines())
    page.fill("#said textarea", handed + "\nPis c'est correct de même.")
    page.click("#said-save")
    expect(page.locator("#said-kept .told")).to_be_visible()
    page.click("#talk-keep")
    expect(page.locator("#talk-decided .told")).to_be_visible()
    visit.tab(JOURNAL)
    entry = page.locator("#journal .session").first
    expect(entry.locator("summary").first).to_contain_text("Je sais pas trop")
    entry.locator("summary").first.click()
    expect(entry.locator(".kept")).to_contain_text("Pis c'est correct de même.")
    expect(entry.locator(".turn.author")).to_have_count(len(TURNS) + 1)
    with Companion(load(visit.served.home)) as companion:
        newest = companion.journal(limit=1)[0]
        assert (newest.kind, newest.decision) == ("chat", "keep")
        assert newest.intention.endswith("Pis c'est correct de même.")


def test_a_conversation_left_open_is_found_again(visit: Visit) -> None:
    """Closing the page loses nothing: the next visit offers to go back to it, with every turn."""
    visit.tab(CLARIFY)
    page = visit.page
    page.wait_for_selector("#talk .turn.coach")
    _say(visit, "Mon beau-frère dit que je vais couler si je publie pas.")
    page.reload()
    page.wait_for_selector("#draft textarea")
    visit.tab(CLARIFY)
    page.click("#talk-resume")
    expect(page.locator("#talk .turn.author")).to_contain_text("Mon beau-frère dit que je vais couler")
    _say(visit, "Bon, c'est clair, merci.")
    expect(page.locator("#handed")).to_be_visible()


def test_what_is_said_is_shown_as_text(visit: Visit) -> None:
    """Markup, links and formulas in a turn stay the characters that they are, here and in the journal."""
    visit.tab(CLARIFY)
    page = visit.page
    page.wait_for_selector("#talk .turn.coach")
    _say(visit, HOSTILE)
    expect(page.locator("#talk .turn.author p").last).to_have_text(HOSTILE)
    assert page.locator("#talk img, #talk a, #talk strong").count() == 0
    visit.tab(JOURNAL)
    assert page.locator("#journal img, #journal a").count() == 0
    assert page.title() == "Companion"


def test_an_empty_turn_is_met_with_a_sentence(visit: Visit) -> None:
    """Nothing said: a plain sentence, and the question waits."""
    visit.tab(CLARIFY)
    page = visit.page
    page.wait_for_selector("#talk .turn.coach")
    page.fill("#say textarea", "   ")
    page.click("#speak")
    expect(page.locator("#talk-said .trouble")).to_be_visible()
    expect(page.locator("#talk .turn.author")).to_have_count(0)
