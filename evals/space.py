"""Space: which of six drafts a question is nearest to."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from companion.embedding import Embedder

from .cases import Case

AMONG = 6
"""Drafts that a question is put before, its own among them: by chance it is nearest to its own one time in six."""


@dataclass(slots=True)
class Space:
    """Drafts and questions as vectors; each text is embedded once."""

    cases: Sequence[Case] = ()
    """Every case there is, whatever is run: the other five are taken from them."""
    embedder: Embedder | None = None
    """None where this machine has none: nothing is said then."""
    _passages: dict[str, NDArray[np.float32]] = field(default_factory=dict, repr=False)
    _questions: dict[str, NDArray[np.float32]] = field(default_factory=dict, repr=False)

    def own(self, case: Case, question: str) -> bool | None:
        """Whether `question` is nearer to its own draft than to five of other personas; None where that is unknown."""
        others = self.others(case)
        if self.embedder is None or len(others) < AMONG - 1 or not case.text:
            return None
        asked = self._question(question)
        own = float(asked @ self._passage(case.text))
        return all(own > float(asked @ self._passage(other.text)) for other in others)

    def alike(self, one: str, other: str) -> float | None:
        """Return the cosine of two questions, None where it is unknown."""
        if self.embedder is None:
            return None
        return float(self._question(one) @ self._question(other))

    def others(self, case: Case) -> list[Case]:
        """Return five drafts of other personas in the same language, always the same for a case."""
        strange = [c for c in self.cases if c.text and c.tongue == case.tongue and c.persona is not case.persona]
        return sorted(strange, key=lambda c: hashlib.sha256(f"{case.key}\0{c.key}".encode()).digest())[: AMONG - 1]

    def _passage(self, text: str) -> NDArray[np.float32]:
        if text not in self._passages:
            assert self.embedder is not None
            self._passages[text] = self.embedder.passage([text])[0]
        return self._passages[text]

    def _question(self, text: str) -> NDArray[np.float32]:
        if text not in self._questions:
            assert self.embedder is not None
            self._questions[text] = self.embedder.query([text])[0]
        return self._questions[text]
