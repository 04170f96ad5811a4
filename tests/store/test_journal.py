"""Intentions, sessions, questions and decisions."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from companion.errors import NotFound
from companion.records import Asked, Cited, Entry, Evidence, Fault, Intention, Mirror, ModelUse, Notice
from companion.store import Store

from .samples import reply


def test_each_save_is_a_new_version(opened: Callable[..., Store]) -> None:
    """The earlier ones stay, newest first, and another process sees them."""
    store = opened()
    assert store.intention() is None
    first = store.save_intention(Intention(why="pour la joie", return_to="une chanson"))
    second = store.save_intention(replace(first, why="pour mes clientes"))
    assert (first.version, second.version) == (1, 2)
    assert first.saved is not None
    assert first.saved.tzinfo is not None
    assert opened().intentions() == [second, first]
    assert opened().intention() == second


def test_a_reply_comes_back_whole(store: Store) -> None:
    """Every part of it, with surrogates in what it quotes, is read back as it was shown; refused words are not kept."""
    session = store.begin("critique")
    asked = reply(session, "Pourquoi « \ud83d » ?").questions[0]
    full = replace(
        reply(session),
        mirror=Mirror("Tu écris « a\0 »", ("a\0",)),
        questions=(
            replace(asked, anchor=Cited(1, 0, 3, "\ud83d"), evidence=(Evidence("post", "p", "2026-03-02", "x"),)),
        ),
        said=("C'est pour ma sœur.",),
        notices=(Notice("model-timeout", "…"),),
        model=ModelUse("ollama_chat/x", "local", chose=True),
        faults=(Fault("r", "G", "w", "y"),),
    )
    store.keep(session, "brouillon \udc80", full)
    [entry] = store.journal()
    assert entry == Entry(session, entry.started, "brouillon \udc80", replace(full, faults=()), None)


def test_no_mark_of_care_is_kept(store: Store, home: Path) -> None:
    """A care card is shown, never stored: not in the entry, not in the files."""
    session = store.begin("critique")
    store.keep(session, "brouillon", reply(session, "Et toi ?", care=True))
    kept = store.journal()[0].reply
    assert kept is not None
    assert kept.care is None
    store.close()
    content = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert b"APPELLE" not in content
    assert b"distress" not in content


def test_the_journal_is_in_the_order_of_the_sessions(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Newest first whatever the clock does; a session in which nothing was asked is not shown."""
    ids = [store.begin("critique") for _ in range(40)]
    assert ids == sorted(ids)
    assert all(name.isalnum() and len(name) == 9 for name in ids)
    for session in ids[:-1]:
        store.keep(session, session, reply(session, "?"))
    assert [entry.session for entry in store.journal()] == ids[-2::-1]
    assert len(store.journal(limit=3)) == 3


def test_a_chat_is_one_entry_with_its_last_turn(store: Store) -> None:
    """The draft shown is the one that the last reply's anchors point into."""
    chat = store.begin("chat")
    for turn in ("un", "deux", "trois"):
        store.keep(chat, turn, reply(chat, f"{turn} ?"))
    store.decide(chat, "post")
    store.decide(chat, "not-today")
    [entry] = store.journal()
    assert (entry.draft, entry.decision) == ("trois", "not-today")
    assert entry.reply is not None
    assert entry.reply.questions[0].text == "trois ?"


def test_asked_is_newest_first(store: Store) -> None:
    """The planner sees what was asked last, with its frame and lens."""
    session = store.begin("critique")
    store.keep(session, "a", reply(session, "un ?", "deux ?"))
    store.keep(session, "b", reply(session, "trois ?"))
    assert [asked.text for asked in store.asked()] == ["trois ?", "deux ?", "un ?"]
    assert store.asked(limit=1) == [Asked("trois ?", "reader-one", "reader")]


def test_an_unknown_session_is_told(store: Store) -> None:
    """Nothing is kept under a session that does not exist."""
    with pytest.raises(NotFound):
        store.decide("nothing", "post")
    with pytest.raises(NotFound) as told:
        store.keep("nothing", "a", reply("nothing", "?"))
    assert told.value.details == {"what": "session", "id": "nothing"}
    assert store.asked() == []


def test_a_turn_is_kept_with_its_questions_or_not_at_all(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure between the turn and its questions leaves neither."""
    session = store.begin("critique")
    broken = replace(reply(session, "?"), questions=(replace(reply(session, "?").questions[0], lens=None),))  # type: ignore[arg-type]
    with pytest.raises(Exception, match="NOT NULL"):
        store.keep(session, "a", broken)
    assert store.journal() == []


def test_a_chat_is_read_turn_by_turn(store: Store) -> None:
    """Its turns come back in their order, as they were said; a critique or an unknown session is no chat."""
    chat = store.begin("chat")
    for turn in ("un", "deux \ud83d", "trois"):
        store.keep(chat, turn, reply(chat, f"{turn} ?"))
    assert [exchange.said for exchange in store.exchanges(chat)] == ["un", "deux \ud83d", "trois"]
    assert store.exchanges(chat)[0].reply.questions[0].text == "un ?"
    [entry] = store.journal()
    assert (entry.kind, entry.turns, entry.first, entry.intention) == ("chat", 3, "un", "")
    for other in (store.begin("critique"), "nothing"):
        with pytest.raises(NotFound):
            store.exchanges(other)


def test_an_open_chat_is_neither_decided_nor_closed_nor_empty(store: Store) -> None:
    """The newest that is left, whatever was begun after it."""
    assert store.open_chat() is None
    left, decided, closed = (store.begin("chat") for _ in range(3))
    for chat in (left, decided, closed):
        store.keep(chat, "a", reply(chat, "?"))
    store.decide(decided, "keep")
    store.keep(closed, "b", replace(reply(closed), state="close"))
    store.begin("chat")
    store.keep(critique := store.begin("critique"), "c", reply(critique, "?"))
    assert store.open_chat() == left


def test_no_mark_of_a_sensitive_state_is_kept(store: Store, home: Path) -> None:
    """A chat in distress is stored as one that explores."""
    chat = store.begin("chat")
    store.keep(chat, "a", replace(reply(chat, "?", care=True), state="sensitive"))
    assert store.exchanges(chat)[0].reply.state == "explore"
    store.close()
    assert b"sensitive" not in b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())


def test_the_intention_of_a_post_is_the_last_one_kept(store: Store) -> None:
    """Each save is a row, the last counts, and the general intention is left alone."""
    chat = store.begin("chat")
    store.keep(chat, "a", reply(chat, "?"))
    store.keep_intention(chat, "un")
    store.keep_intention(chat, "deux \udc80")
    assert store.journal()[0].intention == "deux \udc80"
    assert store.intention() is None
    with pytest.raises(NotFound):
        store.keep_intention("nothing", "a")


def test_asked_outside_a_session(store: Store) -> None:
    """A chat that goes on is not told of its own questions."""
    one, other = store.begin("chat"), store.begin("chat")
    store.keep(one, "a", reply(one, "un ?"))
    store.keep(other, "b", reply(other, "deux ?"))
    assert [asked.text for asked in store.asked(outside=other)] == ["un ?"]
    assert len(store.asked()) == 2
