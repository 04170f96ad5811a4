"""Halves set against each other, as in a slogan: ", but not your daughter", "the lamb first, the cheese after"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from companion.guard.asking import asks
from companion.guard.reading import Clause, Reading, Token
from companion.guard.rules import fault
from companion.guard.subject import addressed, experienced, person
from companion.guard.vocabulary import listed, spelled
from companion.records import Fault

_ALTHOUGH = spelled("mais et but and")
_JOINS = spelled("and et but mais or ou")
_WHEN = spelled("si quand lorsque if when once")
"""These open a scene; what stands in it is no slogan: "if someone saw the shirt, the knee on the ground, ..."."""
_FIRST = spelled("abord premier avant first before")
_THEN = spelled("après ensuite puis second after later next then")
_NOTS = spelled("pas not non no zéro zero")
_LEAST = 2
_WHO = spelled("who qui")
_SOMEONE = spelled("someone anyone somebody un")
_LONG = 3
_SHORT = 6
"""Words of a clause that only opposes: ", not the crowd"."""


def balance(reading: Reading) -> Iterator[Fault]:
    """Refuse two halves that answer each other."""
    yield from _opposed(reading)
    yield from _balanced(reading)


def _text(reading: Reading, clause: Clause) -> str:
    return reading.text[clause.tokens[0].start : clause.tokens[-1].end]


def _opposed(reading: Reading) -> Iterator[Fault]:
    """Refuse a clause that only opposes: ", but not your daughter", ", pas de monde"."""
    places = listed(reading.language, "words.places")
    for clause in reading.clauses[1:]:
        tokens = clause.tokens
        rest = tokens[1:] if tokens[0].raw in _ALTHOUGH else tokens
        negated = len(rest) > 1 and rest[0].raw in _NOTS and rest[1].word not in places - {"de", "d"}
        content = any(not reading.plain(token) for token in rest)
        if clause.mark == "," and _of_someone(reading, clause):
            continue  # "someone who's scared, not crooked"
        if negated and content and len(tokens) <= _SHORT and not any(token.quote for token in tokens):
            yield fault("image", _text(reading, clause), why="two halves set against each other")
            return


def _of_someone(reading: Reading, clause: Clause) -> bool:
    """Whether a clause goes on telling which person is meant: the one before ends in a relative of a person."""
    before = reading.clauses[reading.clauses.index(clause) - 1].tokens
    return any(
        token.raw in _WHO and (person(reading, last) or last.raw in _SOMEONE) for last, token in pairwise(before)
    )


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
    if clause.tokens[0].word == clause.tokens[-1].word:
        return False  # "word for word"
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
    if experienced(reading):
        return
    for clause, kind in asks(reading):
        tokens = clause.tokens
        if kind == "none" and tokens[0].raw in _WHEN:
            continue
        for at, token in enumerate(tokens[:-_LEAST]):
            before, after = tokens[max(0, at - _LONG) : at], tokens[at + 1 : at + 1 + _LONG]
            if before and after and before[-1].raw == after[0].raw:
                continue  # "word for word"
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
