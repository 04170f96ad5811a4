"""Whom or what a question is about: the author, a person, a quotation, or a thing of which it asserts something."""

from collections.abc import Sequence
from typing import Literal

from companion.guard.asking import AUXILIARY, WH, asks, inverted
from companion.guard.reading import Clause, Reading, Token, once
from companion.guard.vocabulary import coach_says, listed, spelled
from companion.records import Language

Subject = Literal["author", "person", "quote", "pronoun", "this", "the", "your", "a", "doing", "bare", "asked"]
"""What the verb of the question is given to; `asked` where the question word itself is its subject."""
AUTHOR: dict[Language, frozenset[str]] = {
    "fr": spelled("tu te t toi vous"),
    "en": spelled("you yourself"),
}
YOURS: dict[Language, frozenset[str]] = {"fr": spelled("ton ta tes votre vos"), "en": spelled("your yours")}
WHO = spelled("qui who whom whose whoever")
"""Words that ask for a person."""
_PROGRESSIVE = spelled("is are was were am s re")
_KINDS: dict[Language, dict[Subject, frozenset[str]]] = {
    "fr": {
        "pronoun": spelled("ça cela ceci on c ce"),
        "this": spelled("ce cet cette ces celui celle"),
        "the": spelled("le la l les"),
        "your": YOURS["fr"],
        "a": spelled("un une chaque toute tout deux trois quatre cinq six sept huit neuf dix"),
        "person": spelled("il elle ils elles son sa ses leur leurs mon ma quelqu qui"),
    },
    "en": {
        "pronoun": spelled("it there that"),
        "this": spelled("this these those that"),
        "the": spelled("the"),
        "your": YOURS["en"],
        "a": spelled("a an every each any two three four five six seven eight nine ten"),
        "person": spelled("he she they his her their someone somebody everyone whoever people nobody"),
    },
}
_ELISIONS = spelled("s re d ll ve")
_BEFORE = spelled("de d à a en dans sur pour avec par chez sans entre vers au aux du des")

_FORESEEN = ("rait", "raient", "era", "ra", "ront")
_WOULD = spelled("would will might could")
_HARD = spelled("hard harder hardest easy easier easiest difficult")
_RELATES = spelled("who whose qui dont")
_LEAST = 2
_GROUP = 4
"""Words of a group, up to its noun."""


def main(reading: Reading) -> Clause:
    """Return the clause that asks, the last of several; the last clause where none does."""
    asking = [clause for clause, kind in asks(reading) if kind != "none"]
    return asking[-1] if asking else reading.clauses[-1]


def author(token: Token, language: Language) -> bool:
    """Whether a token is the author; the t of `a-t-il` is not."""
    return token.raw in AUTHOR[language] and not (token.raw == "t" and token.before.endswith("-"))


