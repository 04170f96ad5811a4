"""The passages that questions point at, marked behind the draft and numbered beside it, in a real browser."""

import pytest
from playwright.sync_api import Locator, expect

from companion.limits import LIMIT
from tests.page.conftest import Visit
from tests.page.test_hostile import HOSTILE, inert
from tests.page.test_journey import FRENCH, in_french

pytestmark = pytest.mark.slow

TEXTS = {
    "long": (FRENCH + "\n\n") * (LIMIT // len(FRENCH + "\n\n")),
    "one word": "x" * 3000 + " " + FRENCH,
    "right to left": f"כולם אומרים שצריך לפרסם היום\n{FRENCH}\nيجب أن أنشر اليوم\n",
    "odd": f"\tun\t\tdeux  il faut \U0001f469\u200d\U0001f467 publier e\u0301 \ud83d \u2028\n   \n{FRENCH}\n\n\n",
    "markup": HOSTILE,
}

SIZES = """async () => {
  await new Promise((done) => setTimeout(done, 200));
  const box = document.querySelector('#draft textarea'), copy = document.querySelector('#draft .copy');
  box.style.height = '10px';
  const sizes = [box.scrollHeight, copy.scrollHeight, copy.textContent === box.value + '\\n'];
  box.style.height = '';
  return sizes;
}"""
"""How high the text lies in the box and in the copy under it, and whether it is the same."""


def put(visit: Visit, text: str) -> None:
    """Put `text` into the box as it is, and ask."""
    visit.page.evaluate(
        """(text) => {
          const box = document.querySelector('#draft textarea');
          box.value = text; box.dispatchEvent(new Event('input', {bubbles: true}));
        }""",
        text,
    )
    visit.press()
    expect(visit.page.locator("#ways")).to_be_visible()


def marks(visit: Visit) -> Locator:
    return visit.page.locator("#draft mark")


def test_the_marks_lie_where_the_words_are(visit: Visit) -> None:
    """Whatever the draft holds, and on a phone: the copy under the box breaks its lines as the box does.

    It holds the same text, and each mark is the passage of its card.
    """
    in_french(visit)
    for name, text in TEXTS.items():
        put(visit, text)
        expect(marks(visit).first).to_be_attached()
        for width in (1280, 360):
            visit.page.set_viewport_size({"width": width, "height": 900})
            box, copy, same = visit.page.evaluate(SIZES)
            assert abs(box - copy) <= 1, (name, width)
            assert same, name
        told = visit.page.evaluate(
            "() => [...document.querySelectorAll('#draft mark')].every((mark) => mark.textContent =="
            " document.querySelector(`#reply li[data-number='${mark.dataset.number}']`).dataset.text)"
        )
        assert told, name
    inert(visit, "#draft")


def test_each_shows_the_other(visit: Visit) -> None:
    """Hovering a card, the caret in a passage or the number in the margin: both are lit; by keyboard too."""
    in_french(visit)
    put(visit, FRENCH)
    number = marks(visit).first.get_attribute("data-number")
    card = visit.page.locator(f"#reply li[data-number='{number}']")
    mark = visit.page.locator(f"#draft mark[data-number='{number}']")
    card.hover()
    expect(mark).to_have_class("lit")
    visit.page.mouse.move(0, 0)
    margin = visit.page.get_by_role("button", name=f"Passage de la question {number}", exact=True)
    margin.focus()
    expect(card).to_have_class("lit")
    visit.page.keyboard.press("Enter")
    there = card.get_by_role("button", name=f"Voir dans le brouillon le passage de la question {number}")
    expect(there).to_be_focused()
    visit.page.keyboard.press("Enter")
    expect(margin).to_be_focused()
    visit.page.evaluate("() => document.activeElement.blur()")
    visit.page.locator("#draft textarea").focus()
    start = FRENCH.index(mark.text_content() or "")
    visit.page.evaluate("(at) => document.querySelector('#draft textarea').setSelectionRange(at, at)", start + 2)
    expect(card).to_have_class("lit")


def test_a_mark_follows_its_words(visit: Visit) -> None:
    """The draft is edited in place: what is written before a passage moves it, what rewrites it takes the mark away."""
    in_french(visit)
    put(visit, FRENCH)
    expect(marks(visit).first).to_be_attached()
    passages = marks(visit).all_text_contents()
    box = visit.page.locator("#draft textarea")
    box.fill("Avant tout. " + FRENCH)
    assert marks(visit).all_text_contents() == passages
    box.fill(FRENCH.replace(passages[0], "autre chose"))
    expect(marks(visit)).to_have_count(len(passages) - 1)
    expect(visit.page.locator("#draft .beside button:visible")).to_have_count(len(passages) - 1)


def test_questions_arrive_without_moving_what_is_there(visit: Visit) -> None:
    """What the browser itself counts as a shift of the layout, while a reading goes on: next to nothing."""
    in_french(visit)
    visit.page.fill("#draft textarea", FRENCH)
    visit.page.evaluate(
        """() => {
          window.shifted = 0;
          new PerformanceObserver((list) => list.getEntries().forEach((each) => {
            if (!each.hadRecentInput) window.shifted += each.value;
          })).observe({type: 'layout-shift', buffered: false});
          setTimeout(() => document.querySelector('#ask').click(), 600);
        }"""
    )
    expect(visit.page.locator("#ways")).to_be_visible()
    visit.page.wait_for_timeout(600)
    assert visit.page.evaluate("window.shifted") < 0.02
