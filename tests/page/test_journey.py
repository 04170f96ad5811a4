"""An author's way through the page, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from companion.session import LIMIT, Companion
from companion.settings import load
from tests.page.conftest import DRAFT, INTENTION, POSTS, Visit

pytestmark = pytest.mark.slow

FRENCH = (
    "Hier, une cliente m'a écrit que mon atelier de couture lui avait redonné confiance. Je ne sais pas comment le "
    "raconter. Tout le monde dit qu'il faut publier le mardi. Moi, j'aimerais juste dire merci."
)
ENGLISH = (
    "Yesterday a client wrote to me that my sewing workshop gave her confidence back. I don't know how to tell it. "
    "Everyone says you have to post on Tuesdays. I would just like to say thank you."
)
TIRED = "Je suis épuisée, je n'en peux plus. Il faut que je publie quelque chose aujourd'hui et je n'ai rien à dire."


def decided(visit: Visit) -> str | None:
    """Return the last way out in the journal, read beside the open page."""
    with Companion(load(visit.served.home)) as companion:
        return companion.journal(limit=1)[0].decision


def in_french(visit: Visit) -> None:
    """Bring the page back to French."""
    if visit.page.locator("html").get_attribute("lang") != "fr":
        visit.page.click("#language")
    expect(visit.page.locator("html")).to_have_attribute("lang", "fr")


def test_a_french_draft_leads_to_a_decision(visit: Visit) -> None:
    """From a draft to a way out in French: numbered questions, each with its why, and one kind sentence."""
    in_french(visit)
    visit.ask(FRENCH)
    expect(visit.page.locator("#ways")).to_be_visible()
    questions = visit.page.locator("#reply ol.questions > li")
    assert 2 <= questions.count() <= 4
    for number in range(questions.count()):
        assert questions.nth(number).locator(".question").inner_text().endswith("?")
        assert questions.nth(number).locator(".why").inner_text()
    visit.page.click("#way-not-today")
    expect(visit.page.locator("#answer")).to_contain_text("C'est noté. Pas aujourd'hui, c'est une vraie réponse.")
    assert decided(visit) == "not-today"


def test_an_english_draft_leads_to_a_decision(visit: Visit) -> None:
    """The same in English; a second way out takes the place of the first."""
    in_french(visit)
    visit.page.click("#language")
    expect(visit.page.locator("#ask")).to_have_text("Ask me about it")
    visit.ask(ENGLISH)
    expect(visit.page.locator("#ways")).to_be_visible()
    expect(visit.page.locator("#reply .reply")).to_have_attribute("lang", "en")
    visit.page.click("#way-post")
    expect(visit.page.locator("#answer")).to_contain_text("Noted. May these words")
    visit.page.click("#way-keep")
    expect(visit.page.locator("#answer")).to_contain_text("Noted. The draft can wait")
    assert decided(visit) == "keep"


def test_what_was_typed_and_asked_outlives_a_change_of_language(visit: Visit) -> None:
    """Switching the interface changes every label and loses neither the draft nor the questions."""
    in_french(visit)
    visit.ask(FRENCH)
    expect(visit.page.locator("#ways")).to_be_visible()
    before = visit.page.inner_text("#reply")
    visit.page.click("#language")
    expect(visit.page.locator("html")).to_have_attribute("lang", "en")
    expect(visit.page.get_by_role("tab").nth(POSTS)).to_have_text("Posts")
    assert visit.page.input_value("#draft textarea") == FRENCH
    assert visit.page.inner_text("#reply") == before
    in_french(visit)


def test_an_empty_draft_gets_a_plain_sentence(visit: Visit) -> None:
    """Nothing to read: the words of the error, read out at once, and no way out to choose."""
    in_french(visit)
    visit.ask("   \n ")
    alert = visit.page.get_by_role("alert")
    expect(alert).to_contain_text("Il n'y a encore rien à lire")
    expect(visit.page.locator("#ways")).to_be_hidden()


def test_a_draft_over_the_limit_is_refused_and_kept(visit: Visit) -> None:
    """Too long: said with its length, and not one character of it leaves the box."""
    in_french(visit)
    long = "Bonjour à vous. " * (LIMIT // 16 + 1)
    visit.ask(long)
    expect(visit.page.get_by_role("alert")).to_contain_text(str(len(long)))
    assert visit.page.input_value("#draft textarea") == long


def test_an_intention_is_kept_as_versions(visit: Visit) -> None:
    """Saving says the version; reloading finds the words; the history keeps both."""
    in_french(visit)
    visit.tab(INTENTION)
    visit.page.get_by_label("Pourquoi publier, au fond").fill("Dire merci à celles qui cousent.")
    visit.page.click("#save-intention")
    expect(visit.page.locator("#intention-said")).to_contain_text("Version 1")
    visit.page.get_by_label("Qu'est-ce qui ramène à l'essentiel").fill("La chanson de ma mère")
    visit.page.click("#save-intention")
    expect(visit.page.locator("#intention-said")).to_contain_text("Version 2")
    visit.again()
    visit.tab(INTENTION)
    expect(visit.page.locator("#intention-why textarea")).to_have_value("Dire merci à celles qui cousent.")
    expect(visit.page.locator("#history details")).to_have_count(2)


def test_a_tired_author_gets_their_own_line_back(visit: Visit) -> None:
    """The line that brings them back stands beside the questions when the draft is exhausted, and only then."""
    in_french(visit)
    visit.tab(INTENTION)
    visit.page.get_by_label("Qu'est-ce qui ramène à l'essentiel").fill("La chanson de ma mère")
    visit.page.click("#save-intention")
    expect(visit.page.locator("#intention-said")).to_contain_text(re.compile("version", re.I))
    visit.tab(DRAFT)
    visit.ask(TIRED)
    expect(visit.page.locator("#reply .line")).to_contain_text("La chanson de ma mère")
    visit.ask(FRENCH)
    expect(visit.page.locator("#ways")).to_be_visible()
    expect(visit.page.locator("#reply .line")).to_be_empty()


def test_distress_brings_a_card_beside_the_questions(visit: Visit) -> None:
    """The card of the author's region comes with its contacts, and the questions are there too."""
    in_french(visit)
    visit.ask("Je veux mourir, je n'en peux plus. J'ai pensé écrire un dernier message à ma communauté.")
    expect(visit.page.locator("#reply .care")).to_contain_text("1 866 APPELLE")
    expect(visit.page.locator("#reply ol.questions > li")).not_to_have_count(0)
