"""Whether it is a question to the author at all: whole, to them and not about them, of something that is theirs."""

from collections.abc import Iterator

from companion.guard.ground import anchored, received, waits
from companion.guard.reading import Reading, Token
from companion.guard.rules import fault
from companion.guard.subject import YOURS, addressed
from companion.guard.vocabulary import listed, spelled
from companion.records import Fault

_CUT = {
    "fr": spelled(
        "de d à en du des au aux le la les l que qu ton ta tes votre vos ce cette ces et ou dans chez vers par"
    ),
    "en": spelled("the a an your my and or but their his"),
}
_PERSON = spelled("personne person")
_TELLS = spelled(
    "qui que qu dont du de d des à au aux en dans avec sans pour chez who whom whose in at on with from of to you that "
    "behind next"
)


def fitting(reading: Reading) -> Iterator[Fault]:
    """Refuse what breaks off, speaks of the author as of a stranger, or could be asked of anything."""
    last = reading.tokens[-1]
    someone = [token.raw for token in reading.tokens[-2:]] == ["quelqu", "un"]
    if last.raw in _CUT[reading.language] and not last.quote and not someone:
        yield fault("not-a-question", last.raw, why="it breaks off")
    for hit in reading.slips:
        if hit.table == "broken":
            yield fault("not-a-question", reading.at(hit), why="it is no sentence")
        elif hit.table == "stranger" and not _theirs(reading, reading.at(hit)):
            yield fault("not-a-question", reading.at(hit), why="it speaks of the author as of a stranger")
    if stranger := _stranger(reading):
        yield fault("not-a-question", stranger, why="it speaks of the author as of a stranger")
    if _bare(reading):
        yield fault("not-a-question", why="it asks nothing of this author or this text")


def _theirs(reading: Reading, said: str) -> bool:
    return said.rsplit(maxsplit=1)[-1].lower() in reading.sources.words


def _stranger(reading: Reading) -> str:
    """Return "the person" where nothing tells which: "qu'est-ce que la personne veut dire"."""
    tokens = reading.tokens
    for at, token in enumerate(tokens[:-1]):
        told = tokens[at + 1].raw in _TELLS or tokens[at + 1].quote
        pointed = at > 0 and tokens[at - 1].raw in {"la", "the"}
        if token.raw in _PERSON and pointed and not told and token.word not in reading.sources.words:
            return reading.text[tokens[at - 1].start : tokens[at + 1].end]
    return ""


def _bare(reading: Reading) -> bool:
    """Whether it holds no word of the author's, does not address them, and points at nothing: "what matters in it"."""
    if reading.quotes or addressed(reading, reading.tokens) or received(reading) or anchored(reading) or waits(reading):
        return False
    return not any(_their(reading, token) for token in reading.tokens)


def _their(reading: Reading, token: Token) -> bool:
    mine = token.raw in YOURS[reading.language]
    content = not reading.plain(token)
    return mine or (content and (reading.known(token) or token.word not in listed(reading.language, "words.generic")))
