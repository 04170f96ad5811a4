"""Memo: an embedder that does the same text once: a persona's posts come back with each of their cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from companion import embedding
from companion.embedding import Embedder, Vectors


@cache
def own() -> Embedder | None:
    """Return the embedder of this machine, which does each text once; None where it has none."""
    found = embedding.default()
    return Memo(found) if found else None


class Memo:
    """Another embedder's vectors, kept in memory; it goes by that one's name."""

    def __init__(self, embedder: Embedder) -> None:
        """Know nothing yet."""
        self._embedder = embedder
        self.name, self.version, self.dimensions = embedder.name, embedder.version, embedder.dimensions
        self._queries: dict[str, Vectors] = {}
        self._passages: dict[str, Vectors] = {}

    def query(self, texts: Sequence[str]) -> Vectors:
        """Embed what is looked for."""
        return self._known(texts, self._queries, self._embedder.query)

    def passage(self, texts: Sequence[str]) -> Vectors:
        """Embed what may be found."""
        return self._known(texts, self._passages, self._embedder.passage)

    def _known(
        self, texts: Sequence[str], held: dict[str, Vectors], embed: Callable[[Sequence[str]], Vectors]
    ) -> Vectors:
        missing = [text for text in dict.fromkeys(texts) if text not in held]
        if missing:
            held.update(zip(missing, embed(missing), strict=True))
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        return np.stack([held[text] for text in texts])
