"""What was asked, and what its author did with it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from companion.errors import NotFound
from companion.records import Answer, Notice
from companion.store import Store

from .samples import reply


def outcomes(store: Store) -> list[str | None]:
    return [asked.outcome for asked in store.asked()]


def test_the_last_thing_done_with_a_question_counts(opened: Callable[..., Store]) -> None:
    """Answered, left aside or neither; another process sees it, in the entry, by session and by question."""
    store = opened()
    session = store.begin("critique")
    store.keep(session, "a", reply(session, "un ?", "deux ?", "trois ?"))
    assert outcomes(store) == [None, None, None]
    store.answer(session, Answer(1, "answered", "pour \ud83d elle"))
    store.answer(session, Answer(3, "answered", "oui"))
    store.answer(session, Answer(3, "skipped"))
    expected = (Answer(1, "answered", "pour \ud83d elle"), Answer(3, "skipped"))
    assert opened().answers(session) == store.journal()[0].answers == expected
    assert outcomes(store) == ["skipped", None, "answered"]
    store.answer(session, Answer(3, "answered", "finalement, oui"))
    assert store.answers(session)[1] == Answer(3, "answered", "finalement, oui")


def test_each_reply_has_its_own_answers(store: Store) -> None:
    """Numbers are those of one reply, and of its last turn."""
    one, other = store.begin("critique"), store.begin("critique")
    for session in (one, other):
        store.keep(session, "a", reply(session, "un ?", "deux ?"))
    store.keep(other, "b", reply(other, "trois ?"))
    store.answer(one, Answer(2, "skipped"))
    store.answer(other, Answer(1, "answered", "là"))
    assert [entry.answers for entry in store.journal()] == [(Answer(1, "answered", "là"),), (Answer(2, "skipped"),)]
    assert outcomes(store) == ["answered", None, None, "skipped", None]


def test_an_answer_to_nothing_is_told(store: Store) -> None:
    """A session that is not there, has no reply yet or is a chat, and a number that was not asked, keep nothing."""
    asked, empty, chat = store.begin("critique"), store.begin("critique"), store.begin("chat")
    store.keep(asked, "a", reply(asked, "un ?"))
    store.keep(chat, "a", reply(chat, "un ?"))
    for session in ("nothing", empty, chat):
        with pytest.raises(NotFound) as told:
            store.answer(session, Answer(1, "skipped"))
        assert told.value.details == {"what": "session", "id": session}
        assert store.answers(session) == ()
    for number in (0, 2, -1):
        with pytest.raises(NotFound) as told:
            store.answer(asked, Answer(number, "skipped"))
        assert told.value.details == {"what": "question", "id": f"{asked}/{number}"}
    assert outcomes(store) == [None, None]


def test_an_answer_goes_with_its_question(store: Store) -> None:
    """Deleting a session deletes what was answered in it."""
    session = store.begin("critique")
    store.keep(session, "a", reply(session, "un ?"))
    store.answer(session, Answer(1, "answered", "x"))
    with store._database.write() as connection:
        connection.exec_driver_sql("DELETE FROM sessions")
    with store._database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM answers").scalar() == 0


@pytest.mark.parametrize(
    ("state", "code", "outcome"),
    [
        ("explore", None, "answered"),
        ("close", None, "answered"),
        ("hollow", None, "skipped"),
        ("close", "closed-unsure", "skipped"),
        ("close", "closed-hollow", "skipped"),
        ("close", "closed-not-today", None),
        ("explore", "demand-again", None),
        ("arrive", "about-privacy", None),
    ],
)
def test_in_a_chat_the_next_turn_is_the_answer(store: Store, state: str, code: str | None, outcome: str | None) -> None:
    """By the reply it got: substance answers, a turn that was hollow or unsure skips, an aside does neither."""
    chat = store.begin("chat")
    store.keep(chat, "a", reply(chat, "un ?"))
    following = replace(reply(chat, "deux \ud83d ?"), state=state, notices=(Notice(code, "…"),) if code else ())
    store.keep(chat, "b", following)
    assert outcomes(store) == [None, outcome]
