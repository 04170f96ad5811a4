"""Exposure: who a draft tells of, and the line by which they would be recognised."""

import re
from collections.abc import Iterator, Sequence

from companion.lexicon import Hit
from companion.people import Person, people
from companion.records import Anchor, Draft, Language, Span
from companion.stakes.lines import Lines, spans_of
from companion.stakes.stake import Stake
from companion.topics import central

_GOES_ON = 4
"""Lines after the one that brings somebody in, in which a pronoun may speak of them."""
_PRONOUN = re.compile(r"\b(?:elle|il|ils|elles|he|she|they)\b", re.I)
_HEARD = 0.4
"""Strength from which a draft mourns."""
_BLAMED = frozenset({"crossfire", "noshow"})
"""Reproaches beside which somebody without a name would know that it is them."""


def exposed(draft: Draft, said: dict[str, list[Hit]], lines: Lines) -> Iterator[Stake]:
    """Yield who is told of, with the line that tells most of them; nobody whom the draft mourns."""
    if draft.strength("grief") >= _HEARD or any(t.name == "death" and t.strength >= _HEARD for t in draft.topics):
        return
    private = [span for signal in draft.signals if signal.kind == "private" for span in signal.spans]
    for person in people(draft):
        near = set(_of(person, draft))
        shown = [hit for hit in said.get("exposed", []) if _within(hit.start, near, draft)]
        bare = any(_within(span.start, near, draft) for span in private)
        blamed = person.known == "role" and _BLAMED & {*said, *(t.name for t in draft.topics if central(t))}
        told = bool(shown or bare or blamed)
        if person.known != "kin" and not told:
            continue
        there = spans_of(shown) or [Span(person.start, person.end)]
        strength = min(1.0, 0.3 + 0.35 * told + 0.15 * bare + 0.1 * (len(shown) > 1) + 0.1 * (person.known != "role"))
        line = lines.at(there)
        called = (
            _unnamed(draft.language) if line and person.known == "named" and person.text in line.text else person.text
        )
        yield Stake("guessable" if person.known == "role" else "exposed", strength, line, person=called)


def telling(draft: Draft, shown: Sequence[Hit], lines: Lines) -> Anchor | None:
    """Return the line by which somebody would be recognised: what shows most of them, else where they are told of."""
    told = [person for person in people(draft) if person.known != "kin"]
    near = {number for person in told for number in _of(person, draft)}
    spans = [Span(hit.start, hit.end) for hit in shown if _within(hit.start, near, draft)]
    return lines.at(spans or [Span(person.start, person.end) for person in told])


def _unnamed(language: Language) -> str:
    """Say who without a name, where the line that is quoted says it already."""
    return "that person" if language == "en" else "cette personne"


def _of(person: Person, draft: Draft) -> Iterator[int]:
    """Yield the numbers of the lines that tell of `person`: theirs, and the next where it goes on with a pronoun."""
    for segment in draft.segments:
        if segment.start <= person.start < segment.end:
            yield segment.number
            following = draft.segments[segment.number : segment.number + _GOES_ON]
            yield from (other.number for other in following if _PRONOUN.search(other.text))


def _within(start: int, numbers: set[int], draft: Draft) -> bool:
    return any(s.number in numbers and s.start <= start < s.end for s in draft.segments)
