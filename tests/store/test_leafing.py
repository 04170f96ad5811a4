"""What is kept, leafed through: a page at a time, by its words, and counted before it goes."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from companion.embedding import HashEmbedder
from companion.errors import NotFound
from companion.records import Post
from companion.session import Companion
from companion.settings import Settings

START = datetime(2024, 3, 2, 14, 5, tzinfo=UTC)
DRAFT = "Hier, à l'érablière, j'ai ri avec Zéphirine. Je ne sais pas comment le raconter à mes clientes."


def _companion(home: Path) -> Companion:
    return Companion(Settings(home), embedder=HashEmbedder())


def test_posts_come_a_page_at_a_time(home: Path) -> None:
    """Pages laid end to end are the whole list, with and without a search, each post once."""
    with _companion(home) as companion:
        given = [Post(f"Billet {n} du verger", START + timedelta(days=n), "x", "fr") for n in range(7)]
        companion.store.add_posts(given)
        for search in (None, "verger"):
            whole = [post.id for post in companion.posts(search, limit=50)]
            pages = [companion.posts(search, limit=3, offset=start) for start in (0, 3, 6, 9)]
            assert [post.id for page in pages for post in page] == whole
            assert [len(page) for page in pages] == [3, 3, 1, 0]


def test_a_session_is_found_by_what_was_said_asked_and_answered(home: Path) -> None:
    """The beginning of a word is enough, accents or not; what an answer no longer says finds nothing new."""
    with _companion(home) as companion:
        here = companion.critique(DRAFT).session
        companion.critique("Demain, rien de prévu, et j'en suis bien content.")
        companion.answer(here, 1, "Parce que Yolande méritait mieux.")
        for search in ("zephirine", "ÉRABL", "yolande mérit"):
            assert [entry.session for entry in companion.journal(search=search)] == [here], search
        assert companion.journal(search="introuvable") == []
        assert len(companion.journal(search="  ")) == 2
        assert [len(companion.journal(limit=1, offset=start)) for start in (0, 1, 2)] == [1, 1, 0]


def test_answers_that_stand_are_told_with_what_was_asked(home: Path) -> None:
    """The last answer to a question counts, one left aside since is no answer, and the last given comes first."""
    with _companion(home) as companion:
        reply = companion.critique(DRAFT)
        companion.answer(reply.session, 1, "Un essai.")
        companion.answer(reply.session, 2, "La deuxième.")
        companion.answer(reply.session, 1, "La première, pour de bon.")
        told = companion.given()
        assert [(each.number, each.text) for each in told] == [(1, "La première, pour de bon."), (2, "La deuxième.")]
        assert told[0].question == reply.questions[0].text
        assert [each.number for each in companion.given(limit=1, offset=1)] == [2]
        companion.skip(reply.session, 1)
        assert [each.number for each in companion.given()] == [2]


def test_what_would_go_is_counted_as_it_then_goes(home: Path) -> None:
    """Of a platform: the posts that are nowhere else, and those that stay; of everything: as the receipt says."""
    with _companion(home) as companion:
        both = Post("Le même texte, mot pour mot, publié aux deux endroits.", START, "instagram", "fr")
        companion.store.add_posts([both, Post("Un autre billet.", START, "instagram", "fr")])
        companion.store.add_posts([Post(both.text, START, "threads", "fr")])
        companion.critique(DRAFT)
        before = companion.counted("instagram")
        assert (before.posts, before.places) == (1, 1)
        told = companion.counted()
        receipt = companion.erase_platform("instagram")
        assert (receipt.posts, receipt.staying) == (1, 1)
        assert (told.posts, told.sessions, companion.counted().posts) == (2, 1, 1)
        assert companion.counted("nulle part").posts == 0


def test_a_session_is_told_whole(home: Path) -> None:
    """Every version and decision; nothing of that name is said plainly."""
    with _companion(home) as companion:
        reply = companion.critique(DRAFT)
        companion.decide(reply.session, "keep")
        whole = companion.session(reply.session)
        assert [turn.draft for turn in whole.turns] == [DRAFT]
        assert [decision.way for decision in whole.decisions] == ["keep"]
        with pytest.raises(NotFound):
            companion.session("personne")
