"""What a question claims of things while it asks: a premise, a comparison, a thing that acts, a saying."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from companion.guard.ground import anchored, textual, waits
from companion.guard.reading import Reading, Token
from companion.guard.rules import fault
from companion.guard.scenes import scene
from companion.guard.subject import WHO, YOURS, addressed, experienced, main, person, subject
from companion.guard.vocabulary import coach_says, listed, spelled
from companion.lexicon import Hit
from companion.records import Fault

_THINGS = frozenset(["the", "your", "a", "doing", "bare"])
_SINCE = {"fr": spelled("quand"), "en": spelled("when")}
_MOMENT = spelled("moment jour instant point day")
_LESS = {"fr": spelled("plus moins autant mieux"), "en": spelled("more less rather")}
_THAN = {"fr": spelled("que qu"), "en": spelled("than")}
_SELF = spelled("toi vous yourself lui elle")
_USUAL = spelled(
    "tout jamais hier avant usual ever once anything anyone before you tu vous ce c d a zéro un deux trois quatre cinq "
    "six sept huit neuf dix zero one two three four five seven eight nine ten"
)
"""After "than": no thing. Scales compare numbers: "a five rather than a two"."""
_JOINS = spelled(
    "be être peut pourrait est sont était serait devient can could may is are was were becomes make makes fait"
)
_WHOEVER = spelled("whoever quelqu quiconque")
_TRIES = spelled("would should could might will")
_INDEFINITE = spelled("a an un une")
_CLAUSE = spelled("that which who que qu qui dont")
_PAST = spelled("did was were a ont avait avaient")
_PASSIVE = spelled("was were happened happen")
_FEW = 2
_PLURALS = spelled("you people women men children folks everyone someone")
_THEME = 4
_PIECE = 3
_NEAR = 6


def claims(reading: Reading) -> Iterator[Fault]:
    """Refuse what a question asserts of things, in a model's own words."""
    yield from _premise(reading)
    yield from _lesson(reading)
    yield from _comparison(reading)
    yield from _pieces(reading)
    yield from _supposed(reading)
    if not reading.quotes:
        yield from _acts(reading)
        yield from _nobody(reading)


def _where(reading: Reading, tokens: Sequence[Token]) -> str:
    return reading.text[tokens[0].start : tokens[-1].end]


def _content(reading: Reading, tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if token.quote or not reading.plain(token)]


def _premise(reading: Reading) -> Iterator[Fault]:
    """Refuse a clause that is given as known or as said: "when did you learn that the bread could wait"."""
    for hit in reading.slips:
        after = [token for token in reading.tokens if token.start >= hit.end]
        near = _content(reading, after[:_NEAR])
        if hit.table != "premise" or (after and _pointed(reading, hit, after[0])):
            continue
        fact = reading.at(hit).lower().startswith("fait") and all(map(reading.known, near))
        if len(near) >= _FEW and not fact and not any(token.quote for token in near):
            yield fault("image", reading.text[hit.start : after[-1].end], why="a premise the author never stated")
            return


def _pointed(reading: Reading, hit: Hit, following: Token) -> bool:
    """Whether "that" points at a person, and opens no clause: "say to that man"."""
    single = person(reading, following) and not following.word.endswith("s") and following.raw not in _PLURALS
    return reading.at(hit).lower().endswith(" that") and single and not reading.own[following.start].isupper()


def _lesson(reading: Reading) -> Iterator[Fault]:
    """Refuse a theme given to the author: "what does the lamb teach you about slowing down"."""
    for hit in reading.slips:
        after = [token for token in reading.tokens if token.start >= hit.end]
        if hit.table == "lesson" and after and _theme(reading, after):
            yield fault("image", reading.text[hit.start : after[-1].end], why="a lesson the author did not draw")
            return


def _theme(reading: Reading, after: Sequence[Token]) -> bool:
    """Whether what is taught is neither quoted, nor the author, nor a person: "about slowing down", "l'art de"."""
    content = _content(reading, after[:_THEME])
    if not content or content[0].quote or after[0].raw in _SELF | YOURS[reading.language]:
        return False
    return not any(person(reading, token) for token in content) and not addressed(reading, after[:_THEME])


def _comparison(reading: Reading) -> Iterator[Fault]:
    """Refuse two things weighed against each other: "more than a fryer", "more warmth than bread"."""
    for clause in reading.clauses:
        raws = [token.raw for token in clause.tokens]
        for at, raw in enumerate(raws[:-1]):
            compared = _LESS[reading.language] & set(raws[max(0, at - 4) : at]) or _comparative(reading, raws, at)
            if raw not in _THAN[reading.language] or not compared or raws[at + 1] in _USUAL or reading.quotes:
                continue
            if _content(reading, clause.tokens[at + 1 :]):
                yield fault(
                    "image", _where(reading, clause.tokens[max(0, at - 2) :]), why="a comparison of the coach's"
                )
                return


