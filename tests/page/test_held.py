"""What the page holds of a draft, without a browser: its versions, what is done with a question, a reading stopped."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from companion.embedding import HashEmbedder
from companion.model import Deadline
from companion.records import Desk, Version
from companion.session import Companion
from companion.settings import Settings
from companion.ui import held
from companion.ui.clarify import ClarifyTab
from companion.ui.draft import DraftTab
from companion.ui.held import Held, follows
from companion.ui.page import _Speech
from companion.ui.side_by_side import side_by_side
from companion.ui.wording import Wording
from tests.page.test_cards import BAD, SAFE
from tests.page.test_journey import ENGLISH, FRENCH, TIRED

GRAVE = "Je veux mourir, je n'en peux plus. J'ai pensé écrire un dernier message à ma communauté."
HELD = 3
"""Where `DraftTab.read` returns what it holds."""


@pytest.fixture
def companion(home: Path) -> Iterator[Companion]:
    with Companion(Settings(home), embedder=HashEmbedder()) as companion:
        yield companion


@pytest.fixture
def tab(companion: Companion) -> DraftTab:
    return DraftTab(companion, Wording(companion))


def read(tab: DraftTab, draft: str = FRENCH, **given: Any) -> tuple[str, Held]:
    """Return the card of a whole reading, and what the page holds then."""
    *_, last = tab.read(draft, **given)
    return last[0], last[HELD]


def done(tab: DraftTab, holds: Held, number: int, outcome: str, text: str = "") -> tuple[str, Held]:
    event: Any = SimpleNamespace(session=holds.session, number=number, outcome=outcome, text=text)
    card, now = tab.do(holds, event)
    return card, now


def test_an_edited_draft_is_a_version_and_another_text_is_not(tab: DraftTab) -> None:
    """By the words they share: more of it, less of it, or the same again; a text of its own begins anew."""
    _, holds = read(tab)
    for draft in (FRENCH, FRENCH + " Et " * 30 + TIRED, FRENCH[: len(FRENCH) // 2]):
        assert follows(holds, draft) == holds.versions
    for draft in (ENGLISH, TIRED):
        assert follows(holds, draft) == ()
    _, other = read(tab, TIRED, holds=holds)
    assert other.session != holds.session


def test_two_versions_show_what_changed_as_text(tab: DraftTab) -> None:
    """Each word that went or came is set apart in its own version and named for who listens; markup stays text."""
    shown = side_by_side(f"un deux {BAD}", f"un trois {BAD}", tab.wording)
    assert '<del><span class="heard">retiré\u00a0: </span>deux</del>' in shown
    assert '<ins><span class="heard">ajouté\u00a0: </span>trois</ins>' in shown
    assert shown.count(SAFE.partition(" ")[0]) == 2
    assert "<img" not in shown
    assert "<del" not in side_by_side(BAD, BAD, tab.wording)


def test_long_versions_that_share_nothing_are_set_apart_whole(tab: DraftTab) -> None:
    """Two drafts at the limit are not compared word by word with each other: the page would stand still."""
    one, two = (" ".join(f"{letter}{number}" for number in range(4000)) for letter in "ab")
    shown = side_by_side(f"x {one} z", f"x {two} z", tab.wording)
    assert (shown.count("<del"), shown.count("<ins")) == (1, 1)


def test_an_answer_that_says_the_why_can_be_noted_once(tab: DraftTab, companion: Companion) -> None:
    """Offered where the intention says nothing of it yet; what is noted is the answer that was kept."""
    _, holds = read(tab, lens="intention")
    assert holds.reply.questions[0].lens in held.NOTED
    number = next(n for n, q in enumerate(holds.reply.questions, start=1) if q.lens == "intention")
    card, holds = done(tab, holds, number, "answered", "Pour dire merci.")
    assert 'data-outcome="adopt"' in card
    card, holds = done(tab, holds, number, "adopt", "autre chose, à moitié")
    saved = companion.intention()
    assert saved
    assert saved.why == "Pour dire merci."
    assert 'data-outcome="adopt"' not in card


def test_words_of_distress_in_an_answer_bring_the_card(tab: DraftTab, companion: Companion) -> None:
    """Beside the questions, at once; the journal keeps no mark of it."""
    _, holds = read(tab)
    card, holds = done(tab, holds, 1, "answered", GRAVE)
    assert "1 866 APPELLE" in card
    entry = companion.journal(limit=1)[0]
    assert entry.reply
    assert entry.reply.care is None


def test_what_goes_wrong_leaves_the_questions_where_they_were(tab: DraftTab) -> None:
    """A draft that is refused on the second asking costs nothing of the first."""
    card, holds = read(tab)
    *_, last = tab.read("   ", holds=holds)
    assert last[HELD] is holds
    assert last[0].count("<li") == card.count("<li")
    assert "encore rien à lire" in last[2]


def test_a_lens_the_draft_gives_no_hold_to_is_said(tab: DraftTab) -> None:
    """Plainly, and other questions are asked."""
    *_, last = tab.read(GRAVE, lens="reader")
    assert "qui lit" in last[2]
    assert last[HELD].reply.questions


def test_stop_stops_the_clock_of_this_reading_only(tab: DraftTab) -> None:
    """Each browser has its own; a reading that is done has none."""
    tab.reading.update(one=Deadline(), two=Deadline())
    request: Any = SimpleNamespace(session_hash="one")
    tab.stop(request)
    assert (tab.reading["one"].stopped, tab.reading["two"].stopped) == (True, False)
    list(tab.read(FRENCH, request=request))
    assert "one" not in tab.reading
    tab.stop(request)


def test_what_lies_on_the_desk_comes_back_with_its_questions(tab: DraftTab, companion: Companion) -> None:
    """After a restart: the last version, what was half typed, and what is never to be asked again."""
    _, holds = read(tab)
    done(tab, holds, 2, "never")
    companion.lay(Desk(FRENCH, "", holds.session, ((1, "à moitié"),)))
    again = DraftTab(companion, Wording(companion))
    card, *rest = again.restore()
    assert 'data-typed="à moitié"' in card
    assert rest[2].never == frozenset({2})
    companion.erase_session(holds.session)
    assert again.restore()[HELD] == {"__type__": "update"}


def test_without_a_journal_a_question_can_still_be_put_differently(home: Path) -> None:
    """Memory is off: nothing is kept, and what was seen does not come back all the same."""
    with Companion(Settings(home, memory=False), embedder=HashEmbedder()) as companion:
        tab = DraftTab(companion, Wording(companion))
        card, holds = read(tab)
        assert 'data-outcome="never"' not in card
        seen = {question.frame for question in holds.reply.questions}
        _, holds = done(tab, holds, 1, "differently")
        assert holds.reply.questions[0].frame not in seen
        _, again = read(tab, FRENCH + " Bon.", holds=holds)
        assert not seen & {question.frame for question in again.reply.questions}
        assert companion.desk.session == again.session
    assert not (home / "companion.db").exists()


def test_what_is_said_of_the_why_gathers(companion: Companion) -> None:
    """Sentence by sentence, as they were said; a greeting adds nothing, and words of distress empty it."""
    tab = ClarifyTab(companion, Wording(companion))
    chat = companion.converse()
    assert chat.gathered() == ()
    chat.say("Bonjour")
    assert chat.gathered() == ()
    chat.say("Ben c'est pour montrer que la couture à la main existe encore.")
    first = chat.gathered()
    chat.say("Parce que ma grand-mère m'a tout appris dans sa cuisine.")
    assert set(first) < set(chat.gathered())
    assert tab.carry("Pour elle.") == "Pour elle."
    chat.say(GRAVE)
    assert chat.gathered() == ()
    chat.stop()  # nobody helps: nothing to stop


def test_how_the_author_is_spoken_to_is_pressed_and_released(companion: Companion) -> None:
    """In French alone: pressed, it is kept; pressed again, they are followed as before."""
    speech = _Speech(companion, Wording(companion))
    pressed: Any = SimpleNamespace(register="vous")
    assert speech.register().count('aria-pressed="false"') == 2
    assert 'data-register="vous" aria-pressed="true"' in speech.address(pressed)
    assert companion.settings.register == "vous"
    assert 'aria-pressed="true"' not in speech.address(pressed)
    assert companion.settings.register is None
    companion.set("language", "en")
    assert speech.register() == ""


def test_a_version_is_one_more_turn_even_after_a_restart(tab: DraftTab, companion: Companion) -> None:
    """What the journal gives back goes on as what the page held."""
    _, holds = read(tab)
    found = held.found(holds.session, companion)
    assert found
    assert found.versions == (Version(FRENCH, holds.reply),)
    _, again = read(tab, FRENCH + " Bon.", holds=found)
    assert again.session == holds.session
