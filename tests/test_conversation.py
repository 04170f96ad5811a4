"""Conversation: each turn kept before it is shown, gone on with from the journal, and at home without one."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from companion.embedding import HashEmbedder
from companion.errors import EmptyText, NotFound, StoreBusy, StoreError, StoreFull, TextTooLong
from companion.limits import LIMIT
from companion.records import Intention, Language
from companion.session import Companion
from companion.settings import Settings
from companion.store import Store

TURNS = (
    "Je veux parler de la fermeture de mon salon.",
    "J'ai peur que le monde pense que j'ai échoué.",
    "C'est pour mes clientes, celles qui viennent depuis le début.",
)
DISTRESS = "Je n'en peux plus, j'ai envie de mourir."


@pytest.fixture
def companion(home: Path) -> Iterator[Companion]:
    with Companion(Settings(home), embedder=HashEmbedder()) as companion:
        yield companion


def test_each_turn_is_kept_before_it_is_shown(companion: Companion) -> None:
    """What `say` returned is in the journal, turn by turn, and nothing is there before the author spoke."""
    chat = companion.converse()
    opening = chat.opening()
    assert len(opening.questions) == 1
    assert companion.journal() == []
    for number, turn in enumerate(TURNS, start=1):
        reply = chat.say(turn)
        kept = companion.exchanges(chat.session)
        assert [exchange.said for exchange in kept] == list(TURNS[:number])
        assert kept[-1].reply == replace(reply, faults=())
    assert chat.exchanges == companion.exchanges(chat.session)
    (entry,) = companion.journal()
    assert (entry.kind, entry.turns, entry.first, entry.draft) == ("chat", 3, TURNS[0], TURNS[-1])


def test_going_on_is_reading_the_journal(companion: Companion, home: Path, tmp_path: Path) -> None:
    """Closed and opened again after any turn, the next reply asks the same as if it had never been closed."""
    with Companion(Settings(tmp_path / "other"), embedder=HashEmbedder()) as other:
        through = other.converse()
        for turn in (*TURNS, DISTRESS, "ma sœur est là"):
            session = companion.open_chat()
            resumed = companion.converse(session).say(turn)
            straight = through.say(turn)
            assert [q.text for q in resumed.questions] == [q.text for q in straight.questions]
            assert (resumed.state, resumed.mirror, resumed.care) == (straight.state, straight.mirror, straight.care)
    assert len(companion.journal()) == 1


def test_the_last_open_chat_is_found(companion: Companion) -> None:
    """Neither a critique, nor a chat that closed or was decided; the newest of those left."""
    assert companion.open_chat() is None
    first, second, third = companion.converse(), companion.converse(), companion.converse()
    for chat in (first, second, third):
        chat.say(TURNS[0])
    companion.critique("Je ferme mon salon en juin.")
    assert companion.open_chat() == third.session
    third.say("c'est clair")
    assert third.closed
    assert companion.open_chat() == second.session
    second.decide("keep")
    assert companion.open_chat() == first.session


def test_an_unknown_session_or_a_critique_is_no_chat(companion: Companion) -> None:
    """It is said at once, and nothing is begun."""
    session = companion.critique("Je ferme mon salon en juin.").session
    for unknown in ("00000zzzz", session, "'; drop table sessions"):
        with pytest.raises(NotFound):
            companion.converse(unknown)


def test_what_is_no_turn_is_refused(companion: Companion) -> None:
    """Empty or over the limit: refused whole, nothing kept, and the chat goes on."""
    chat = companion.converse()
    with pytest.raises(EmptyText):
        chat.say(" \u00a0")
    with pytest.raises(TextTooLong):
        chat.say("a" * (LIMIT + 1))
    assert companion.journal() == []
    assert chat.say(TURNS[0]).questions


def test_with_memory_off_it_lives_in_memory(home: Path) -> None:
    """The chat goes on from turn to turn, says once that nothing is kept, and leaves no file."""
    with Companion(Settings(home, memory=False), embedder=HashEmbedder()) as companion:
        chat = companion.converse()
        replies = [chat.say(turn) for turn in TURNS]
        chat.save("rien")
        chat.decide("post")
        assert companion.open_chat() is None
    assert not chat.kept
    assert chat.session.startswith("unkept-")
    assert [[n.code for n in reply.notices] for reply in replies] == [["memory-off"], [], []]
    assert len({q.text for reply in replies for q in reply.questions}) == 3
    assert not home.exists() or not any(home.rglob("*"))


def test_with_memory_off_nothing_is_said_to_be_wrong(home: Path) -> None:
    """Whoever saw the first question was told; the first reply adds no word of a journal that could not keep it."""
    with Companion(Settings(home, memory=False), embedder=HashEmbedder()) as companion:
        chat = companion.converse()
        codes = [[n.code for n in reply.notices] for reply in (chat.opening(), *map(chat.say, TURNS))]
    assert codes == [["memory-off"], [], [], []]
    assert not chat.refused


def test_what_the_store_refused_is_kept_with_the_next_turn(
    companion: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One refused write loses nothing: the turns that are missing go in, in order, and once, when it writes again."""
    keep = Store.keep
    for refused in (0, 1):
        chat = companion.converse()
        for number, turn in enumerate(TURNS):
            with monkeypatch.context() as patch:
                if number == refused:
                    patch.setattr(Store, "keep", _refuse)
                reply = chat.say(turn)
            assert ("not-kept" in [n.code for n in reply.notices]) is (number == refused)
            assert chat.refused is (number == refused)
        assert Store.keep is keep
        kept = companion.exchanges(chat.session)
        assert [exchange.said for exchange in kept] == list(TURNS)
        assert not [n for exchange in kept for n in exchange.reply.notices]


