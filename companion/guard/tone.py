"""Tone: no advice, verdict, flattery, urging or talk of algorithms; a warning for what leads or accuses."""

from collections.abc import Iterator

from companion.guard.reading import Reading
from companion.guard.rules import fault
from companion.language import words
from companion.lexicon import Hit
from companion.records import Fault

_RULES = frozenset({"advice", "leading", "verdict", "flattery", "urging", "algorithm", "accusing-why"})
_THEIRS = frozenset({"verdict", "flattery"})
"""Rules whose words are no judgement where the author said them first."""
_EXCLAMATIONS = {"en": ("what a ", "what an ", "such a ", "how lovely", "how beautiful"), "fr": ("quel beau", "quelle belle")}


def check(reading: Reading) -> Iterator[Fault]:
    """Find what a coach would not say; an invitation ("could you tell me") is no advice."""
    invited = [hit for hit in reading.hits if hit.table == "invite"]
    for hit in reading.hits:
        if hit.table not in _RULES or (hit.table == "advice" and any(_overlap(hit, one) for one in invited)):
            continue
        if hit.table in _THEIRS and _said(reading, hit):
            continue
        yield fault(hit.table, reading.at(hit))
    if reading.own.lower().startswith(_EXCLAMATIONS[reading.language]):
        yield fault("flattery", reading.own[:20], why="it exclaims")


def _overlap(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end


def _said(reading: Reading, hit: Hit) -> bool:
    return all(word in reading.sources.words for word in words(reading.at(hit)))
