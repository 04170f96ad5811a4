"""A poet's words that only the question has: light, breath, courage, dancing; and abstract words made on purpose."""

from collections.abc import Iterator

from companion.guard.reading import Reading, Token
from companion.guard.rules import fault
from companion.guard.vocabulary import coach_knows, listed, listed_stems, spelled, stem
from companion.records import Fault

_FR = spelled(
    "ité ités tude tudes ance ances ence ences esse esses isme ismes tion tions sion sions ement ements amment emment"
)
_EN = spelled("ness ity tion tions sion sions ment ments hood ship dom ism ance ence ly iest")
_ABSTRACT = {"fr": tuple(_FR), "en": tuple(_EN)}
_LEAST = 6


def poetry(reading: Reading) -> Iterator[Fault]:
    """Refuse such words; beside a quotation the author's words carry the question, and a word of these is no leak."""
    if reading.quotes:
        return
    for token in reading.tokens:
        if (
            not reading.plain(token)
            and not reading.known(token)
            and (_poetic(reading, token) or _abstract(reading, token))
        ):
            yield fault("image", token.raw, why="a poet's or a preacher's word that the author did not use")
            return


def _poetic(reading: Reading, token: Token) -> bool:
    language = reading.language
    if token.word in listed(language, "words.prosaic"):
        return False
    return stem(token.word, language) in listed_stems(language, "words.poetic")


def _abstract(reading: Reading, token: Token) -> bool:
    """Whether it is a quality, a state or a manner that neither the author nor a coach has a word for."""
    made = token.raw.endswith(_ABSTRACT[reading.language]) and len(token.raw) >= _LEAST
    return made and not coach_knows(token.word, reading.language)
