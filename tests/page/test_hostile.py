"""Hostile text stays text, wherever the page shows it."""

import pytest
from playwright.sync_api import expect

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
    inert(visit, "#posts")


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