def test_a_session_that_could_not_be_begun_is_begun_later(
    companion: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its id is known from then on, and every reply bears it."""
    chat = companion.converse()
    with monkeypatch.context() as patch:
        patch.setattr(Store, "begin", _refuse)
        assert chat.say(TURNS[0]).session.startswith("unkept-")
        assert not chat.kept
    chat.say(TURNS[1])
    assert {exchange.reply.session for exchange in chat.exchanges} == {chat.session}
    assert [exchange.said for exchange in companion.exchanges(chat.session)] == list(TURNS[:2])


def test_what_is_saved_of_a_refused_chat_is_kept_or_refused_aloud(
    companion: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saving and deciding offer what is missing first; where the store still refuses, they say so."""
    chat = companion.converse()
    with monkeypatch.context() as patch:
        patch.setattr(Store, "begin", _refuse)
        chat.say(TURNS[0])
        with pytest.raises(StoreBusy):
            chat.save("Pour elles.")
        with pytest.raises(StoreBusy):
            chat.decide("keep")
    chat.save("Pour elles.")
    chat.decide("keep")
    (entry,) = companion.journal()
    assert (entry.first, entry.intention, entry.decision) == (TURNS[0], "Pour elles.", "keep")


def test_a_chat_is_told_of_its_own_turns_not_of_a_draft(companion: Companion, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no draft in a chat, so no notice speaks of one."""
    told = []
    for interface in ("fr", "en"):
        companion.set("language", interface)
        chat = companion.converse(model="ollama_chat/rien")
        with monkeypatch.context() as patch:
            patch.setattr(Store, "keep", _refuse)
            told += [notice.text for notice in chat.say(TURNS[0]).notices]
    assert len(told) == 4
    assert not [text for text in told if "brouillon" in text or "draft" in text]


@pytest.mark.parametrize("turns", [("je sais pas",) * 3, ("ok",) * 3])
def test_a_chat_that_waits_is_told_from_one_that_ended(companion: Companion, turns: tuple[str, ...]) -> None:
    """Both closed; only one promised to wait."""
    chat = companion.converse()
    for turn in turns:
        chat.say(turn)
    assert (chat.closed, chat.waits) == (True, True)
    assert companion.open_chat() == chat.session
    again = companion.converse(chat.session)
    assert again.waits
    assert again.say(TURNS[0]).questions
    assert (again.closed, again.waits) == (False, False)
    again.say("c'est clair")
    assert (again.closed, again.waits) == (True, False)


def test_going_on_with_a_chat_of_a_store_that_refuses_is_the_store_s_refusal(
    companion: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not said to be unknown."""
    chat = companion.converse()
    chat.say(TURNS[0])
    companion.close()
    monkeypatch.setattr(Store, "open", _refuse)
    with pytest.raises(StoreBusy):
        companion.converse(chat.session)


def _refuse(*_: object, **__: object) -> None:
    raise StoreBusy(path="x")


@pytest.mark.parametrize("error", [StoreBusy, StoreFull])
def test_a_store_that_does_not_open_costs_the_memory_alone(
    companion: Companion, monkeypatch: pytest.MonkeyPatch, error: type[StoreError]
) -> None:
    """The questions come, with one notice."""

    def refuse(*_: object, **__: object) -> Store:
        raise error(path="x")

    monkeypatch.setattr(Store, "open", refuse)
    chat = companion.converse()
    codes = [[notice.code for notice in chat.say(turn).notices] for turn in TURNS]
    assert codes == [["not-kept"], [], []]


@pytest.mark.parametrize("method", ["begin", "keep", "asked", "by_words"])
def test_a_store_that_fails_on_the_way_costs_the_memory_alone(
    companion: Companion, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    """Whatever the store refuses, the chat goes on in memory, and says so once."""
    companion.save_intention(Intention(why="rester proche"))

    def refuse(*_: object, **__: object) -> None:
        raise StoreBusy(path="x")

    chat = companion.converse()
    chat.say(TURNS[0]) if method == "keep" else None
    monkeypatch.setattr(Store, method, refuse)
    replies = [chat.say(turn) for turn in TURNS]
    assert all(len(reply.questions) == 1 for reply in replies)
    codes = [notice.code for reply in replies for notice in reply.notices]
    assert codes == (["not-kept"] if method in {"begin", "keep"} else [])
    assert len(chat.exchanges) == 3 + (method == "keep")


def test_distress_leaves_no_mark(companion: Companion, home: Path) -> None:
    """The card is shown; no file of the home says that it was, nor that the chat grew sensitive."""
    chat = companion.converse()
    replies = [chat.say(turn) for turn in (TURNS[0], DISTRESS, "ma sœur est là", "c'est clair")]
    assert replies[1].care is not None
    assert replies[1].state == "sensitive"
    kept = companion.exchanges(chat.session)
    assert all(exchange.reply.care is None and exchange.reply.state != "sensitive" for exchange in kept)
    companion.close()
    for file in home.rglob("*"):
        if file.is_file():
            held = file.read_bytes()
            for mark in (b"APPELLE", b"277-3553", b"suicide.ca", b"distress", b"sensitive"):
                assert mark not in held, (file, mark)


def test_what_is_kept_of_a_chat_is_that_post_s_intention(companion: Companion) -> None:
    """It stays with the chat, the last save counts, and the general intention is another matter until asked for."""
    chat = companion.converse()
    chat.say(TURNS[2])
    chat.save("Pour mes clientes.")
    chat.save("Pour celles du début.")
    assert companion.journal()[0].intention == "Pour celles du début."
    assert companion.intention() is None
    companion.save_intention(Intention(community="ma gang"))
    assert companion.adopt_why("Pour celles du début.").community == "ma gang"
    with pytest.raises(EmptyText):
        chat.save(" ")


def test_the_way_the_author_leans_is_heard_and_not_decided(companion: Companion) -> None:
    """A "je le publie pas" closes the chat; the journal waits for a decision."""
    chat = companion.converse()
    chat.say(TURNS[0])
    assert chat.leaning is None
    chat.say("bon, je le publie pas")
    assert (chat.closed, chat.leaning) == (True, "not-today")
    assert companion.journal()[0].decision is None
    chat.decide("not-today")
    assert companion.journal()[0].decision == "not-today"


def test_no_question_of_the_last_chats_comes_back(companion: Companion) -> None:
    """Three chats that say the same are asked differently."""
    seen = []
    for _ in range(3):
        chat = companion.converse()
        seen.append({q.frame for turn in TURNS for q in chat.say(turn).questions})
    assert len(set.union(*seen)) == 9


def test_an_intention_is_quoted_as_the_author_said_it(companion: Companion) -> None:
    """What they saved, or gave with the chat, may come back in a question, word for word and cited."""
    chat = companion.converse(intention="Rester proche de celles qui m'ont fait confiance")
    cited = [
        e for turn in (*TURNS, *TURNS) for q in chat.say(turn).questions for e in q.evidence if e.kind == "intention"
    ]
    assert all(e.text in "Rester proche de celles qui m'ont fait confiance" for e in cited)


def test_a_model_that_earned_nothing_is_said_to_be_left_out_once(companion: Companion) -> None:
    """As in a critique: a notice with the first reply, and the questions are people's."""
    chat = companion.converse(model="ollama_chat/rien")
    assert [n.code for n in chat.say(TURNS[0]).notices] == ["model-not-used"]
    assert [n.code for n in chat.say(TURNS[1]).notices] == []


WHY = {
    "fr": ("Je veux que mes clientes sachent que je reste.", "J'ai eu peur de les perdre.", "C'est clair."),
    "en": ("I want my regulars to know I'm staying.", "I was afraid to lose them.", "That's clear, that's enough."),
}


@pytest.mark.parametrize(
    ("language", "said", "code"),
    [
        ("fr", "La première, mais pas aujourd'hui.", "closed-not-today"),
        ("en", "The first one, not today.", "closed-not-today"),
        ("en", "I'll post the first one.", "closed-post"),
        ("fr", "La première, c'est ça.", "closed-chosen"),
        ("en", "I'd keep the first one.", "closed-chosen"),
    ],
)
def test_a_way_out_is_never_lost_behind_a_choice(
    companion: Companion, language: Language, said: str, code: str
) -> None:
    """Pointing at a sentence chooses it; a no or a yes said with it is what they decided."""
    chat = companion.converse(language=language)
    for turn in WHY[language]:
        chat.say(turn)
    assert chat.exchanges[-1].reply.said
    assert code in [notice.code for notice in chat.say(said).notices]


@pytest.mark.parametrize(("language", "said"), [("fr", "Enlève la deuxième."), ("en", "Delete the second one.")])
def test_a_sentence_to_take_out_is_not_the_one_that_is_kept(
    companion: Companion, language: Language, said: str
) -> None:
    """Asked to drop one, the companion never hands back that one alone."""
    chat = companion.converse(language=language)
    for turn in WHY[language]:
        chat.say(turn)
    second = chat.exchanges[-1].reply.said[1]
    assert chat.say(said).said != (second,)
