"""Tone: no advice, verdict, flattery, urging or talk of algorithms; a warning for what leads or accuses."""

from collections.abc import Iterator

from companion.guard.asking import WH
from companion.guard.reading import Reading
from companion.guard.rules import fault
from companion.guard.vocabulary import spelled
from companion.language import words
from companion.lexicon import Hit
from companion.records import Fault

_RULES = spelled("advice leading verdict flattery urging algorithm accusing-why")
_THEIRS = frozenset({"verdict", "flattery"})
"""Rules whose words are no judgement where the author said them first."""
_EXCLAMATIONS = {
    "en": ("what a ", "what an ", "such a ", "how lovely", "how beautiful"),
    "fr": ("quel beau", "quelle belle"),
}


def check(reading: Reading) -> Iterator[Fault]:
    """Find what a coach would not say; an invitation ("could you tell me") is no advice."""
    invited = [hit for hit in reading.hits if hit.table == "invite" and _opens(reading, hit)]
    for hit in reading.hits:
        if hit.table == "rhetorical":
            yield fault("not-a-question", reading.at(hit), why="it asks for effect")
        if hit.table not in _RULES or (hit.table == "advice" and any(_overlap(hit, one) for one in invited)):
            continue
        if hit.table in _THEIRS and _said(reading, hit):
            continue
        yield fault(hit.table, reading.at(hit))
    if reading.own.lower().startswith(_EXCLAMATIONS[reading.language]):
        yield fault("flattery", reading.own[:20], why="it exclaims")


def _opens(reading: Reading, hit: Hit) -> bool:
    """Whether an invitation opens its clause, after a word at most: "how could you say it" invites to rewrite."""
    before = [
        token.raw
        for c in reading.clauses
        for token in c.tokens
        if c.tokens[0].start <= hit.start < c.tokens[-1].end and token.start < hit.start
    ]
    return len(before) <= 1 and not set(before) & WH[reading.language]


def _overlap(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end


def _said(reading: Reading, hit: Hit) -> bool:
    return all(word in reading.sources.words for word in words(reading.at(hit)))
