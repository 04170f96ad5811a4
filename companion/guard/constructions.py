"""Whole constructions that bring something along: what it would take, a title, a compliment, a need given to people."""

from collections.abc import Iterator

from companion.guard.ground import received
from companion.guard.reading import Reading
from companion.guard.rules import fault
from companion.guard.subject import subject
from companion.records import Fault

_POINTS = frozenset({"needing", "meaning", "turning", "praise"})
"""What these bring is no leak beside a quotation, which carries the question."""
_NEAR = 3
_BRINGS = {
    "taking": ("advice", "it says what the text is to bring about"),
    "editing": ("advice", "it moves or changes parts of the text"),
    "naming": ("wording", "it tries a name or a wording out"),
    "praise": ("flattery", "a compliment in the shape of a question"),
    "needing": ("leading", "it says what people need, want or wait for"),
    "market": ("algorithm", "it asks what people are to do"),
    "turning": ("image", "a thing that becomes, hides or stands for another"),
    "meaning": ("image", "a meaning, a lesson or a theme given to the author"),
}


def constructions(reading: Reading) -> Iterator[Fault]:
    """Refuse each construction, once a table; one that leads to a quotation only points at the author's words."""
    for hit in reading.slips:
        if hit.table not in _BRINGS:
            continue
        rule, why = _BRINGS[hit.table]
        following = [token for token in reading.tokens if token.start >= hit.end][:_NEAR]
        if hit.table == "meaning" and subject(reading) in {"person", "author"} and hit.phrase.startswith("what does"):
            continue
        carried = hit.table in _POINTS and (reading.quotes or received(reading))
        pointed = hit.table == "naming" and any(token.quote for token in following)
        if not carried and not pointed:
            yield fault(rule, reading.at(hit), level="G", why=why)
