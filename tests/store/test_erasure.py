"""companion.store.erasure: a post that leaves one platform stays whole on the other, and is quoted as it stands."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from companion.embedding import HashEmbedder
from companion.records import Evidence, Post, Question, Reply
from companion.store import Store
from companion.store.versions import reword

from .samples import FIRST

HASH = HashEmbedder()
QUOTE = "zibeline avait ri"
TEXT = f"La {QUOTE} jusqu'aux larmes, ce soir-là, dans la grange de mon oncle Albert"
INSTAGRAM = Post(TEXT, FIRST, "instagram", "fr", link="https://i.example/1")
THREADS = replace(INSTAGRAM, platform="threads", link="https://t.example/1")


def id_of(post: Post, folder: Path) -> str:
    """Return the id of a post that stands nowhere else."""
    with Store.open(folder, embedder=None) as other:
        other.add_posts([post])
        return other.known(post).id


@pytest.fixture
def ids(tmp_path: Path) -> tuple[str, str]:
    """Return the ids of INSTAGRAM and of THREADS."""
    return id_of(INSTAGRAM, tmp_path / "i"), id_of(THREADS, tmp_path / "t")


def cite(store: Store, post: str, quote: str = QUOTE) -> str:
    """Keep a draft whose first question quotes `post`, and return its session."""
    cites = Question(
        f"« {quote} », ça te dit quoi ?", "continuity", "deepen", "continuity-x", "curated", None,
        (Evidence("post", post, "2025-01-01", quote),), "Pour voir.",
    )  # fmt: skip
    session = store.begin("critique")
    store.keep(session, "mon brouillon", Reply("r", session, None, "fr", "tu", questions=(cites,), complete=True))
    return session


def cited(store: Store) -> list[str]:
    """Return the posts that the journal cites."""
    replies = [turn.reply for each in store.all_sessions() for turn in each.turns if turn.reply]
    return [each.id for reply in replies for question in reply.questions for each in question.evidence]


def holding(home: Path, needle: str) -> list[Path]:
    return [path for path in home.rglob("*") if path.is_file() and needle.encode() in path.read_bytes()]


def test_an_erased_platform_can_come_in_again_edited(store: Store, ids: tuple[str, str]) -> None:
    """A post goes by the id of a place that it has, so that its former one is free for another post."""
    store.add_posts([INSTAGRAM, THREADS])
    store.erase_platform("instagram")
    assert [post.id for post in store.posts()] == [ids[1]]
    edited = replace(INSTAGRAM, text="Tout autre chose, que j'ai retravaillé depuis, avec bien d'autres mots dedans")
    assert store.add_posts([edited]).imported == 1
    assert {post.id for post in store.posts()} == set(ids)


@pytest.mark.parametrize("own_index", [False, True])
def test_a_post_that_stays_is_found_under_its_new_id(
    opened: Callable[..., Store], ids: tuple[str, str], own_index: bool
) -> None:
    """By a process that held it before, too: vectors in memory or in an index go by ids."""
    command, page = opened(), opened(own_index=own_index)
    page.add_posts([INSTAGRAM, THREADS, Post("Un tout autre billet", FIRST, "x", "fr")])
    page.catch_up()
    vector = HASH.query([TEXT])[0]
    assert page.nearest(vector, language=None, limit=1)[0].post.id == ids[0]
    command.erase_platform("instagram")
    assert page.nearest(vector, language=None, limit=1)[0].post.id == ids[1]
    assert command.catch_up() == 0


def test_the_journal_cites_a_place_that_is_left(store: Store, ids: tuple[str, str], home: Path) -> None:
    """What is quoted still stands on the other platform: the quotation stays, and goes when the post is forgotten."""
    store.add_posts([INSTAGRAM, THREADS])
    cite(store, ids[0])
    store.erase_platform("instagram")
    assert cited(store) == [ids[1]]
    assert holding(home, QUOTE)
    store.forget(ids[1])
    assert cited(store) == []
    assert holding(home, QUOTE) == []


def test_words_of_the_erased_platform_alone_are_quoted_nowhere(store: Store, ids: tuple[str, str], home: Path) -> None:
    """A quotation stays only where it stands in what is left, whichever place it was cited under."""
    store.add_posts([THREADS, replace(INSTAGRAM, text=TEXT + " #hermine")])
    for post in ids:
        cite(store, post, "hermine")
        cite(store, post)
    store.erase_platform("instagram")
    assert cited(store) == [ids[1], ids[1]]
    assert holding(home, "hermine") == []
    assert len(store.journal()) == 4


def test_a_forgotten_post_is_quoted_under_none_of_its_places(store: Store, ids: tuple[str, str], home: Path) -> None:
    """A journal that was brought back may cite a post under the platform where it came second."""
    store.add_posts([THREADS, INSTAGRAM])
    cite(store, ids[0])
    store.forget(ids[1])
    assert cited(store) == []
    assert holding(home, QUOTE) == []


@pytest.mark.parametrize("erase", ["forget", "platform"])
def test_a_question_that_gave_way_to_another_keeps_no_quotation(
    store: Store, ids: tuple[str, str], home: Path, erase: str
) -> None:
    """Nothing says which post it cited: its words go with what they quote, and stay where the draft says it."""
    store.add_posts([replace(INSTAGRAM, text=TEXT + " mon brouillon")])
    for quote in (QUOTE, "mon brouillon"):
        session = cite(store, ids[0], quote)
        [turn] = next(each for each in store.all_sessions() if each.id == session).turns
        assert turn.reply is not None
        other = replace(turn.reply.questions[0], text="Pour qui ?", evidence=(), frame="reader-x")
        reword(store.database, session, 1, replace(turn.reply, questions=(other,)))
    store.forget(ids[0]) if erase == "forget" else store.erase_platform("instagram")
    assert holding(home, QUOTE) == []
    behind = [put.text for each in store.all_sessions() for turn in each.turns for put in turn.asked]
    assert behind == ["…", "« mon brouillon », ça te dit quoi ?"]


def test_a_reply_that_cannot_be_read_keeps_no_quotation(store: Store, ids: tuple[str, str], home: Path) -> None:
    """Nobody can tell which of its questions quoted the post; what was asked before is still told."""
    store.add_posts([INSTAGRAM])
    cite(store, ids[0])
    with store._database.write() as connection:
        connection.exec_driver_sql("UPDATE turns SET reply = replace(reply, '\"move\"', '\"mouv\"')")
    store.forget(ids[0])
    assert holding(home, QUOTE) == []
    assert [asked.text for asked in store.asked()] == ["…"]


def test_a_chat_whose_reply_cannot_be_read_is_still_told(store: Store) -> None:
    """What was done with the question before it is not known, and that is all."""
    chat = store.begin("chat")
    question = Question("Pour qui ?", "reader", "deepen", "reader-x", "curated", None, (), "Pour voir.")
    for said in ("un", "deux"):
        store.keep(chat, said, Reply("r", chat, "explore", "fr", "tu", questions=(question,), complete=True))
    with store._database.write() as connection:
        connection.exec_driver_sql("UPDATE turns SET reply = '{}' WHERE sequence = 2")
    assert [asked.outcome for asked in store.asked()] == [None, None]
