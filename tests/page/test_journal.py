"""The journal, what is remembered, the intention and the switch, without a browser."""

import html
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from companion import settings
from companion.embedding import HashEmbedder
from companion.records import Intention, Unwanted
from companion.session import Companion
from companion.store import Given
from companion.ui import remembered
from companion.ui.clarify import ClarifyTab
from companion.ui.diary import PAGE, Leaf
from companion.ui.intention import FIELDS, IntentionTab
from companion.ui.journal import JournalTab
from companion.ui.memories import Memories
from companion.ui.parcel import Parcels
from companion.ui.record import Record
from companion.ui.wording import Wording

BAD = '<img src=x onerror="y">\'&\u2028\ud800'
SAFE = "&lt;img src=x onerror=&quot;y&quot;&gt;&#x27;&amp;\ufffd\ufffd"
DRAFT = "Hier, à l'érablière, j'ai ri avec Zéphirine. Je ne sais pas comment le raconter à mes clientes."


def did(**given: str) -> Any:
    """Return what a script of the page hands over."""
    return SimpleNamespace(**given)


@pytest.fixture
def companion(home: Path) -> Iterator[Companion]:
    with Companion(settings.load(home), embedder=HashEmbedder()) as companion:
        companion.set("language", "fr")
        yield companion


@pytest.fixture
def journal(companion: Companion, tmp_path: Path) -> JournalTab:
    return JournalTab(companion, Wording(companion), Parcels(tmp_path / "parcels"))


@pytest.fixture
def memories(companion: Companion) -> Memories:
    return Memories(companion, Wording(companion))


def test_every_foreign_text_of_a_session_is_escaped(companion: Companion, journal: JournalTab) -> None:
    """Drafts, versions, answers and chats, where they are shown and where they are asked to be erased."""
    reply = companion.critique(f"{DRAFT} {BAD}")
    companion.answer(reply.session, 1, BAD)
    companion.critique(f"{DRAFT} Autrement. {BAD}", versions=companion.versions(reply.session))
    chat = companion.converse()
    chat.say(BAD)
    shown = journal.listed()
    assert "<img" not in shown
    assert shown.count(SAFE) >= 4
    assert "Les versions de ce brouillon" in shown
    assert shown.encode()


def test_the_journal_is_searched_and_paged(companion: Companion, journal: JournalTab) -> None:
    """A page at a time; a search that finds nothing says so, and an empty journal says what to do."""
    assert "Rien encore" in journal.listed()
    for number in range(PAGE + 2):
        companion.critique(f"{DRAFT} Jour {number}.")
    assert journal.listed().count("data-session=") == PAGE
    older, leaf = journal.turn(Leaf(), did(start=str(PAGE)))
    assert (older.count("data-session="), leaf.start) == (2, PAGE)
    found, _ = journal.look(did(search="jour 16"))
    assert found.count("data-session=") == 1
    nothing, _ = journal.look(did(search="introuvable"))
    assert "Aucune session" in nothing


def test_a_session_is_taken_along_then_erased_with_a_receipt(companion: Companion, journal: JournalTab) -> None:
    """What goes is said in numbers beside it before; after, it is in no list any more."""
    session = companion.critique(DRAFT).session
    companion.answer(session, 1, "Parce que Yolande méritait mieux.")
    *_, parcel = journal.pack(did(session=session))
    assert f"companion-{session}.zip" in parcel
    questions = len(companion.journal()[0].reply.questions)  # type: ignore[union-attr]
    assert f"Questions, avec leurs réponses : {questions}" in html.unescape(journal.listed()).replace("\u00a0", " ")
    said, listed, kept = journal.erase(Leaf(), did(session=session))
    assert "Session effacée" in said
    assert "Zéphirine" not in listed
    assert "Yolande" not in kept


def test_all_that_is_remembered_is_listed_and_escaped(memories: Memories) -> None:
    """Intention, answers, questions never to ask and settings: as text, each with its way to change it."""
    every: dict[str, Any] = dict.fromkeys(FIELDS, BAD)
    wording, now = memories.wording, datetime(2026, 3, 2, tzinfo=UTC)
    shown = remembered.intention(Intention(**every), wording)
    shown += remembered.given([Given(BAD, 1, BAD, BAD, now)], wording)
    shown += remembered.never([Unwanted(BAD, BAD, "reader", now)], wording)
    assert "<img" not in shown
    assert shown.count(f">{SAFE}<") + shown.count(f"\n{SAFE}<") >= 2 * len(FIELDS) + 2
    assert shown.encode()
    assert 'name="discovery"' not in remembered.chosen(
        settings.shown(memories.companion.settings), wording, hosted=True
    )


