"""Chosen: what a model chooses to ask of the marked drafts, beside what the planner does and what two readers would."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from companion.records import Intention

from .cases import Case, Past, Persona
from .sitting import Sitting

FILE = Path(__file__).resolve().parent / "marked.jsonl"


@dataclass(frozen=True, slots=True)
class Marked:
    """One draft that two readers marked."""

    case: Case
    """The draft with its intention and its posts."""
    frames: frozenset[str]
    """Questions that one of them would ask."""


@cache
def marked() -> tuple[Marked, ...]:
    """Load the marked drafts, French and English by turns, so that the first few are of both."""
    rows = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    return tuple(sorted(map(_marked, rows), key=lambda each: each.case.key.partition("/")[2]))


def _marked(row: dict[str, str | dict[str, str] | list[dict[str, str]]]) -> Marked:
    posts = tuple(Past(date=datetime.date.fromisoformat(p["date"]), text=p["text"]) for p in _list(row["posts"]))
    persona = Persona(about="", register=row["register"], intention=Intention(**row["intention"]), posts=posts)  # type: ignore[arg-type]
    number = str(row["id"]).rpartition("-")[2]
    key = f"{row['language']}/{number}/marked"
    case = Case(id=str(row["id"]), text=str(row["draft"]), good="", bad="", persona=persona, key=key)
    frames = frozenset(str(name) for mark in _list(row["marks"]) for name in mark["frames"])
    return Marked(case, frames)


def _list(held: object) -> list[dict[str, str]]:
    assert isinstance(held, list)
    return held


def answered(sitting: Sitting) -> bool:
    """Whether the model chose at all: where it gave nothing, the planner did, and nothing is said of the model."""
    return any(turn.trace.offered for turn in sitting.turns)


def shares(sittings: Sequence[Sitting]) -> Iterator[float]:
    """Yield, for each marked draft that was sat, what share of the questions asked a reader would ask too."""
    wanted = {each.case.key: each.frames for each in marked()}
    for sitting in sittings:
        asked = [question.frame for turn in sitting.turns for question in turn.reply.questions]
        yield sum(frame in wanted[sitting.case] for frame in asked) / len(asked) if asked else 0.0
