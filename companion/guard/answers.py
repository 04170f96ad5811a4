"""Answers that a question brings along: options, an answer after the comma, an exception, two halves in balance."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from companion.guard.asking import asks
from companion.guard.reading import Clause, Reading, Token
from companion.guard.rules import fault
from companion.guard.subject import addressed, experienced, person
from companion.guard.vocabulary import coach_says, listed, spelled, verb
from companion.records import Fault

_CHOICES = spelled("mot titre phrase ligne formule légende word title line sentence caption version")
_ONE = spelled("a an one un une two deux")
_NOTS = spelled("pas not non")
_ELSE = spelled("otherwise else autrement")
_THEM = spelled("they them he she eux elles ils ceux celles someone anyone quelqu")
_ALTHOUGH = spelled("mais et but and")
_JOINS = spelled("and et but mais or ou")
_PARTICIPLES = {
    "fr": ("é", "ée", "és", "ées", "ant", "ment", "ue", "ues", "ise", "ite", "pris", "mis", "du", "lu", "nu"),
    "en": ("ed", "ing", "ly"),
}
_WHEN = spelled("si quand lorsque if when once")
"""These open a scene; what stands in it is no slogan: "if someone saw the shirt, the knee on the ground, ..."."""
_ASIDE = frozenset(["apart from", "besides", "other than", "aside from", "à part", "outre"])
"""Before the author's own words these set aside what is known; anything else would be the answer."""
_LEAST = 2
_LONG = 3
_FIRST = spelled("abord premier avant first before")
_THEN = spelled("après ensuite puis second after later next then")
_SHORT = 6
"""Words of a clause that only opposes: ", not the crowd"."""


def answers(reading: Reading) -> Iterator[Fault]:
    """Refuse what answers while it asks."""
    yield from _options(reading)
    yield from _after(reading)
    yield from _opposed(reading)
    yield from _balanced(reading)
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


def _text(reading: Reading, clause: Clause) -> str:
    return reading.text[clause.tokens[0].start : clause.tokens[-1].end]


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
    )
    hers = not reading.known(first) and coach_says(first.word, reading.language) and first is tokens[0]
    if circumstance or hers or reading.plain(first) or any(t.quote or person(reading, t) for t in tokens):
        return False
    return not addressed(reading, tokens)


def _opposed(reading: Reading) -> Iterator[Fault]:
    """Refuse a clause that only opposes: ", but not your daughter", ", pas de monde"."""
    places = listed(reading.language, "words.places")
    for clause in reading.clauses[1:]:
        tokens = clause.tokens
        rest = tokens[1:] if tokens[0].raw in _ALTHOUGH else tokens
        negated = len(rest) > 1 and rest[0].raw in _NOTS and rest[1].word not in places - {"de", "d"}
        content = any(not reading.plain(token) for token in rest)
        if negated and content and len(tokens) <= _SHORT and not any(token.quote for token in tokens):
            yield fault("image", _text(reading, clause), why="two halves set against each other")
            return


def _balanced(reading: Reading) -> Iterator[Fault]:
    """Refuse halves of one shape: "to sign by courtesy, to understand by right", "giving the hour and billing the"."""
    clauses = asks(reading)
    for (one, _), (other, kind) in pairwise(clauses):
        size = len(other.tokens)
        if _turned(one, other):
            yield fault("image", _text(reading, other), why="one thing set before another")
            return
        if kind == "none" and _LEAST <= size <= len(one.tokens) and _mirrors(reading, one.tokens[-size:], other):
            yield fault("image", _text(reading, other), why="two halves in balance, as a slogan has them")
            return
    yield from _coupled(reading)


def _mirrors(reading: Reading, facing: Sequence[Token], clause: Clause) -> bool:
    supposed = reading.tokens[0].raw in _WHEN and asks(reading)[0][1] == "none"
    return not supposed and not _circumstance(reading, facing[0], clause) and _alike(reading, facing, clause.tokens)


def _circumstance(reading: Reading, facing: Token, clause: Clause) -> bool:
    """Whether a clause tells a time or a place; not if it begins as what it answers to does: "to break, to open"."""
    if facing.raw == clause.tokens[0].raw:
        return False
    language = reading.language
    times = any(token.word in listed(language, "words.times") for token in clause.tokens)
    return (times and reading.plain(clause.tokens[0])) or clause.tokens[0].word in listed(language, "words.places")


def _turned(one: Clause, other: Clause) -> bool:
    """Whether two clauses put one thing before another: "the lamb first, the cheese after"."""
    return one.tokens[-1].raw in _FIRST and len(other.tokens) <= _SHORT and other.tokens[-1].raw in _THEN


def _coupled(reading: Reading) -> Iterator[Fault]:
    """Refuse two halves about and, or, but: "giving the hour and billing the minutes"."""
    for clause, kind in asks(reading):
        tokens = clause.tokens
        if (kind == "none" and tokens[0].raw in _WHEN) or experienced(reading):
            continue
        for at, token in enumerate(tokens[:-_LEAST]):
            before, after = tokens[max(0, at - _LONG) : at], tokens[at + 1 : at + 1 + _LONG]
            deeds = any(map(_doing, tokens[:at])) and _doing(tokens[at + 1])
            alike = len(before) == len(after) == _LONG and _alike(reading, before, after)
            if token.raw in _JOINS and (deeds or alike):
                text = reading.text[before[0].start : after[-1].end]
                yield fault("image", text, why="two halves in balance, as a slogan has them")
                return


def _doing(token: Token) -> bool:
    return token.raw.endswith("ing") and len(token.raw) > _SHORT - 1


def _alike(reading: Reading, ones: Sequence[Token], others: Sequence[Token]) -> bool:
    """Whether two runs of words have one shape, content for content, and enough of it to weigh against each other."""
    if any(token.quote for token in (*ones, *others)) or addressed(reading, (*ones, *others)):
        return False
    shape = [reading.plain(token) for token in ones]
    return shape == [reading.plain(token) for token in others] and shape.count(False) >= _LEAST
