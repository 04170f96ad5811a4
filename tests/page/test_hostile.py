"""Hostile text stays text, wherever the page shows it."""

import pytest
from playwright.sync_api import expect

from companion.records import Intention
from companion.session import Companion
from companion.settings import load
from tests.page.conftest import INTENTION, POSTS, Visit
from tests.page.test_journey import in_french

pytestmark = pytest.mark.slow

HOSTILE = (
    'Il faut que je dise <img src=https://evil.example/a.png onerror="window.hacked=1"> merci. '
    "<script>window.hacked=1</script> Tout le monde sait que <svg onload=window.hacked=1> c'est toujours pareil. "
    "![pixel](https://evil.example/p.png) [lien](javascript:window.hacked=1) "
    "$\\href{javascript:window.hacked=1}{x}$ ${window.hacked=1} `${window.hacked=1}` {{constructor}} </textarea></p>"
)
MADE = "img, script, svg, a, iframe, object, embed, form, .katex, math, [onerror], [onload]"


def inert(visit: Visit, place: str) -> None:
    """Check that nothing was made of hostile text in `place`, and that nothing ran."""
    assert visit.page.locator(place).locator(MADE).count() == 0
    assert visit.page.evaluate("typeof window.hacked") == "undefined"


def test_a_hostile_draft_is_quoted_as_text(visit: Visit) -> None:
    """No tag, link, image or formula comes of a draft, in the questions or around them."""
    in_french(visit)
    visit.ask(HOSTILE)
    expect(visit.page.locator("#ways")).to_be_visible()
    inert(visit, "#reply")
    assert visit.page.input_value("#draft textarea") == HOSTILE


def test_a_hostile_post_is_listed_as_text(visit: Visit) -> None:
    """The list shows a post's very characters."""
    in_french(visit)
    visit.tab(POSTS)
    visit.page.get_by_label("La publication", exact=True).fill(HOSTILE)
    visit.page.click("#paste")
    expect(visit.page.locator("#posts .post").first).to_have_text(HOSTILE)
    inert(visit, "#posts .post")


def test_a_hostile_intention_is_shown_as_text(visit: Visit) -> None:
    """The history shows an intention's very characters."""
    in_french(visit)
    visit.tab(INTENTION)
    visit.page.locator("#intention-message textarea").fill(HOSTILE)
    visit.page.click("#save-intention")
    visit.page.locator("#history summary").first.click()
    expect(visit.page.locator("#history dd").first).to_have_text(HOSTILE)
    inert(visit, "#history")


def test_the_policy_would_stop_what_escaping_missed(visit: Visit) -> None:
    """Even a tag written straight into the page neither runs its handler nor reaches another origin."""
    visit.page.evaluate(
        "() => { document.querySelector('#reply').innerHTML = '<img src=x:y onerror=\"window.hacked=1\">"
        "<img src=https://evil.example/p.png>'; }"
    )
    visit.page.wait_for_timeout(300)
    assert visit.page.evaluate("typeof window.hacked") == "undefined"
    refused = [text for text in visit.strayed if "Content Security Policy" in text]
    assert len(refused) >= 2
    visit.strayed[:] = [text for text in visit.strayed if "Content Security Policy" not in text]


@pytest.mark.parametrize(
    "draft",
    [
        "Il faut que je publie \ud83d demain, il para\u00eet. Ma m\u00e8re m'a dit que c'\u00e9tait assez.",
        "Il faut que \u202eje publie\u202c demain.\u2028Ma m\u00e8re m'a dit \u200bque c'\u00e9tait \u2066assez\u2069.",
        "Il faut que je publie\0 demain. Ma m\u00e8re m'a dit que c'\u00e9tait assez.",
        "\U000e0049\U000e0067 Il faut que je publie demain. Ma me\u0300re m'a dit que c'e\u0301tait assez.",
    ],
    ids=["half a character", "bidi and invisible", "NUL", "tags and decomposed"],
)
def test_an_odd_draft_is_answered_and_stays_in_its_box(visit: Visit, draft: str) -> None:
    """Whatever characters a draft holds: questions, no broken stream, and not a word lost."""
    in_french(visit)
    visit.page.evaluate(
        """(text) => {
          const box = document.querySelector('#draft textarea');
          box.value = text; box.dispatchEvent(new Event('input', {bubbles: true}));
        }""",
        draft,
    )
    held = visit.page.input_value("#draft textarea")
    visit.page.click("#ask")
    expect(visit.page.locator("#ways")).to_be_visible()
    assert visit.page.locator("#reply .question").count() >= 1
    assert visit.page.input_value("#draft textarea") == held


def test_an_odd_intention_does_not_break_the_page(visit: Visit) -> None:
    """Half a character in what was saved: the page loads, and loads again."""
    with Companion(load(visit.served.home)) as companion:
        companion.save_intention(Intention(why="montrer \ud83d mes mains"))
    visit.again()
    visit.tab(INTENTION)
    expect(visit.page.locator("#intention-why textarea")).to_have_value("montrer \ufffd mes mains")
    visit.tab(POSTS)
