"""Hearing: which stakes a text sounds like, by the word lists of prompts/stakes."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import Literal

from companion.lexicon import Hit, Lexicon
from companion.records import Language, Span, Topic
from companion.segments import segments
from companion.stakes.stake import names, table

Part = Literal["said", "limit"]


@cache
def _lexicon(language: Language, part: Part) -> Lexicon:
    """Load what is heard in a draft (`said`, with what proves and what excuses it) or in an intention (`limit`)."""
    parts = ("said", "proof", "never") if part == "said" else (part,)
    tables = {name: table(name)["words"][language] for name in names()}
    return Lexicon({f"{name}.{each}": lists.get(each, []) for name, lists in tables.items() for each in parts})


def heard(text: str, language: Language, part: Part) -> dict[str, list[Hit]]:
    """Return name -> what is heard of it in `text`, without what an idiom excuses or what nothing beside it proves."""
    lists: dict[str, dict[str, list[Hit]]] = {}
    for hit in _lexicon(language, part).hits(text):
        name, _, which = hit.table.partition(".")
        lists.setdefault(name, {}).setdefault(which, []).append(hit)
    found = {name: _meant(name, each, text, language, part) for name, each in lists.items()}
    return {name: hits for name, hits in found.items() if hits}


def _meant(name: str, lists: dict[str, list[Hit]], text: str, language: Language, part: Part) -> list[Hit]:
    """Return the hits of one stake that count."""
    idioms = lists.get("never", [])
    hits = [hit for hit in lists.get(part, []) if not _overlaps(hit, idioms)]
    if part == "limit" or "proof" not in table(name)["words"][language]:
        return hits
    proofs = [hit for hit in lists.get("proof", []) if not _overlaps(hit, idioms)]
    starts = [segment.start for segment in segments(text)]
    near = {_line(hit, starts) + step for hit in proofs for step in (-1, 0, 1)}
    return [hit for hit in hits if _line(hit, starts) in near]


def _overlaps(hit: Hit, others: Sequence[Hit]) -> bool:
    return any(other.start < hit.end and hit.start < other.end for other in others)


def _line(hit: Hit, starts: Sequence[int]) -> int:
    return bisect_right(starts, hit.start)


def cues(text: str, language: Language) -> tuple[Topic, ...]:
    """Return where `text` says what may put something at stake: those lines are quoted, whatever they carry."""
    found = heard(text, language, "said")
    return tuple(Topic(f"{name}.said", 1.0, tuple(Span(h.start, h.end) for h in hits)) for name, hits in found.items())