def test_a_thing_that_is_remembered_is_changed_or_taken_out(companion: Companion, memories: Memories) -> None:
    """A part of the intention leaves the others as they are; an answer is changed, then left aside."""
    companion.save_intention(Intention(why="pour ma rue", boundaries="mes enfants"))
    said, _ = memories.keep(did(kind="intention", what="boundaries", text=" mes enfants, ma mère "))
    assert "gardé" in said
    memories.clear(did(kind="intention", what="why", text=""))
    kept = companion.intention()
    assert kept is not None
    assert (kept.why, kept.boundaries, kept.version) == ("", "mes enfants, ma mère", 3)
    session = companion.critique(DRAFT).session
    companion.answer(session, 1, "Un essai.")
    memories.keep(did(kind="answer", what=f"{session}/1", text="Pour de bon."))
    assert [each.text for each in companion.given()] == ["Pour de bon."]
    memories.clear(did(kind="answer", what=f"{session}/1", text=""))
    assert companion.given() == []
    memories.keep(did(kind="intention", what="version", text="99"))
    assert companion.intention() == kept, "only what is a part of the intention is written"


def test_a_question_never_to_ask_may_come_back(companion: Companion, memories: Memories) -> None:
    """It is listed until then."""
    reply = companion.critique(DRAFT)
    companion.never_ask(reply.session, 1)
    (unwanted,) = companion.never_asked()
    assert html.escape(unwanted.text) in memories.listed()
    said, listed = memories.again(did(kind="never", what=unwanted.id, text=""))
    assert "revenir" in said
    assert (companion.never_asked(), html.escape(unwanted.text) in listed) == ((), False)


def test_a_setting_is_chosen_where_it_is_listed(companion: Companion, memories: Memories) -> None:
    """What it is now is chosen in the list; one that does not exist changes nothing."""
    said, listed = memories.choose(did(name="region", value="fr"))
    assert "gardé" in said
    assert '<option value="fr" selected>de France' in listed
    said, _ = memories.choose(did(name="region", value="mars"))
    assert ('role="alert"' in said, companion.settings.region) == (True, "fr")


def test_a_session_that_keeps_nothing_is_switched_in_sight(companion: Companion) -> None:
    """It says what it means while it lasts; a memory that was off in the settings is switched on by it too."""
    record = Record(companion, Wording(companion))
    assert 'aria-checked="false"' in record.shown()
    on = record.turn()
    assert 'aria-checked="true"' in on
    assert "Rien n'est gardé" in html.unescape(on)
    companion.critique(DRAFT)
    assert companion.journal() == []
    assert "se garde de nouveau" in record.turn()
    companion.set("memory", "off")
    assert 'aria-checked="true"' in record.shown()
    record.turn()
    assert (companion.settings.memory, settings.load(companion.settings.home).memory) == (True, True)


def test_a_conversation_that_was_only_opened_follows_the_switch(companion: Companion) -> None:
    """The page opens one before anything is said: what is then said is kept, or not, as the switch now stands."""
    tab = ClarifyTab(companion, Wording(companion))
    held = tab._new()
    companion.keep_nothing(really=True)
    tab.say("Parce que ma mère m'a appris à coudre la nuit.", held)
    assert companion.journal() == []
    companion.keep_nothing(really=False)
    tab.say("Parce que ma mère m'a appris à coudre la nuit.", tab._new())
    assert len(companion.journal()) == 1


def test_an_older_intention_is_taken_up_again_and_nothing_typed_is_lost(companion: Companion) -> None:
    """It becomes the newest version; what stood in the boxes is one of its own before it."""
    tab = IntentionTab(companion, Wording(companion))
    first = companion.save_intention(Intention(why="pour ma rue"))
    companion.save_intention(Intention(why="pour ma mère"))
    typed = ["pour ma mère, et la nuit", *[""] * (len(FIELDS) - 1)]
    said, history, *boxes = tab.restore(did(version="1"), *typed)
    assert boxes[0] == "pour ma rue"
    assert [each.why for each in companion.intentions()][:2] == ["pour ma rue", "pour ma mère, et la nuit"]
    assert "Version 1 reprise" in said
    assert history.count("data-restore") == 3
    now = companion.intention()
    assert now is not None
    assert replace(now, version=0, saved=None) == replace(first, version=0, saved=None)
    tab.restore(did(version="99"), *typed)
    assert len(companion.intentions()) == 4


def test_the_same_intention_is_no_new_version(companion: Companion) -> None:
    """Saving twice keeps one; an intention kept in another tab comes into the boxes that nobody is writing in."""
    tab = IntentionTab(companion, Wording(companion))
    shown, *_ = tab.fill()
    values = ["pour ma rue", *[""] * (len(FIELDS) - 1)]
    tab.save(*values)
    said, _ = tab.save(*values)
    assert "Rien n'a changé" in html.unescape(said)
    assert len(companion.intentions()) == 1
    companion.save_intention(Intention(why="pour ma mère", tone="comme au marché"))
    saved, _, *boxes = tab.arrive(shown, "ce que je tape", *[""] * (len(FIELDS) - 1))
    assert saved.why == "pour ma mère"
    assert boxes[FIELDS.index("tone")] == "comme au marché"
    assert boxes[0] != "pour ma mère"
    *_, still = tab.arrive(saved, "pour ma mère", "", "", "comme au marché", "", "", "")
    assert still != "", "an empty box that stays empty is no output: it may be written in by now"
