"""Past posts: kept once, found by words, forgotten whole."""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companion.embedding import HashEmbedder
from companion.errors import NotFound
from companion.records import Answer, Evidence, Intention, Post, Question, Reply
from companion.store import Added, Store
from companion.store.database import Database

from .samples import post, posts

HASH = HashEmbedder()
SECRET = "zibeline"


def test_a_second_import_adds_nothing(store: Store) -> None:
    """The same posts, given again or twice at once, are duplicates."""
    assert store.add_posts(posts(20)) == Added(20, 20, 0)
    assert store.add_posts(iter(posts(25))) == Added(25, 5, 20)
    assert store.add_posts([post(99), post(99, text="  Clients   PRESSÉS, billet numéro 99")]).found == 2
    assert len(store.posts(limit=100)) == 27


def test_a_link_is_the_post(store: Store) -> None:
    """One link is one post of a platform, whatever became of its text; elsewhere it is another."""
    linked = post(1, link="https://example.org/1")
    assert store.add_posts([linked, replace(linked, text="edited")]) == Added(2, 1, 1)
    assert store.add_posts([replace(linked, platform="feed", text="un autre billet")]) == Added(1, 1, 0)
    assert {kept.text for kept in store.posts()} == {linked.text, "un autre billet"}


def test_the_id_is_stable_across_homes_and_zones(store: Store, tmp_path: Path) -> None:
    """The same post has the same id in another home, at another offset, with other capitals."""
    store.add_posts([post(1, text="Le Café")])
    eastern = timezone(timedelta(hours=-5))
    again = post(1, text="le cafe", date=post(1).date.astimezone(eastern))
    with Store.open(tmp_path / "other", embedder=None) as other:
        other.add_posts([again])
        assert other.posts()[0].id == store.posts()[0].id
        assert other.posts()[0].date == post(1).date
    naive = post(1, text="le cafe", date=post(1).date.replace(tzinfo=None))
    assert store.add_posts([naive]).duplicates == 1


def test_newest_first_and_undated_last(store: Store) -> None:
    """Order is by date, then by arrival."""
    store.add_posts([post(1), post(3), post(2, date=None), post(4, text="b", date=post(3).date)])
    assert [kept.text for kept in store.posts()] == ["b", post(3).text, post(1).text, post(2).text]
    assert len(store.posts(limit=2)) == 2


def test_search_is_by_folded_words(store: Store) -> None:
    """Every word must be there, accents and capitals do not matter, and a sign is looked for as it stands."""
    store.add_posts([post(1, text="L'Été à l’Œuvre — naïve"), post(2, text="hiver 🙂 100%"), post(3, text="100 fois")])
    assert [kept.text[:2] for kept in store.posts(search="ete OEUVRE")] == ["L'"]
    assert store.posts(search="ete hiver") == []
    assert len(store.posts(search="🙂")) == 1
    assert len(store.posts(search="%")) == 1
    assert len(store.posts(search="   ")) == 3


@pytest.mark.parametrize(
    "hostile", ['"', "a OR b", "NEAR(a b)", "col:x", "a*", "'; DROP TABLE posts --", "^a", "(", "\0"]
)
def test_what_is_searched_is_never_an_expression(store: Store, hostile: str) -> None:
    """Signs and operators of FTS5 are only text."""
    store.add_posts(posts(3))
    assert store.posts(search=hostile) == []
    store.by_words(hostile, limit=3)
    assert len(store.posts()) == 3


def test_by_words_puts_rare_words_first(store: Store) -> None:
    """One shared word is enough, the rarest counts most, and replies stay out."""
    store.add_posts([*posts(30), post(50, text="un billet à la poterie bleue"), post(51, text="bleue", kind="reply")])
    hits = store.by_words("Un billet de céramique BLEUE", limit=3)
    assert hits[0].post.text == "un billet à la poterie bleue"
    assert hits[0].similarity is None
    assert all(hit.post.kind == "post" for hit in store.by_words("bleue", limit=9))
    assert store.by_words("", limit=3) == store.by_words("introuvable", limit=3) == []


@given(st.text(st.characters(exclude_categories=[]), max_size=80))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_texts_come_back_as_they_were(store: Store, text: str) -> None:
    """Surrogates, NUL, any code point: what was given is what is returned, in posts and intentions."""
    link = f"l{text}"
    store.add_posts([Post(text=text, link=link, platform="x", source=text)])
    assert (text, link, text) in {(kept.text, kept.link, kept.source) for kept in store.posts(limit=1000)}
    assert store.save_intention(Intention(why=text)).why == store.intentions()[0].why == text
    store.posts(search=text)
    store.by_words(text, limit=5)


@pytest.mark.parametrize("own_index", [False, True])
def test_forgetting_leaves_no_byte(opened: Callable[..., Store], home: Path, own_index: bool) -> None:
    """Text, folded words and vector are gone from every file of the home at once, and the others are still found."""
    store = opened(own_index=own_index)
    secret = f"Le {SECRET} été, {SECRET.upper()}"
    store.add_posts([*posts(300), post(400, text=secret, language="fr", source=f"{SECRET}.json")])
    store.catch_up()
    (home / "backup").mkdir()
    (home / "backup" / "companion-0000.db").write_bytes(SECRET.encode())
    vector = HASH.passage([secret])[0]
    [hit] = store.by_words(SECRET, limit=1)
    needles = [SECRET.encode(), SECRET.upper().encode(), vector.astype("<f4").tobytes()]
    assert holding(home, needles[2])
    store.forget(hit.post.id)
    assert [path for needle in needles for path in holding(home, needle)] == []
    assert store.posts(search=SECRET) == store.by_words(SECRET, limit=3) == []
    assert hit.post not in [other.post for other in store.nearest(vector, language=None, limit=400)]
    store.catch_up()
    assert len(store.nearest(vector, language=None, limit=400)) == 300
    store.close()
    assert [path for needle in needles for path in holding(home, needle)] == []


