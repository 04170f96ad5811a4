"""Recall by vectors: the index where it is sound and in step, exact everywhere else."""

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from companion.embedding import HashEmbedder
from companion.store import Store
from companion.store import index as module

from .samples import post, posts

HASH = HashEmbedder()
VECTOR = HASH.query(["neige et silence, billet"])[0]


def exact(home: Path, limit: int = 20) -> list[tuple[str, float]]:
    with Store.open(home, embedder=HASH, own_index=False) as store:
        return found(store, limit)


def found(store: Store, limit: int = 20) -> list[tuple[str, float]]:
    return [(hit.post.text, round(hit.similarity or 0, 5)) for hit in store.nearest(VECTOR, language="fr", limit=limit)]


def uses_index(store: Store, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Tell whether Chroma answers, by taking the exact search away."""
    with monkeypatch.context() as patch:
        patch.setattr("companion.store.vectors.PostVectors.nearest", lambda *_args, **_options: [])
        return bool(found(store))


def filled(home: Path, count: int = 120) -> None:
    with Store.open(home, embedder=HASH) as store:
        store.add_posts(posts(count))
        assert store.catch_up() == count
        assert store.notices == ()


def build(home: Path) -> Path:
    return home / "index" / json.loads((home / "index" / "manifest.json").read_text())["build"]


def test_both_ways_find_the_same(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index and the exact search agree on the similarities, and each hit is the whole post."""
    filled(home)
    with Store.open(home, embedder=HASH) as store:
        assert uses_index(store, monkeypatch)
        by_index = found(store)
        [first] = store.nearest(VECTOR, language="fr", limit=1)
    assert [s for _, s in by_index] == pytest.approx([s for _, s in exact(home)], abs=1e-4)
    assert first.post.platform == "instagram"
    assert first.post.id


@pytest.mark.parametrize("own_index", [False, True])
def test_language_and_replies(opened: Callable[..., Store], own_index: bool) -> None:
    """A language is asked alone, None asks all of them, others and unknown included; a reply is never found."""
    store = opened(own_index=own_index)
    texts = {"fr": "neige blanche", "en": "neige snow", "es": "neige nieve", "": "neige"}
    store.add_posts([post(n, text=text, language=code) for n, (code, text) in enumerate(texts.items())])
    store.add_posts([post(9, text="neige réponse", language="fr", kind="reply")])
    assert store.catch_up() == 4
    for code in ("fr", "en"):
        assert [hit.post.text for hit in store.nearest(VECTOR, language=code, limit=9)] == [texts[code]]
    assert {hit.post.text for hit in store.nearest(VECTOR, language=None, limit=9)} == set(texts.values())
    assert store.nearest(VECTOR, language=None, limit=9)[0].post.text == "neige"
    assert store.nearest(VECTOR, language=None, limit=0) == []


def test_a_wide_search_misses_nothing(home: Path) -> None:
    """Asked for more posts than the graph of the index reaches, every one is found."""
    filled(home, 300)
    with Store.open(home, embedder=HASH) as store:
        assert len(store.nearest(VECTOR, language=None, limit=400)) == 300


def test_catching_up_tells_how_far(store: Store) -> None:
    """Progress goes up to the total, and a second time there is nothing to do."""
    store.add_posts(posts(70))
    told: list[tuple[int, int]] = []
    assert store.catch_up(lambda done, total: told.append((done, total))) == 70
    assert told == [(32, 70), (64, 70), (70, 70)]
    assert store.catch_up() == 0


def test_catching_up_goes_on_where_it_was_stopped(opened: Callable[..., Store]) -> None:
    """What was embedded before an interruption is kept."""
    store = opened()
    store.add_posts(posts(70))

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.catch_up(stop)
    assert opened().catch_up() == 70 - 32


def _spoil(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)


def _segment(home: Path) -> Path:
    """Return the folder of a collection that Chroma has written out."""
    return next(build(home).rglob("index_metadata.pickle")).parent


def _wreck(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


DAMAGE: dict[str, Callable[[Path], object]] = {
    "a flipped byte in HNSW": lambda home: _spoil(_segment(home) / "data_level0.bin"),
    "a truncated HNSW file": lambda home: _wreck(_segment(home) / "link_lists.bin"),
    "a missing segment": lambda home: shutil.rmtree(_segment(home)),
    "a truncated chroma.sqlite3": lambda home: _wreck(build(home) / "chroma.sqlite3"),
    "no chroma.sqlite3": lambda home: (build(home) / "chroma.sqlite3").unlink(),
    "no build": lambda home: shutil.rmtree(build(home)),
    "no manifest, as after a kill": lambda home: (home / "index" / "manifest.json").unlink(),
    "a manifest that is not one": lambda home: (home / "index" / "manifest.json").write_text('{"build": 3}'),
    "a manifest that points away": lambda home: (home / "index" / "manifest.json").write_text('{"build": "../.."}'),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_index_is_noticed_and_rebuilt(home: Path, damage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Found at opening, never opened in Chroma, exact until it is made anew; then it serves and the old one is gone."""
    monkeypatch.setattr(module, "BATCH", 500)
    filled(home, 1700)
    expected = exact(home)
    before = build(home)
    DAMAGE[damage](home)
    with Store.open(home, embedder=HASH) as store:
        assert store.notices == ("index-damaged",)
        assert found(store) == expected
        assert store.catch_up() == 0
        assert store.notices == ("index-damaged", "index-rebuilt")
        assert uses_index(store, monkeypatch)
        assert not before.exists()
    with Store.open(home, embedder=HASH) as store:
        assert store.notices == ()
        assert uses_index(store, monkeypatch)


def test_a_missing_index_is_made(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Posts that a command imported get their index from the next page, without a notice."""
    with Store.open(home, embedder=HASH, own_index=False) as store:
        store.add_posts(posts(60))
        store.catch_up()
    with Store.open(home, embedder=HASH) as store:
        assert found(store) == exact(home)
        assert store.catch_up() == 0
        assert uses_index(store, monkeypatch)
        assert store.notices == ()


def test_a_stale_index_is_not_asked(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another process added is found at once; catching up adds only what is missing."""
    filled(home)
    before = build(home)
    with Store.open(home, embedder=HASH, own_index=False) as other:
        other.add_posts([post(0, text="neige et silence, billet", link="new")])
        other.catch_up()
    with Store.open(home, embedder=HASH) as store:
        assert found(store)[0] == ("neige et silence, billet", 1.0)
        assert not uses_index(store, monkeypatch)
        store.catch_up()
        assert uses_index(store, monkeypatch)
        assert found(store)[0] == ("neige et silence, billet", 1.0)
    assert build(home) == before


def test_a_post_forgotten_elsewhere_leaves_the_index(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page that owns the index removes it as soon as it sees that a post of it was forgotten."""
    filled(home)
    with Store.open(home, embedder=HASH) as page:
        assert page.nearest(VECTOR, language="fr", limit=1)
        with Store.open(home, embedder=HASH, own_index=False) as command:
            gone = command.posts()[-1]
            command.forget(gone.id)
        assert gone.text not in [text for text, _ in found(page, 200)]
        assert list((home / "index").iterdir()) == []
        page.catch_up()
        assert list((home / "index").iterdir()) == []  # this process may hold the forgotten vector in its memory
        assert gone.text not in [text for text, _ in found(page, 200)]
    with Store.open(home, embedder=HASH) as page:
        page.catch_up()
        assert uses_index(page, monkeypatch)
    filled_again = [text for text, _ in exact(home, 200)]
    assert gone.text not in filled_again


def test_a_second_owner_gets_exact_recall(home: Path) -> None:
    """In this process or another, the index has one owner; the second is told and finds the same."""
    filled(home)
    program = """
import sys
from pathlib import Path
from companion.embedding import HashEmbedder
from companion.store import Store
with Store.open(Path(sys.argv[1]), embedder=HashEmbedder()) as store:
    hits = store.nearest(HashEmbedder().query(["neige et silence, billet"])[0], language="fr", limit=20)
    print(store.notices, len(hits), "chromadb" in sys.modules)
"""
    with Store.open(home, embedder=HASH) as page:
        done = subprocess.run([sys.executable, "-c", program, str(home)], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "('index-elsewhere',) 20 False"
        with Store.open(home, embedder=HASH) as second:
            assert second.notices == ("index-elsewhere",)
            assert found(second) == exact(home)
        assert found(page)
    with Store.open(home, embedder=HASH) as later:
        assert later.notices == ()


def test_chroma_that_fails_is_given_up(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it raises, in a search or while it is filled, recall goes on and the author is told once."""

    def fail(*_args: object, **_options: object) -> None:
        raise RuntimeError("chroma")

    filled(home)
    with Store.open(home, embedder=HASH) as store:
        with monkeypatch.context() as patch:
            patch.setattr(module.Index, "_collection", fail)
            assert found(store) == exact(home)
            store.catch_up()
            assert store.notices == ("index-damaged",)
        store.catch_up()
        assert store.notices == ("index-damaged", "index-rebuilt")
        assert uses_index(store, monkeypatch)


def test_another_embedder_starts_anew(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Vectors of two embedders are never compared: each post is embedded again, and the index is the new one's."""

    class Newer(HashEmbedder):
        version = "2"

    filled(home)
    with Store.open(home, embedder=Newer()) as store:
        assert found(store) == []
        assert store.catch_up() == 120
        assert uses_index(store, monkeypatch)
    with Store.open(home, embedder=HASH) as store:
        assert store.catch_up() == 0


def test_many_threads(home: Path) -> None:
    """Importing, catching up, recalling and forgetting at once harm nothing."""
    filled(home, 60)
    errors: list[BaseException] = []

    def work(job: Callable[[int], object]) -> None:
        try:
            for number in range(8):
                job(number)
        except BaseException as error:
            errors.append(error)

    with Store.open(home, embedder=HASH) as store:
        jobs: list[Callable[[int], object]] = [
            lambda n: store.add_posts([post(1000 + n)]),
            lambda n: store.catch_up(),
            lambda n: found(store),
            lambda n: found(store),
            lambda n: store.forget(store.posts()[0].id) if n == 4 else None,
        ]
        threads = [threading.Thread(target=work, args=(job,)) for job in jobs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert errors == []
        store.catch_up()
        assert [similarity for _, similarity in found(store)] == pytest.approx([s for _, s in exact(home)], abs=1e-4)
        assert len(store.posts(limit=100)) == 67


def test_vectors_come_back_bit_for_bit(store: Store) -> None:
    """The exact search compares the very vectors that were computed."""
    texts = [f"neige {number}" for number in range(40)]
    store.add_posts([post(n, text=text, language="fr") for n, text in enumerate(texts)])
    store.catch_up()
    scores = HASH.passage(texts) @ VECTOR
    hits = store.nearest(VECTOR, language="fr", limit=40)
    assert sorted(hit.similarity or 0 for hit in hits) == pytest.approx(np.sort(scores).tolist(), abs=1e-6)


def test_the_doctor_sees_the_parts(home: Path) -> None:
    """Each part is named, well when it is well; the index is tried in a process of its own."""
    filled(home)
    with Store.open(home, embedder=HASH) as store:
        checks = store.check()
        assert [check.part for check in checks] == ["database", "words", "vectors", "index"]
        assert all(check.ok for check in checks), checks
        store.add_posts([post(999)])
        assert {check.part: check.ok for check in store.check()}["vectors"] is False


def test_the_doctor_survives_an_index_that_kills(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that kills whoever opens it kills only the process that tries it."""
    filled(home)
    monkeypatch.setattr(module, "_PROBE", "import os; os.abort()")
    with Store.open(home, embedder=HASH) as store:
        assert ("index", False) in [(check.part, check.ok) for check in store.check()]


def refuse(*_args: object, **_options: object) -> None:
    raise PermissionError(13, "no")


def test_an_index_that_fails_and_cannot_be_removed_is_given_up(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither Chroma nor the file system stops recall, catching up or closing; the author is told once."""
    filled(home)
    with Store.open(home, embedder=HASH) as store:
        with monkeypatch.context() as patch:
            patch.setattr(module.Index, "_collection", refuse)
            patch.setattr(module.manifest, "remove", refuse)
            assert found(store) == exact(home)
            store.catch_up()
            assert found(store) == exact(home)
        assert store.notices == ("index-damaged",)
        store.catch_up()
        assert uses_index(store, monkeypatch)


@pytest.mark.parametrize("fails", ["manifest.write", "manifest.remove", "Index._close_client"])
def test_closing_never_fails_and_lets_others_own_the_index(
    home: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    """A disk that fills up at the end costs a rebuild, never the command; the lock is given back."""
    with monkeypatch.context() as patch, Store.open(home, embedder=HASH) as store:
        store.add_posts(posts(30))
        store.catch_up()
        with Store.open(home, embedder=HASH, own_index=False) as other:
            other.forget(other.posts()[0].id)
        patch.setattr(f"companion.store.index.{fails}", refuse)
    with Store.open(home, embedder=HASH) as store:
        assert "index-elsewhere" not in store.notices
        assert len(found(store)) == len(exact(home))


@pytest.mark.parametrize("own_index", [False, True])
def test_a_file_where_the_index_should_be(home: Path, own_index: bool) -> None:
    """What is not ours is left alone: recall is exact, a post is forgotten, and whoever wants the index is told."""
    with Store.open(home, embedder=HASH, own_index=False) as store:
        store.add_posts(posts(30))
        store.catch_up()
    (home / "index").write_text("not ours")
    expected = exact(home)
    with Store.open(home, embedder=HASH, own_index=own_index) as store:
        assert store.notices == (("index-damaged",) if own_index else ())
        assert found(store) == expected
        store.forget(store.posts()[0].id)
        assert len(store.posts()) == 29
        store.catch_up()
    assert (home / "index").read_text() == "not ours"


@pytest.mark.parametrize("own_index", [False, True])
def test_forgetting_beside_an_index_that_stays_says_so(
    home: Path, monkeypatch: pytest.MonkeyPatch, own_index: bool
) -> None:
    """The post is gone from the truth, and that its vector may be left in the index is told until it is not."""
    filled(home)
    with Store.open(home, embedder=HASH, own_index=own_index) as store:
        with monkeypatch.context() as patch:
            patch.setattr("shutil.rmtree", lambda *_args, **_options: None)
            store.forget(store.posts()[0].id)
            assert store.notices == ("index-left",)
        store.forget(store.posts()[0].id)
        assert store.notices == ()
        assert len(found(store, 200)) == len(exact(home, 200))
