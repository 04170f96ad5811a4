"""Provenance: what stands outside quotations is the author's word or a coach's; images and wordings are not.

A question may hold one content word of its own, nowhere near an image; everyday words are counted too, for images are
made of them. Judged in a model's own words only: curated questions were written by people.
"""

from collections.abc import Iterator

from companion.guard.answers import answers
from companion.guard.asking import asks
from companion.guard.claims import claims, scene
from companion.guard.dates import said
from companion.guard.editing import editing
from companion.guard.offerings import offerings
from companion.guard.predicate import images, wordings
from companion.guard.reading import Reading, Token
from companion.guard.rules import fault
from companion.guard.subject import addressed, experienced, main, person, textual
from companion.guard.vocabulary import listed, spelled, stem, stems, vocabulary
from companion.records import Fault, Language

_LIKE = {"fr": frozenset({"comme", "façon", "genre", "tel", "telle"}), "en": frozenset({"like", "as"})}
_RELATIVE = {"fr": frozenset({"qui", "dont", "que", "qu"}), "en": frozenset({"that", "who", "which", "whose"})}
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
_PLACED = spelled("in from at near à de d chez")
"""Before a place: "any other realtor in Kelowna"."""
_STATED = 2
_NEW = 1
_EVERYDAY = 3


def check(reading: Reading) -> Iterator[Fault]:
    """Find words that come from nowhere, and images and wordings whatever their words."""
    if not reading.owned or not reading.tokens:
        return
    new, everyday = _strangers(reading)
    zones = _guarded(reading)
    near = [token for token in new if any(token in zone for zone in _likened(reading))]
    if near:
        yield fault("novelty", near[0].raw, why="a word from nowhere in a comparison")
    elif len(new) > _NEW or len(everyday) + 2 * len(new) > _allowance(reading):
        yield fault("novelty", ", ".join(token.raw for token in new + everyday))
    elif (new and not _spoken(reading) and not textual(reading)) or (
        _asserted(reading, everyday) and not _spoken(reading) and not experienced(reading)
    ):
        yield fault(
            "novelty", ", ".join(token.raw for token in new + everyday), why="it says something and asks nobody"
        )
    yield from _premises(reading, zones)
    yield from _titles(reading)
    yield from images(reading)
    yield from wordings(reading)
    yield from answers(reading)
    yield from claims(reading)
    yield from editing(reading)
    yield from offerings(reading)


def _allowance(reading: Reading) -> int:
    """Return how much may come from nowhere: one more beside a quotation, one more where the author is who is asked."""
    return _EVERYDAY + bool(reading.quotes) + addressed(reading, main(reading).tokens)


def _strangers(reading: Reading) -> tuple[list[Token], list[Token]]:
    """Content words of neither the author nor the coach, and everyday words that are not the author's."""
    language, known = reading.language, vocabulary(reading.language)
    dates = [(date.start, date.end) for date in said(reading.own, language)]
    new: list[Token] = []
    everyday: list[Token] = []
    for token in reading.tokens:
        if reading.plain(token) or len(token.word) < 2 or any(start <= token.start < end for start, end in dates):
            continue
        found = _base(token.word, language)
        if found in known.coach or (token.word.isdigit() and int(token.word) <= 10):
            continue
        if reading.known(token):
            continue
        (everyday if found in known.everyday or found in known.frames else new).append(token)
    return new, everyday


def _likened(reading: Reading) -> list[tuple[Token, ...]]:
    """Comparisons: what follows like or as, to the next mark."""
    return [
        _until(clause.tokens[at + 1 :])
        for clause in reading.clauses
        for at in range(len(clause.tokens) - 1)
        if _likens(reading, clause.tokens, at)
    ]


def _guarded(reading: Reading) -> list[tuple[Token, ...]]:
    """Comparisons and clauses about something: what follows like, as, that, who, qui, que, to the next mark."""
    zones = []
    for clause in reading.clauses:
        tokens = clause.tokens
        for at in range(len(tokens) - 1):
            if _likens(reading, tokens, at) or _relates(reading, tokens, at):
                zones.append(_until(tokens[at + 1 :]))
                break
    return zones


def _base(word: str, language: Language) -> str:
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


def _asserted(reading: Reading, everyday: list[Token]) -> bool:
    """Whether everyday words stand in the question itself, not in an introduction to it, and beside no quotation."""
    asked = next((clause.tokens[0].start for clause, kind in asks(reading) if kind != "none"), 0)
    if reading.quotes or textual(reading) or scene(reading, main(reading).tokens):
        return False
    return any(token.start >= asked for token in everyday)


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


def _premises(reading: Reading, zones: list[tuple[Token, ...]]) -> Iterator[Fault]:
    """Refuse a clause that states two things the author never said: "que chaque chien cache un poème"."""
    language = reading.language
    generic = stems(listed(language, "words.generic"), language)
    for zone in zones:
        stated = [
            t for t in zone if not reading.plain(t) and not reading.known(t) and stem(t.word, language) not in generic
        ]
        if _whom(reading, zone) or _cleft(reading, zone) or (experienced(reading) and textual(reading)):
            continue
        owned = [t for t in stated if _base(t.word, language) not in vocabulary(language).coach]
        if zone and len(stated) >= _STATED and owned and not any(token.quote for token in zone):
            yield fault("image", reading.text[zone[0].start : zone[-1].end], why="a premise the author never stated")
            return


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


def _spoken(reading: Reading) -> bool:
    """Whether the question speaks to the author, or of a person."""
    people = listed(reading.language, "words.people")
    return any(token.word in people or person(reading, token) for token in reading.tokens)


def _titles(reading: Reading) -> Iterator[Fault]:
    """Refuse words capitalised as a title or a slogan is, where the author's are not."""
    titled = []
    for at, token in enumerate(reading.tokens):
        opening = at == 0 or any(mark in token.before for mark in ":.?!")
        upper = (
            not token.quote
            and reading.own[token.start].isupper()
            and token.raw not in {"i", "m", "mr", "mrs", "ms", "dr", "mme"}
        )
        place = at > 0 and reading.tokens[at - 1].raw in _PLACED and not reading.plain(token)
        if upper and not (opening or place or token.word in reading.sources.capitalised or _calendar(reading, token)):
            titled.append(token)
    if len(titled) > 1 or any(reading.known(token) for token in titled):
        yield fault("wording", ", ".join(token.raw for token in titled), why="words capitalised as a title")


def _calendar(reading: Reading, token: Token) -> bool:
    return token.word in listed(reading.language, "words.openers")
