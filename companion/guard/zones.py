"""Comparisons and clauses about something, where a word from nowhere weighs more: "like ...", "that ...", "qui ..."."""

from collections.abc import Iterator

from companion.guard.ground import textual
from companion.guard.reading import Reading, Token
from companion.guard.rules import fault
from companion.guard.subject import addressed, experienced, person
from companion.guard.vocabulary import listed_stems, spelled, stem, vocabulary
from companion.records import Fault, Language

_LIKE = {"fr": frozenset({"comme", "façon", "genre", "tel", "telle"}), "en": frozenset({"like", "as"})}
_RELATIVE = {"fr": frozenset({"qui", "dont", "que", "qu"}), "en": frozenset({"that", "who", "which", "whose"})}
_MEASURES = spelled("plus moins aussi autant")
_WISHERS = spelled("you d would they he she i")
_AFTER_LIKE = spelled(
    "to in on at for from with when if after before during between inside you they he she it we i well soon "
    "much long tu vous si"
)
_WISHES = {
    "fr": ("veu", "voul", "voud", "aimer", "souhait", "esper", "tien", "faut"),
    "en": ("want", "wish", "hope", "like"),
}
_NOBODY = spelled("personne nobody someone somebody quelqu un monde aucun")
_PERSONAL = spelled("who whose whom qui dont")
_STATED = 2


def likened(reading: Reading) -> list[tuple[Token, ...]]:
    """Comparisons: what follows like, as or than, to the next mark; where something does."""
    zones = (
        _until(clause.tokens[at + 1 :])
        for clause in reading.clauses
        for at in range(len(clause.tokens) - 1)
        if _likens(reading, clause.tokens, at) or _weighs(clause.tokens, at)
    )
    return list(filter(None, zones))


def _weighs(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether what one thing is weighed against follows: "plus court que franc"."""
    weighed = tokens[at].raw in {"que", "qu"} and _MEASURES & {token.raw for token in tokens[max(0, at - 3) : at]}
    return bool(weighed) or tokens[at].raw == "than"


def _guarded(reading: Reading) -> list[tuple[Token, ...]]:
    """Comparisons and clauses about something: what follows like, as, that, who, qui, que; where something does."""
    zones = []
    for clause in reading.clauses:
        tokens = clause.tokens
        for at in range(len(tokens) - 1):
            if _likens(reading, tokens, at) or _relates(reading, tokens, at):
                zones.append(_until(tokens[at + 1 :]))
                break
    return list(filter(None, zones))


def _until(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Cut a clause where another, of time or condition, begins."""
    ends = (at for at, token in enumerate(tokens) if token.raw in {"quand", "si", "lorsque", "when", "if", "while"})
    return tokens[: next(ends, len(tokens))]


def _likens(reading: Reading, tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a comparison begins: not "would you like", "what was it like in", "as they ride"."""
    if tokens[at].raw not in _LIKE[reading.language]:
        return False
    before, after = tokens[at - 1].raw if at else "", tokens[at + 1].raw
    return before not in _WISHERS and after not in _AFTER_LIKE


def _relates(reading: Reading, tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a clause about something begins: not "what do you want … to", "voudrais-tu que", "the day that you"."""
    token, language = tokens[at], reading.language
    if token.raw not in _RELATIVE[language] or (at < 2 and all(map(reading.plain, tokens[:at]))):
        return False
    before, after = tokens[at - 1], tokens[at + 1].raw
    if before.raw in {"ce", "est", "fait", "à", "de", "pour", "avec", "chez", "because"} or (
        token.raw == "that" and reading.plain(before)
    ):
        return False
    wished = any(t.word.startswith(_WISHES[language]) for t in tokens[max(0, at - 3) : at])
    return not wished and after not in {"tu", "vous", "t", "you", "on", "te"}


def _whom(reading: Reading, zone: tuple[Token, ...]) -> bool:
    """Whether a clause only says which person is meant: "someone who shows up late", "un parent qui hésite"."""
    at = next(at for at, token in enumerate(reading.tokens) if token is zone[0])
    if at < _STATED or reading.tokens[at - 1].raw not in _PERSONAL:
        return False
    before = reading.tokens[max(0, at - 1 - _STATED) : at - 1]
    return any(person(reading, token) or token.word in _NOBODY for token in before)


def _cleft(reading: Reading, zone: tuple[Token, ...]) -> bool:
    """Whether it asks what in a thing moves the author: "what is it about a house laughing that gets you"."""
    raws = [token.raw for token in reading.tokens[: _STATED + 2]]
    return raws[:3] == ["what", "is", "it"] and addressed(reading, zone)


def premises(reading: Reading) -> Iterator[Fault]:
    """Refuse a clause that states two things the author never said: "que chaque chien cache un poème"."""
    language = reading.language
    generic = listed_stems(language, "words.generic")
    for zone in _guarded(reading):
        stated = [
            t for t in zone if not reading.plain(t) and not reading.known(t) and stem(t.word, language) not in generic
        ]
        if _whom(reading, zone) or _cleft(reading, zone) or (experienced(reading) and textual(reading)):
            continue
        owned = [t for t in stated if base(t.word, language) not in vocabulary(language).coach]
        if len(stated) >= _STATED and owned and not any(token.quote for token in zone):
            yield fault("image", reading.text[zone[0].start : zone[-1].end], why="a premise the author never stated")
            return


def base(word: str, language: Language) -> str:
    """Return the stem of a word; of an English comparative or a word in un-, the stem of what it is made from."""
    found, known = stem(word, language), vocabulary(language)
    if language == "en" and found not in known.coach | known.everyday:
        made = (
            word.removesuffix("est"),
            word.removesuffix("er"),
            word.removesuffix("r"),
            word.removesuffix("st"),
            word.removeprefix("un"),
        )
        return next((stem(base, language) for base in made if stem(base, language) in known.coach), found)
    return found
