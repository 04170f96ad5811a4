"""Provenance: what stands outside quotations is the author's word or a coach's; images and wordings are not.

A question may hold one content word of its own, nowhere near an image; everyday words are counted too, for images are
made of them. Judged in a model's own words only: curated questions were written by people.
"""

from collections.abc import Iterator

from companion.guard.answers import answers
from companion.guard.asking import asks
from companion.guard.balance import balance
from companion.guard.claims import claims
from companion.guard.constructions import constructions
from companion.guard.dates import said
from companion.guard.editing import editing
from companion.guard.fitting import fitting
from companion.guard.ground import textual, waits
from companion.guard.offerings import offerings
from companion.guard.poetry import poetry
from companion.guard.predicate import images
from companion.guard.reading import Reading, Token
from companion.guard.rules import fault
from companion.guard.scenes import scene
from companion.guard.skeleton import skeleton
from companion.guard.subject import addressed, experienced, main
from companion.guard.vantage import vantage
from companion.guard.vocabulary import listed, spelled, vocabulary
from companion.guard.wordings import wordings
from companion.guard.zones import base, likened, premises
from companion.records import Fault

_PLACED = spelled("in from at near à de d chez")
"""Before a place: "any other realtor in Kelowna"."""
_MODALS = spelled("would will did does might could")
"""Before a name that the author wrote small: "what would Deb want"."""
_INDEFINITE = spelled("a an un une")
_NEW = 1
_EVERYDAY = 3


def check(reading: Reading) -> Iterator[Fault]:
    """Find words that come from nowhere, and images and wordings whatever their words."""
    if not reading.owned or not reading.tokens:
        return
    new, everyday = _strangers(reading)
    asked = main(reading).tokens
    near = [
        token
        for zone in likened(reading)
        for token in (new + everyday if zone[0].raw in _INDEFINITE else new)  # "comme bruit" asks for a kind
        if token in zone
    ]
    if near:
        yield fault("novelty", near[0].raw, why="a word from nowhere in a comparison")
    elif len(new) > _NEW or len(everyday) + 2 * len(new) > _allowance(reading):
        yield fault("novelty", ", ".join(token.raw for token in new + everyday))
    elif (new and not (_spoken(reading) or textual(reading) or reading.quotes or scene(reading, asked))) or (
        _asserted(reading, everyday) and not _spoken(reading) and not experienced(reading)
    ):
        yield fault(
            "novelty", ", ".join(token.raw for token in new + everyday), why="it says something and asks nobody"
        )
    yield from fitting(reading)
    yield from premises(reading)
    yield from _titles(reading)
    yield from images(reading)
    yield from wordings(reading)
    yield from answers(reading)
    yield from balance(reading)
    yield from claims(reading)
    yield from editing(reading)
    yield from offerings(reading)
    yield from constructions(reading)
    yield from poetry(reading)
    yield from skeleton(reading)
    yield from vantage(reading)


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
        found = base(token.word, language)
        if found in known.coach or (token.word.isdigit() and int(token.word) <= 10):
            continue
        if reading.known(token):
            continue
        (everyday if found in known.everyday or found in known.frames else new).append(token)
    return new, everyday


def _asserted(reading: Reading, everyday: list[Token]) -> bool:
    """Whether everyday words stand in the question itself, not in an introduction to it, and beside no quotation."""
    asked = next((clause.tokens[0].start for clause, kind in asks(reading) if kind != "none"), 0)
    if reading.quotes or textual(reading) or waits(reading) or scene(reading, main(reading).tokens):
        return False
    return any(token.start >= asked for token in everyday)


def _spoken(reading: Reading) -> bool:
    """Whether the question speaks to the author, of a person, or of what someone lives."""
    people = listed(reading.language, "words.people") | listed(reading.language, "words.persons")
    return any(token.word in people for token in reading.tokens) or experienced(reading)


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
        before = reading.tokens[at - 1].raw if at else ""
        place = before in _PLACED | _MODALS and not reading.plain(token)
        if upper and not (opening or place or token.word in reading.sources.capitalised or _calendar(reading, token)):
            titled.append(token)
    if len(titled) > 1 or any(reading.known(token) for token in titled):
        yield fault("wording", ", ".join(token.raw for token in titled), why="words capitalised as a title")


def _calendar(reading: Reading, token: Token) -> bool:
    return token.word in listed(reading.language, "words.openers")