def addressed(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether the author stands among `tokens`, as who does, sees or receives."""
    return any(author(token, reading.language) for token in tokens)


def person(reading: Reading, token: Token) -> bool:
    """Whether a token is a person other than the author: a word for one, or a name."""
    language = reading.language
    if token.quote or token.raw in AUTHOR[language] | YOURS[language] | WH[language]:
        return False
    named = listed(language, "words.people") | listed(language, "words.persons")
    people = token.word in named or token.word.removesuffix("s") in named
    return people or _named(reading, token)


@once
def subject(reading: Reading) -> Subject:
    """Say what the verb of the question is given to."""
    tokens = main(reading).tokens
    return _english(reading, tokens) if reading.language == "en" else _french(reading, tokens)


@once
def experienced(reading: Reading) -> bool:
    """Whether what someone else lives is asked for: "how would your sister tell it", "what was it like"."""
    tokens = main(reading).tokens
    words = {token.word for token in tokens}
    if {"it", "like"} <= words and words & spelled("is was feel felt"):
        return True
    if (
        ({"feel", "it"} <= words and words & {"did", "does"})
        or {"did", "feel", "like"} <= words
        or ({"it", "to"} <= words and words & _HARD)
    ):
        return True
    lives = bool(words & listed(reading.language, "verbs.lived")) or any(map(foreseen, tokens))
    lives = lives or bool(reading.language == "en" and _WOULD & {token.raw for token in tokens[:_GROUP]})
    named = _RELATES & {token.raw for token in tokens[2:]} or any(_one(reading, token) for token in tokens)
    several = words & listed(reading.language, "words.audience") and not named
    about = subject(reading)
    someone = about == "person" and not several
    senses = {token.word for token in tokens} & listed(reading.language, "verbs.senses")
    perspective = about == "the" and bool(senses) and (reading.language == "fr" or "would" in words)
    return (someone and lives) or perspective


def foreseen(token: Token) -> bool:
    """Whether a French verb says what someone would, or will, live."""
    return token.word.endswith(_FORESEEN) or token.raw in {"va", "vont"}


def _one(reading: Reading, token: Token) -> bool:
    """Whether a token is someone in particular, and no audience."""
    language = reading.language
    audience = listed(language, "words.audience")
    return not token.quote and (
        _named(reading, token) or (token.word in listed(language, "words.persons") and token.word not in audience)
    )


def _named(reading: Reading, token: Token) -> bool:
    calendar = token.word in listed(reading.language, "words.openers")
    return reading.own[token.start].isupper() and token is not reading.tokens[0] and not calendar


def _english(reading: Reading, tokens: Sequence[Token]) -> Subject:
    raws = [token.raw for token in tokens]
    asked = next((at for at, raw in enumerate(raws) if raw in WH["en"]), len(raws))
    auxiliary = next((at for at in range(asked + 1, len(raws)) if raws[at] in AUXILIARY | _ELISIONS), len(raws))
    rest = tokens[auxiliary + 1 :]
    if rest and raws[auxiliary] in _PROGRESSIVE and rest[0].word.endswith("ing"):
        return "asked"
    who = len(raws) > asked + 1 and raws[asked] == "who" and auxiliary == asked + 1 and raws[auxiliary] in _WOULD
    if who and rest and not reading.plain(rest[0]) and not _named(reading, rest[0]):
        return "asked"
    return _kind(reading, rest)


def _french(reading: Reading, tokens: Sequence[Token]) -> Subject:
    raws = [token.raw for token in tokens]
    turned = [tokens[at + 1].raw for at in range(len(tokens) - 1) if inverted(tokens, at)]
    if {"tu", "vous"} & set(turned) or "tu" in raws:
        return "author"
    asked = next((at for at, raw in enumerate(raws) if raw in WH["fr"]), -1)
    start = 0 if asked > 0 and raws[0] in _KINDS["fr"]["pronoun"] else asked + 1
    for at in range(start, len(raws) - 2):
        if raws[at : at + 2] == ["est", "ce"]:
            return "asked" if raws[at + 2] == "qui" else _kind(reading, tokens[at + 3 :])
    for at in range(start, len(tokens)):
        found = _kind(reading, tokens[at:])
        if found not in {"asked", "bare"} and not (at and raws[at - 1] in _BEFORE):
            return found
    return "asked"


def _kind(reading: Reading, rest: Sequence[Token]) -> Subject:
    """Say what a group of words is by its first."""
    if not rest:
        return "asked"
    first, language = rest[0], reading.language
    if first.quote or author(first, language):
        return "quote" if first.quote else "author"
    group = _group(reading, rest)
    if any(
        person(reading, token) and (at <= 1 or not _named(reading, token)) for at, token in enumerate(group)
    ) or _whose(language, rest[len(group) :]):
        return "person"
    found = next((kind for kind, words in _KINDS[language].items() if first.raw in words), None)
    if found == "pronoun" and len(rest) > 1 and first.raw in {"that", "ce"} and not all(map(reading.plain, rest[1:3])):
        return "this"
    return found or _bare(reading, first)


def _whose(language: Language, after: Sequence[Token]) -> bool:
    """Whether what follows a noun tells that it is a person: "a donor who gave"."""
    return language == "en" and bool(after) and after[0].raw in WHO


def _group(reading: Reading, rest: Sequence[Token]) -> Sequence[Token]:
    """Cut a group of words where its noun ends, at its first small word after two: "a first-time buyer afraid"."""
    ends = (at for at in range(_LEAST, len(rest)) if reading.plain(rest[at]) or rest[at - 1].word.endswith("ing"))
    return rest[: min(next(ends, len(rest)), _GROUP)]


def _bare(reading: Reading, first: Token) -> Subject:
    """Say what a word without an article is: a deed, a thing, or the verb of a question word that is its subject."""
    if reading.language == "en" and first.word.endswith("ing"):
        return "doing"
    said = coach_says(first.word, reading.language) and first.word not in reading.sources.words
    return "asked" if reading.plain(first) or said else "bare"