def _comparative(reading: Reading, raws: Sequence[str], at: int) -> bool:
    return reading.language == "en" and at > 0 and raws[at - 1].endswith("er")


def _pieces(reading: Reading) -> Iterator[Fault]:
    """Refuse words picked one by one and put together anew: "can “the bread” “sleep”"."""
    quotes = reading.quotes
    for one, other in pairwise(quotes):
        between = {token.raw for token in reading.tokens if one.end <= token.start < other.start}
        if max(len(one.words), len(other.words)) <= _PIECE and between & _JOINS:
            yield fault("quotation", reading.text[one.start : other.end], why="pieces put together into something new")
            return


def _supposed(reading: Reading) -> Iterator[Fault]:
    """Refuse a thing made to speak: "if the spools could count, what would they say"."""
    for hit in reading.slips:
        if hit.table == "voice":
            inside = [token for token in reading.tokens if hit.start <= token.start < hit.end]
            if not any(person(reading, token) or token.quote for token in inside) and not addressed(reading, inside):
                yield fault("image", reading.at(hit), why="a thing made to speak")


def _acts(reading: Reading) -> Iterator[Fault]:
    """Refuse a thing that did something once, or says something to nobody: "when did the fryer start signing"."""
    clause, about = main(reading), subject(reading)
    if about not in _THINGS or addressed(reading, clause.tokens) or WHO & {token.raw for token in clause.tokens[:_FEW]}:
        return
    raws = [token.raw for token in clause.tokens]
    since = set(raws[:2]) & _SINCE[reading.language] or (set(raws[:4]) & _MOMENT)
    passive = reading.language == "en" and bool(_PASSIVE & set(raws[:_FEW]))
    speaks = not passive and any(token.word in listed(reading.language, "verbs.speech") for token in clause.tokens)
    if since or (speaks and about != "your"):
        yield fault(
            "image", _where(reading, clause.tokens), why="a thing that acts or speaks, as the author never said"
        )


def _nobody(reading: Reading) -> Iterator[Fault]:
    """Refuse a question about things of the draft, or of the world, of which neither the author nor a person is part.

    What passes all the same: what was there ("what was on the stairs"), that very thing ("what did that wave ask"),
    what a person would live ("how would your sister tell it").
    """
    tokens, about = _asked(reading), subject(reading)
    theirs = addressed(reading, reading.tokens) or any(t.raw in YOURS[reading.language] for t in reading.tokens)
    if (
        theirs
        or experienced(reading)
        or textual(reading)
        or waits(reading)
        or _which(reading, tokens)
        or any(token.raw in _WHOEVER for token in tokens)
    ):
        return
    if about in {"asked", "person"} and (_happens(reading, tokens) or _did(reading, tokens)):
        return
    general = (
        about in {"a", "bare", "doing"} and not scene(reading, tokens) and not WHO & {token.raw for token in tokens}
    )
    if _who(tokens) and _TRIES & {token.raw for token in tokens}:
        return
    things = [token for token in tokens if _thing(reading, token)]
    if general or (
        len(things) > (about == "asked" and _who(tokens)) and about != "this" and not scene(reading, tokens)
    ):
        yield fault("image", _where(reading, tokens), why="it says something of things, and asks nobody")


def _happens(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether it asks what happened, or comes back, of nothing at large: not "what is left of a man"."""
    occurring = listed(reading.language, "verbs.occurring")
    return any(t.word in occurring for t in tokens) and not any(t.raw in _INDEFINITE for t in tokens)


def _which(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether it asks who of some would live something of this text: "which of the six would laugh at this"."""
    some = [token.raw for token in tokens[:_FEW]] == ["which", "of"]
    return some and anchored(reading) and bool(_TRIES & {token.raw for token in tokens})


def _did(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether it asks what a person did, in no word but the author's and a coach's: "what did the mailman take"."""
    past = {token.raw for token in tokens} & _PAST
    return (
        bool(past)
        and not any(t.raw in _CLAUSE for t in tokens[_FEW:])
        and all(reading.plain(t) or reading.known(t) or coach_says(t.word, reading.language) for t in tokens)
    )


def _asked(reading: Reading) -> tuple[Token, ...]:
    """Return the clause that asks, with what it supposes first: "if a machine takes nine seconds, what"."""
    supposed = [clause.tokens for clause in reading.clauses if clause.tokens[0].raw in {"if", "si", "s"}]
    asking = main(reading).tokens
    return tuple(token for tokens in supposed if tokens is not asking for token in tokens) + asking


def _thing(reading: Reading, token: Token) -> bool:
    """Whether a word is the author's and no person."""
    return not reading.plain(token) and reading.known(token) and not person(reading, token)


def _who(tokens: Sequence[Token]) -> bool:
    return bool(WHO & {token.raw for token in tokens[:_FEW]})
