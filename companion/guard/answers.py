"""Answers that a question brings along: options, an answer after the comma, an exception, two halves in balance."""

from collections.abc import Iterator, Sequence

from companion.guard.asking import asks
from companion.guard.reading import Clause, Reading, Token
from companion.guard.rules import fault
from companion.guard.subject import addressed, person
from companion.guard.vocabulary import coach_says, listed, spelled, verb
from companion.records import Fault

_CHOICES = spelled("mot titre phrase ligne formule légende word title line sentence caption version")
_ONE = spelled("a an one un une two deux")
_NOTS = spelled("pas not non")
_ELSE = spelled("otherwise else autrement")
_THEM = spelled("they them he she eux elles ils ceux celles someone anyone quelqu")
_PARTICIPLES = {
    "fr": ("é", "ée", "és", "ées", "ant", "ment", "ue", "ues", "ise", "ite", "pris", "mis", "du", "lu", "nu"),
    "en": ("ed", "ing", "ly"),
}
_ASIDE = frozenset(["apart from", "besides", "other than", "aside from", "à part", "outre"])
"""Before the author's own words these set aside what is known; anything else would be the answer."""
_STATES = spelled("on off open shut up down hand still again arm")
"""At the end of a clause, how something is: ", apron still on", ", brush in hand"."""
_LEAST = 2
_LONG = 3
_SHORT = 6
"""Words of a clause that only opposes: ", not the crowd"."""


def answers(reading: Reading) -> Iterator[Fault]:
    """Refuse what answers while it asks."""
    yield from _options(reading)
    yield from _after(reading)
    for hit in reading.slips:
        rest = [token for token in reading.tokens if token.start >= hit.end][:_SHORT]
        aside = reading.at(hit).lower() in _ASIDE and all(map(reading.known, _nouns(reading, rest)))
        if (
            hit.table == "except"
            and not aside
            and _says(reading, rest)
            and hit.start > reading.clauses[0].tokens[0].start
        ):
            yield fault("leading", reading.text[hit.start : rest[-1].end], level="G", why="an exception that answers")


def _text(reading: Reading, clause: Clause) -> str:
    return reading.text[clause.tokens[0].start : clause.tokens[-1].end]


def _nouns(reading: Reading, tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if not reading.plain(token)]


def _says(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether words say something, and are neither a quotation nor the author."""
    head = tokens[:2]
    return (
        any(not reading.plain(token) for token in tokens)
        and not any(token.quote for token in tokens)
        and not addressed(reading, head)
    )


def _bare(reading: Reading, clause: Clause) -> bool:
    """Whether a last clause only sets words beside the question: ", one clock fixed at a time?"."""
    people = listed(reading.language, "words.people")
    times = listed(reading.language, "words.times")
    starts = clause.tokens[0].raw in _ONE and not any(token.word in times for token in clause.tokens)
    return starts and len(clause.tokens) > _LEAST and not any(t.quote or t.word in people for t in clause.tokens)


def _all_theirs(reading: Reading, clause: Clause) -> bool:
    return all(reading.plain(token) or token.word in reading.sources.words for token in clause.tokens)


def _options(reading: Reading) -> Iterator[Fault]:
    """Refuse a list of answers after the question: ", retro or rowdy?"."""
    joins = {"or", "ou"}
    asked = chosen = False
    for clause, kind in asks(reading):
        raws = [token.raw for token in clause.tokens]
        if asked and kind == "none":
            theirs = not chosen and addressed(reading, reading.tokens) and _all_theirs(reading, clause)
            free = theirs or _whom(reading, clause) or (_NOTS | _ELSE) & set(raws)
            if joins & set(raws) and not free:
                yield fault("options", _text(reading, clause))
                return
        asked = asked or kind != "none"
        chosen = bool(_CHOICES & set(raws)) and not any(token.quote for token in clause.tokens)


def _whom(reading: Reading, clause: Clause) -> bool:
    """Whether a clause names one more person that is asked about: ", or any woman who came to you"."""
    first = clause.tokens[1 : 1 + _LONG]
    return clause.tokens[0].raw in {"or", "ou"} and any(t.raw in _THEM or person(reading, t) for t in first)


def _after(reading: Reading) -> Iterator[Fault]:
    """Refuse an answer after the question: ", a poutine?", ", neighbour maybe?"."""
    asked = False
    for clause, kind in asks(reading):
        last = clause is reading.clauses[-1]
        if asked and last and kind == "none" and (_bare(reading, clause) or _answer(reading, clause)):
            yield fault("wording", _text(reading, clause), why="words after the question")
            return
        asked = asked or kind != "none"


def _answer(reading: Reading, clause: Clause) -> bool:
    """Whether a clause gives a thing: its first word is one, or `a`, and it tells no time, person or circumstance."""
    tokens, times = clause.tokens, listed(reading.language, "words.times")
    first = tokens[1] if tokens[0].raw in _ONE and len(tokens) > 1 else tokens[0]
    circumstance = (
        first.word.isdigit()
        or first.raw.endswith(_PARTICIPLES[reading.language])
        or verb(first.word, reading.language) != first.word
        or any(token.word in times for token in tokens)
        or tokens[-1].raw in _STATES
    )
    hers = not reading.known(first) and coach_says(first.word, reading.language) and first is tokens[0]
    if circumstance or hers or reading.plain(first) or any(t.quote or person(reading, t) for t in tokens):
        return False
    return not addressed(reading, tokens)
