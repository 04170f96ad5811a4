"""Sitting: one case, once: what the author said, what they saw, and what went on before they saw it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from pydantic import TypeAdapter

from companion.records import Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """One question in a model's own words, as it came."""

    text: str
    """Word for word."""
    refused: tuple[str, ...] = ()
    """Rules of the guard that refused it; empty where it passed."""
    attempt: int = 1
    """1, or 2 where the guard had refused the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What a model did in one turn, before the author saw anything."""

    raw: tuple[Raw, ...] = ()
    """Every question that it gave in its own words, in order."""
    repaired: int = 0
    """Questions that passed at the second attempt."""
    replaced: int = 0
    """Questions whose place was taken by the curated frame."""
    wordable: int = 0
    """Questions that the model was to word; the first on a draft is never one."""
    agreed: int | None = None
    """Choices on which two shuffled orders agreed; None where it was not asked to choose."""
    offered: int | None = None
    """Choices that it could make."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One turn of the author's and what they saw."""

    said: str
    """The draft, or what was said in a chat."""
    reply: Reply
    """The whole reply."""
    trace: Trace = field(default_factory=Trace)
    """What went on before."""
    seconds: float = 0.0
    """Until the reply was whole."""
    first: float = 0.0
    """Until its first question stood."""


Spill = Literal["file", "export", "log"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """One case, once."""

    case: str
    """Its key."""
    epoch: int = 0
    """Counted from 0."""
    turns: tuple[Turn, ...] = ()
    """In order."""
    closed: bool = False
    """Chat: whether it came to its end."""
    leaning: str | None = None
    """Chat: the way out that was heard."""
    spilled: tuple[tuple[Spill, str], ...] = ()
    """Runs of a known rewrite found in what was kept: where, and which."""
    failed: str = ""
    """The error that ended it, where one did: its class and its words, never the author's."""


@cache
def _lines() -> TypeAdapter[Sitting]:
    return TypeAdapter(Sitting)


def written(sitting: Sitting) -> str:
    """Return the sitting as one line of JSON."""
    return _lines().dump_json(sitting).decode()


def read(line: str | bytes) -> Sitting:
    """Return the sitting that `written` wrote. Raises ValueError."""
    return _lines().validate_json(line)