def test_a_forgotten_post_is_quoted_nowhere(opened: Callable[..., Store], home: Path) -> None:
    """The journal keeps the session, its questions and their answers; only the post's words are gone from them."""
    store = opened()
    store.add_posts([post(400, text=f"Le {SECRET} de la rue", language="fr")])
    [kept] = store.posts()
    cites = Question(
        f"« Le {SECRET} de la rue », ça te dit quoi ?", "continuity", "deepen", "continuity-x", "curated", None,
        (Evidence("post", kept.id, "2026-03-02", f"Le {SECRET} de la rue"),), "Pour voir.",
    )  # fmt: skip
    other = replace(cites, text="Pour qui ?", lens="reader", frame="reader-x", evidence=())
    session = store.begin("critique")
    store.keep(session, "mon brouillon", Reply("r", session, None, "fr", "tu", questions=(cites, other), complete=True))
    store.answer(session, Answer(1, "answered", "ma réponse"))
    store.forget(kept.id)
    assert holding(home, SECRET.encode()) == []
    [entry] = store.journal()
    assert entry.draft == "mon brouillon"
    assert entry.reply is not None
    assert [question.text for question in entry.reply.questions] == ["« … », ça te dit quoi ?", "Pour qui ?"]
    assert not entry.reply.questions[0].evidence
    assert [asked.text for asked in store.asked()] == ["Pour qui ?", "« … », ça te dit quoi ?"]
    assert [answer.text for answer in entry.answers] == ["ma réponse"]


def test_a_reply_that_cannot_be_read_costs_itself_alone(opened: Callable[..., Store]) -> None:
    """A row damaged by hand leaves the journal, the chats and forgetting as they are."""
    store = opened()
    for draft in ("un", "deux"):
        session = store.begin("chat")
        store.keep(session, draft, Reply("r", session, "explore", "fr", "tu", complete=True))
    with store._database.write() as connection:
        connection.exec_driver_sql("UPDATE turns SET reply = '{}' WHERE sequence = 1")
    assert [entry.reply is None for entry in store.journal()] == [False, True]
    assert store.open_chat() == session


def holding(home: Path, needle: bytes) -> list[Path]:
    return [path for path in home.rglob("*") if path.is_file() and needle in path.read_bytes()]


def test_forgetting_beside_a_reader_is_finished_later(opened: Callable[..., Store], home: Path) -> None:
    """Where another process is reading, the author is told, and the bytes go at the next opening."""
    reader = opened()
    with contextlib.closing(Store(Database.open(home, patience=0.05), None, None)) as store:
        store.add_posts([*posts(30), post(400, text=SECRET)])
        with reader._database.read() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM posts").scalar()
            store.forget(store.posts(search=SECRET)[0].id)
            assert "scrub-later" in store.notices
    opened()
    assert holding(home, SECRET.encode()) == []


def test_forgetting_what_is_not_there(store: Store) -> None:
    """An unknown id is told."""
    with pytest.raises(NotFound) as told:
        store.forget("nothing")
    assert told.value.details == {"what": "post", "id": "nothing"}


def test_a_forgotten_post_can_come_back(store: Store) -> None:
    """Forgetting is no ban: another import brings it again."""
    store.add_posts([post(1)])
    store.forget(store.posts()[0].id)
    assert store.add_posts([post(1)]).imported == 1


def test_text_vectors_are_computed_once(opened: Callable[..., Store]) -> None:
    """A frame's situation is embedded at its first use in this home, never again; order and repeats are kept."""

    class Counting(HashEmbedder):
        calls = 0

        def passage(self, texts):
            Counting.calls += len(texts)
            return super().passage(texts)

    store = opened(embedder=Counting())
    texts = ["un", "deux", "un", "\ud800"]
    first = store.vectors(texts, kind="passage")
    assert Counting.calls == 3
    assert np.array_equal(first, opened(embedder=Counting()).vectors(texts, kind="passage"))
    assert np.array_equal(first, HASH.passage(texts))
    assert Counting.calls == 3
    store.vectors(texts, kind="query")
    assert Counting.calls == 6
    assert store.vectors([], kind="query").shape == (0, 384)


def test_without_an_embedder_words_remain(opened: Callable[..., Store]) -> None:
    """Where there are no vectors the author is told, and recall by words still works."""
    store = opened(embedder=None, own_index=True)
    store.add_posts(posts(3))
    assert store.notices == ("no-vectors",)
    assert store.catch_up() == 0
    assert store.nearest(HASH.query(["café"])[0], language="fr", limit=3) == []
    assert store.vectors(["a"], kind="query").shape == (1, 0)
    assert store.by_words("café", limit=3)


def test_a_date_keeps_its_instant(store: Store) -> None:
    """Dates come back in UTC."""
    store.add_posts([Post("a", date=datetime(2026, 3, 12, 22, tzinfo=timezone(timedelta(hours=-4))))])
    assert store.posts()[0].date == datetime(2026, 3, 13, 2, tzinfo=UTC)
