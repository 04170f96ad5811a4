"""Posts searched by word and by meaning, narrowed to a platform, a year, a language."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from companion.embedding import HashEmbedder, Vectors
from companion.errors import EmbedderFailed
from companion.records import Post
from companion.store import Store, Which
from companion.store.search import fused

BREAD = ("pain", "boulangerie", "fournée", "bread", "baguette")
START = datetime(2024, 1, 10, 12, tzinfo=UTC)


class Meaning:
    """Two meanings: bread, and everything else."""

    name, version, dimensions = "meaning", "1", 2

    def query(self, texts: Sequence[str]) -> Vectors:
        about = [any(word in text.lower() for word in BREAD) for text in texts]
        return np.asarray([[1, 0] if each else [0, 1] for each in about], np.float32).reshape(len(texts), 2)

    passage = query


def post(text: str, platform: str = "x", language: str = "fr", days: int = 0) -> Post:
    return Post(text, START + timedelta(days=days), platform, language)


@pytest.fixture(params=[False, True], ids=["exact", "Chroma"])
def store(opened: Callable[..., Store], request: pytest.FixtureRequest) -> Store:
    store = opened(embedder=Meaning(), own_index=request.param)
    store.add_posts([
        post("La fournée du matin est sortie."),
        post("Du bon pain, du vrai.", "instagram", days=400),
        post("Fresh bread tonight.", "instagram", "en", days=800),
        post("Mon vélo est cassé, alors marche."),
        post("Le vélo, encore le vélo."),
    ])  # fmt: skip
    store.catch_up()
    return store


def texts(store: Store, sought: str, which: Which | None = None, limit: int = 50) -> list[str]:
    return [found.text[:8] for found in store.search(sought, which=which, limit=limit)]


def test_meaning_and_words_are_fused(store: Store) -> None:
    """What holds the word comes first, what means it follows, in either language, and the rest stays out."""
    found = texts(store, "pain")
    assert found[0] == "Du bon p"
    assert sorted(found[1:]) == ["Fresh br", "La fourn"]
    assert sorted(texts(store, "boulangerie")) == ["Du bon p", "Fresh br", "La fourn"]
    assert texts(store, "boulangerie", limit=1) == found[:1] or len(texts(store, "boulangerie", limit=1)) == 1


def test_narrowed(store: Store) -> None:
    """By platform, year and language, alone and together, with a search and without."""
    assert sorted(texts(store, "boulangerie", Which(platform="instagram"))) == ["Du bon p", "Fresh br"]
    assert texts(store, "boulangerie", Which(year=2025)) == ["Du bon p"]
    assert texts(store, "boulangerie", Which(language="en")) == ["Fresh br"]
    assert texts(store, "boulangerie", Which(platform="instagram", year=2024)) == []
    assert [kept.text[:8] for kept in store.posts(which=Which(year=2026, language="en"))] == ["Fresh br"]
    assert texts(store, "🙂", Which(year=2024)) == []
    assert store.posts(which=Which(platform="' OR 1=1 --")) == []


def test_every_word_before_some(store: Store) -> None:
    """A post that holds every word is not mixed with those that hold one; where none does, some will do."""
    assert "Mon vélo" in texts(store, "velo casse")[:1]
    assert "Le vélo," not in texts(store, "velo casse", Which(language="xx"))
    assert "Mon vélo" in texts(store, "vélo introuvable")


def test_a_year_is_the_authors(opened: Callable[..., Store], monkeypatch: pytest.MonkeyPatch) -> None:
    """A post of New Year's Eve is of the year in which its author lived it, in a list and in the summary."""
    import time

    monkeypatch.setenv("TZ", "America/Montreal")
    time.tzset()
    try:
        store = opened()
        store.add_posts([Post("Bonne année à qui veille", datetime(2025, 1, 1, 3, tzinfo=UTC), "x", "fr")])
        assert len(store.posts(which=Which(year=2024))) == 1
        assert store.posts(which=Which(year=2025)) == []
        assert store.summary().years == {"2024": 1}
    finally:
        monkeypatch.undo()
        time.tzset()


def test_summary(store: Store) -> None:
    """Each post once, years without a post not named, two platforms each counted."""
    store.add_posts([Post("sans date", None, "feed", ""), post("Du bon pain, du vrai.", "threads", days=400)])
    told = store.summary()
    assert (told.total, told.undated) == (6, 1)
    assert list(told.years.items()) == [("2026", 1), ("2025", 1), ("2024", 3)]
    assert told.platforms == {"x": 3, "instagram": 2, "feed": 1, "threads": 1}
    assert told.languages == {"fr": 4, "en": 1, "": 1}


def test_an_embedder_that_breaks_down_leaves_words(opened: Callable[..., Store]) -> None:
    """Search goes on by word."""

    class Broken(HashEmbedder):
        def query(self, texts: Sequence[str]) -> Vectors:
            raise EmbedderFailed

    store = opened(embedder=Broken())
    store.add_posts([post("Du bon pain")])
    assert texts(store, "pain") == ["Du bon p"]


def test_two_good_ranks_beat_one() -> None:
    """Reciprocal ranks are added."""
    assert fused(["a", "b"], ["b", "c"]) == ["b", "a", "c"]
    assert fused([], []) == []
