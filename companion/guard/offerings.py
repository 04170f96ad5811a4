"""Things that a question brings along: a thing described, a name given, or a thing from nowhere."""

from collections.abc import Iterator, Sequence

from companion.guard.asking import inverted
from companion.guard.reading import Clause, Reading, Token
from companion.guard.rules import fault
from companion.guard.subject import AUTHOR, experienced, foreseen, person
from companion.guard.vocabulary import coach_knows, coach_says, listed, spelled
from companion.records import Fault

_A = spelled("a an un une")
_RELATIVE = {"fr": spelled("qui"), "en": spelled("that which")}
_OF_THE_PERSON = spelled("with avec in sans without from de d of for as en")
"""After these a thing tells which person is meant: "a customer with a noisy car"."""
_WHICH = spelled("which quel quelle quels quelles")
_CALLED = spelled("called calling call appelais appelait appelez appeler appelle appelant")
_IT = spelled("it this that them him her ça cela")
_DETERMINERS = _A | spelled("the la le l my your")
_WORD = {"fr": spelled("mot"), "en": spelled("word")}
_CLAUSE = 2
_NOUN = 3
"""At most so many words from the article to the noun's last."""


def offerings(reading: Reading) -> Iterator[Fault]:
    """Refuse the thing, the name or the saying that a question would have someone meet."""
    lived = experienced(reading)
    for clause in reading.clauses:
        yield from _chosen(reading, clause)
        yield from _described(reading, clause)
        yield from _named(reading, clause)
        if lived:
            yield from _brought(reading, clause)


def _text(reading: Reading, tokens: Sequence[Token]) -> str:
    return reading.text[tokens[0].start : tokens[-1].end]


def _group(reading: Reading, clause: Clause, at: int) -> Sequence[Token]:
    """Words of the thing that an article at `at` opens, up to the next small word or quotation."""
    rest = clause.tokens[at + 1 : at + 1 + _NOUN]
    ends = (index for index, token in enumerate(rest) if reading.plain(token))
    return rest[: next(ends, len(rest))]


def _usual(reading: Reading, group: Sequence[Token]) -> bool:
    """Whether a group is a person, a time, a part of the text or the head of a coach's phrase: "a moment that"."""
    language = reading.language
    lists = ("words.heads", "words.texts", "words.times")
    return not group or any(
        person(reading, token) or any(token.word in listed(language, name) for name in lists) for token in group
    )


def _chosen(reading: Reading, clause: Clause) -> Iterator[Fault]:
    """Refuse a thing from nowhere as what is asked for: "which fundraiser would he"."""
    first, *rest = clause.tokens
    if first.raw not in _WHICH or not rest or reading.plain(rest[0]):
        return
    if not (reading.known(rest[0]) or coach_knows(rest[0].word, reading.language) or _usual(reading, rest[:_CLAUSE])):
        yield fault("novelty", rest[0].raw, why="a thing from nowhere as what is asked for")


def _described(reading: Reading, clause: Clause) -> Iterator[Fault]:
    """Refuse a thing with something said of it: "a lawn chair that guards", "une vitrine qui respire"."""
    tokens = clause.tokens
    for at, token in enumerate(tokens):
        group = _group(reading, clause, at) if token.raw in _A else ()
        rest = tokens[at + 1 + len(group) :]
        if _usual(reading, group) or len(rest) < _CLAUSE or rest[0].raw not in _RELATIVE[reading.language]:
            continue
        theirs = all(reading.plain(one) or reading.known(one) for one in (*group, *rest[: _NOUN + 1]))
        if not theirs and rest[1].raw not in AUTHOR[reading.language] and not any(one.quote for one in rest):
            yield fault("image", _text(reading, tokens[at:]), why="a thing of the coach's, with something said of it")
            return


def _named(reading: Reading, clause: Clause) -> Iterator[Fault]:
    """Refuse a name tried on a thing: "being called the next season", "du mot guerrière"."""
    tokens, language = clause.tokens, reading.language
    for at, token in enumerate(tokens[:-1]):
        rest = tokens[at + 1 :]
        if token.raw in _CALLED:
            rest = rest[1:] if rest[0].raw in _IT else rest
            called = len(rest) > 1 and rest[0].raw in _DETERMINERS and not rest[1].quote
            if called and not any(person(reading, one) or reading.known(one) for one in rest[1:3]):
                yield fault("wording", _text(reading, tokens[at:]), why="it tries a name out")
                return
        worded = token.raw in _WORD[language] and not reading.plain(rest[0]) and not reading.known(rest[0])
        if worded and not coach_says(rest[0].word, language):
            yield fault("wording", _text(reading, tokens[at : at + 2]), why="it tries a word out")
            return


def _main(reading: Reading, tokens: Sequence[Token], at: int) -> bool:
    """Whether what the person does stands at `at`, so that what comes before tells who is meant."""
    if reading.language == "en":
        return tokens[at].word in listed("en", "verbs.lived")
    return inverted(tokens, at) or foreseen(tokens[at])


def _brought(reading: Reading, clause: Clause) -> Iterator[Fault]:
    """Refuse a thing from nowhere that a person is to meet: "feel about a waitlist"."""
    tokens, language = clause.tokens, reading.language
    for at, token in enumerate(tokens):
        if not at or token.raw not in _A or tokens[at - 1].raw in _OF_THE_PERSON:
            continue
        if any(_main(reading, tokens, later) for later in range(at, len(tokens))):
            continue  # it still tells who is meant: "quelqu'un qui a manqué un rendez-vous va-t-il"
        group = _group(reading, clause, at)
        new = [one for one in group if not reading.known(one) and not coach_says(one.word, language)]
        following = tokens[at + 1 + len(group) : at + 2 + len(group)]
        someone = bool(following) and following[0].raw == "who"
        if new and not someone and not _usual(reading, group):
            yield fault("novelty", _text(reading, (token, *group)), why="a thing from nowhere that someone is to meet")
            return
