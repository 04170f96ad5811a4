"""Work on the text dressed as a question: facts to tell, where a part would stand, a picture, what people will find."""

from collections.abc import Iterator
from itertools import pairwise

from companion.guard.asking import WH, inverted
from companion.guard.reading import Reading, Token
from companion.guard.rules import fault
from companion.guard.subject import WHO, addressed, main
from companion.guard.vocabulary import listed, spelled
from companion.records import Fault

_WOULD = {"fr": spelled("si"), "en": spelled("if would could might will")}
_WILL = spelled("will might should ll")
_WOULD_DO = spelled("would could")
_CONDITIONAL = ("rait", "raient", "rais")
_FUTURE = ("ras", "rez", "rais", "riez")
_GOING = spelled("vas allez")
_NO_FACT = spelled("s au par by en")
"""Before such a word it is no fact to tell: "s'adresse à", "au téléphone"."""
_NUMERALS = spelled("one two three four five six seven eight nine ten un deux trois quatre cinq six sept huit neuf dix")
_WHETHER = spelled("whether if")
_REACH = 3
_WRITTEN = ("ecri", "writ", "place")


def editing(reading: Reading) -> Iterator[Fault]:
    """Refuse questions about what to put into the text, where, and for what effect."""
    tables = {hit.table: hit for hit in reading.slips}
    if hit := tables.get("purpose"):
        yield fault("advice", reading.at(hit), why="it says what the text is to bring about")
    if (hit := tables.get("placing")) and _supposes(reading) and _textual(reading):
        yield fault("advice", reading.at(hit), why="it moves parts of the text")
    if hit := tables.get("moving"):
        yield fault("advice", reading.at(hit), why="it moves parts of the text")
    if plan := _plans(reading):
        yield fault("advice", plan, why="it asks for what to put in the text")
    if hit := tables.get("media"):
        yield fault("advice", reading.at(hit), why="it adds a picture to the text")
    if facts := _facts(reading):
        yield fault("advice", facts, why="it asks for what people are to be told")
    if hit := tables.get("effect"):
        yield fault("advice", reading.at(hit), why="it says what the text is to bring about")
    if _practical(reading) and (hit := tables.get("finding")):
        yield fault("advice", reading.at(hit), why="it asks for what people are to be told")


def _supposes(reading: Reading) -> bool:
    """Whether the question tries something out."""
    words = _WOULD[reading.language]
    return any(
        token.raw in words or (reading.language == "fr" and (token.raw.endswith(_CONDITIONAL) or _if(reading, token)))
        for token in reading.tokens
    )


def _if(reading: Reading, token: Token) -> bool:
    """Whether an s stands for si: `s'il`."""
    return token.raw == "s" and reading.own[token.end : token.end + 3].lower()[1:] == "il"


def _textual(reading: Reading) -> bool:
    """Whether it speaks of the text, quotes it, or places a thing of the draft."""
    texts = listed(reading.language, "words.texts")
    return bool(reading.quotes) or any(
        token.word in texts or token.word.startswith(_WRITTEN) or _theirs(reading, token) for token in reading.tokens
    )


def _theirs(reading: Reading, token: Token) -> bool:
    return reading.known(token) and not reading.plain(token)


def _practical(reading: Reading) -> bool:
    """Whether it asks for a fact: at what time, where, which, how much; not who, nor what alone."""
    raws = [token.raw for token in main(reading).tokens]
    if WHO & set(raws[:_REACH]):
        return False
    facts = listed(reading.language, "words.facts")
    head = next((at for at, raw in enumerate(raws) if raw in WH[reading.language]), 0)
    return any(word in facts for word in raws[head : head + _REACH])


def _facts(reading: Reading) -> str:
    """Return a fact of business that the author did not speak of, or an hour or a date asked of people."""
    details, people = listed(reading.language, "words.details"), listed(reading.language, "words.audience")
    tokens = main(reading).tokens
    told = next(
        (
            t.raw
            for at, t in enumerate(tokens)
            if t.word in details
            and t.word not in reading.sources.words
            and not (at and tokens[at - 1].raw in _NO_FACT)
            and not (tokens[at + 1 : at + 2] and tokens[at + 1].word in _NUMERALS)
        ),
        "",
    )
    if told or not any(t.word in people for t in tokens):
        return told
    head = " ".join(t.raw for t in tokens[: _REACH + 1])
    return (
        head
        if any(
            one in head
            for one in ("quelle heure", "what time", "what date", "which date", "how many", "what day", "quel jour")
        )
        else ""
    )


def _plans(reading: Reading) -> str:
    """Return the words that plan a deed of the author's in or around the text: "will you name", "vas-tu mettre"."""
    tokens = main(reading).tokens
    if reading.quotes and not _practical(reading):
        return ""
    deeds = listed(reading.language, "verbs.deeds")
    for at, token in enumerate(tokens):
        tells = token.word == "tell" and tokens[at + 1 : at + 2] and tokens[at + 1].raw not in _WHETHER
        if token.word == "tell" and not tells:
            continue  # "how will you tell, tomorrow, whether": to see, not to say
        if token.word in deeds and _by_author(reading, tokens, at) and not WHO & {t.raw for t in tokens[:_REACH]}:
            return reading.text[tokens[max(0, at - 2)].start : tokens[-1].end]
    return ""


def _by_author(reading: Reading, tokens: tuple[Token, ...], at: int) -> bool:
    """Whether the author is to do what stands at `at`: `will you`, `vas-tu`, `mettras-tu`, `leur dis-tu`."""
    before = [token.raw for token in tokens[max(0, at - _REACH) : at]]
    if reading.language == "en":
        planned = _WILL | _WOULD_DO if tokens[at].word in listed("en", "verbs.edits") else _WILL
        return any(one in planned and other == "you" for one, other in pairwise(before))
    going = bool(_GOING & set(before)) and addressed(reading, tokens)
    future = tokens[at].raw.endswith(_FUTURE) and (inverted(tokens, at) or "tu" in before or "vous" in before)
    telling = bool({"leur", "lui"} & set(before)) and _practical(reading)
    return going or future or telling
