"""Luck: near-equal questions fall differently from draft to draft, and always the same way on the same one."""

import hashlib
from typing import get_args

from companion.recall import Recalled
from companion.records import Draft, Intention, IntentionField

_LUCK = 0.6
"""Between questions that are worth nearly the same: a digest of what was given."""


class Luck:
    """The ties of one draft and intention."""

    def __init__(self, draft: Draft, recalled: Recalled) -> None:
        """Keep what the digest is of: the same words give the same questions."""
        self._seed = "|".join([draft.text, *_said(recalled.intention)])

    def of(self, frame: str) -> float:
        """Return what chance adds to the worth of the frame of this id."""
        return _LUCK * _chance(self._seed, frame)


def _said(intention: Intention | None) -> list[str]:
    """Return the words of an intention, not when it was saved: the same words give the same questions."""
    return [getattr(intention, name) for name in get_args(IntentionField)] if intention else []


def _chance(*parts: str) -> float:
    """Return a number from 0 to 1 that is the same for the same parts: ties fall differently from draft to draft."""
    return int.from_bytes(hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()[:4]) / 2**32
