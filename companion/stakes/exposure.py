"""Exposure: who a draft tells of, and the line by which they would be recognised."""

import re
from collections.abc import Iterator, Sequence

from companion.lexicon import Hit
from companion.people import Person, people
from companion.records import Anchor, Draft, Language, Span
from companion.stakes.lines import Lines, spans_of
from companion.stakes.stake import Stake
from companion.topics import central

_GOES_ON = 3
"""Lines after the one that brings somebody in, in which a pronoun may speak of them."""
_NOBODY = (
    r"(?!\s+(?:y\b|n['’]y\b|en\s+reste|faut|fallait|faudra|fait|faisait|pleu\w+|neige\w*|mouill\w+|vent\w+|gel\w+|reste\w*|manque\w*|"
    r"s['’]agit|para[iî]t|semble\w*|suffi\w+|vaut|(?:est|était)\s+(?:\d|temps|tard|tôt|midi|minuit|question|vrai|possible)))"
)
"""What follows the French "il" that speaks of nobody."""
_PRONOUNS: dict[Language, dict[str, re.Pattern[str]]] = {
    "fr": {
        "she": re.compile(r"\belle\b", re.I),
        "he": re.compile(rf"\bil\b{_NOBODY}", re.I),
    },
    "en": {"she": re.compile(r"\bshe\b", re.I), "he": re.compile(r"\bhe\b", re.I)},
}
_HEARD = 0.4
"""Strength from which a draft mourns."""
_BLAMED = frozenset({"crossfire", "noshow"})
"""Reproaches beside which somebody without a name would know that it is them."""


def exposed(draft: Draft, said: dict[str, list[Hit]], lines: Lines) -> Iterator[Stake]:
    """Yield who is told of, with the line that tells most of them; nobody whom the draft mourns."""
    if draft.strength("grief") >= _HEARD or any(t.name == "death" and t.strength >= _HEARD for t in draft.topics):
        return
    private = [span for signal in draft.signals if signal.kind == "private" for span in signal.spans]
    blaming = bool(_BLAMED & {*said, *(topic.name for topic in draft.topics if central(topic))})
    told = people(draft)
    for person in told:
        near = set(_of(person, told, draft))
        shown = [hit for hit in said.get("exposed", []) if _within(hit.start, near, draft)]
        bare = any(_within(span.start, near, draft) for span in private)
        telling = bool(shown or bare or (blaming and person.known == "role"))
        line = lines.at(spans_of(shown)) or lines.at([Span(person.start, person.end)])
        called = _called(person, told, line, draft.language) if line else ""
        if called and (telling or person.known == "kin"):
            strength = 0.3 + 0.5 * telling + 0.1 * bare + 0.1 * (len(shown) > 1) + 0.1 * (person.known == "kin")
            kind = "exposed" if person.known in {"kin", "named"} else "guessable"
            yield Stake(kind, min(1.0, strength), line, person=called)


def telling(draft: Draft, said: dict[str, list[Hit]], lines: Lines) -> Anchor | None:
    """Return the line by which somebody would be recognised: what shows most of them, else where they are told of.

    Somebody without a name, of whom nothing private is said, would be only where they are a client.
    """
    found = people(draft)
    told = [person for person in found if person.known != "kin"]
    near = {number for person in told for number in _of(person, found, draft)}
    shown = [hit for hit in said.get("exposed", []) if _within(hit.start, near, draft)]
    named = [Span(person.start, person.end) for person in told if person.known == "named"]
    return lines.at(spans_of(shown) or named or spans_of(said.get("naming", [])))


def _called(person: Person, told: Sequence[Person], line: Anchor, language: Language) -> str:
    """Say who: without a name where the quoted line says it, and not at all where that could be somebody else."""
    inside = [other for other in told if line.start <= other.start < line.end]
    alone = {other.text for other in inside} <= {person.text}
    if person.known == "named" and person.text in line.text:
        return person.text if not alone else "that person" if language == "en" else "cette personne"
    shared = any(other.text == person.text and other.start != person.start for other in told)
    return "" if shared and person.known in {"role", "somebody"} and person not in inside else person.text


def _of(person: Person, told: Sequence[Person], draft: Draft) -> Iterator[int]:
    """Yield the numbers of the lines that tell of `person`: theirs, and the next that go on with their pronoun.

    Where somebody else comes in, the pronoun may be theirs.
    """
    number = next((s.number for s in draft.segments if s.start <= person.start < s.end), 0)
    if not number:
        return
    yield number
    for following in draft.segments[number : number + _GOES_ON]:
        if any(following.start <= other.start < following.end and _alike(person, other) for other in told):
            return
        if any(pattern.search(following.text) for pattern in _pronouns(person, draft.language)):
            yield following.number


def _alike(person: Person, other: Person) -> bool:
    """Whether one pronoun could speak of both."""
    return other.text != person.text and (not person.gender or other.gender in {"", person.gender})


def _pronouns(person: Person, language: Language) -> list[re.Pattern[str]]:
    named = _PRONOUNS[language]
    return [named[person.gender]] if person.gender else list(named.values())


def _within(start: int, numbers: set[int], draft: Draft) -> bool:
    return any(s.number in numbers and s.start <= start < s.end for s in draft.segments)
