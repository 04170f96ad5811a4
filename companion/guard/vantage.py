"""From where a question asks: what a thing does is asked of nobody, and how someone does it flatters or advises.

Only the author's own words in quotation marks, this very text, a person's view or a scene give a coach somewhere to
stand; from anywhere else a question says what its words say.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from companion.guard.asking import AUXILIARY, WH, inverted
from companion.guard.ground import anchored, received, textual, waits
from companion.guard.reading import Reading, Token
from companion.guard.rules import fault
from companion.guard.scenes import scene
from companion.guard.subject import YOURS, addressed, author, experienced, main, person, subject
from companion.guard.vocabulary import listed, spelled
from companion.records import Fault

_THINGS = frozenset({"the", "your", "a", "bare", "doing"})
_HOW = {"en": spelled("how"), "fr": spelled("comment")}
_WHO = spelled("who qui")
_ASKED = frozenset({"asked", "bare"})
_OF = spelled("of about to from like de d à comme")
_A = spelled("a an un une")
_PRESENT = spelled("do does is are")
_MANY = spelled("two three people men women some a an")
_PAST = spelled("did was were had a ont")
_ZERO = spelled("0 1 zero zéro un one")
_WHICH = spelled("which what quel quelle quels quelles")
_ONCE = spelled("did as avez")
_WAS = ("ais", "iez")
_BESIDE = spelled("avec chez de with beside near behind")
_MAY = spelled("might should")
_NEAR = 3
_REACH = 4
_CONDITIONAL = ("rait", "raient", "ront", "ra")
_WILL = spelled("would will might could")


def vantage(reading: Reading) -> Iterator[Fault]:
    """Refuse a question that stands nowhere."""
    tokens = main(reading).tokens
    if len(tokens) <= _NEAR:
        tokens = reading.tokens  # an aside parts the question word from its verb: "qu'est-ce qui, dans une poubelle"
    if reading.quotes or len(tokens) < _NEAR:
        return
    for found, why in (
        (_thing(reading, tokens), "what a thing does, which nobody is asked about"),
        (_manner(reading, tokens), "how the author does it: praise or advice, not a question"),
        (_audience(reading, tokens), "what people at large would make of it, with nothing of the text to stand on"),
        (_anyone(reading, tokens), "what one does, a saying"),
        (_theme(reading, tokens), "it asks for a thing of the coach's"),
        (_supposed(reading), "it supposes something, and asks nothing"),
        (_others(reading, tokens), "what a person does, with nothing of the text to stand on"),
        (_which(reading, tokens), "which thing does something, asked of nobody"),
    ):
        if found:
            yield fault("image", reading.text[tokens[0].start : tokens[-1].end], why=why)
            return


def _thing(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether a thing acts, and neither the author nor a scene is part of it."""
    return subject(reading) in _THINGS and not (_free(reading, tokens) or experienced(reading))


def _scaled(reading: Reading) -> bool:
    """Whether it asks for a number: "from 0 to 10", "de zéro à dix"."""
    opening = [token.raw for token in reading.tokens[: _REACH + _REACH]]
    return any(one in _ZERO and other in {"to", "à"} for one, other in pairwise(opening))


def _given(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether the author receives it, from what can give: "what brings you", "qu'est-ce qui te reste"."""
    if not addressed(reading, tokens):
        return False
    beside = any(one.raw in _BESIDE and author(other, reading.language) for one, other in pairwise(tokens))
    return (
        subject(reading) == "author"
        or beside
        or any(token.word in listed(reading.language, "verbs.giving") for token in tokens)
    )


def _free(reading: Reading, tokens: Sequence[Token]) -> bool:
    texts = listed(reading.language, "words.texts")
    chosen = any(one.raw in WH[reading.language] and other.word in texts for one, other in pairwise(tokens))
    if chosen and not any(token.raw in _WILL or token.word.endswith(_CONDITIONAL) for token in tokens):
        return True  # "which words here are the most yours"
    return (
        _scaled(reading)
        or _given(reading, tokens)
        or received(reading)
        or textual(reading)
        or waits(reading)
        or scene(reading, tokens)
    )


def _manner(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether it asks how the author does something other than feel, see or remember: "how do you carry"."""
    at = next((at for at, token in enumerate(tokens[:_NEAR]) if token.raw in _HOW[reading.language]), -1)
    if at < 0 or not any(author(token, reading.language) for token in tokens[at + 1 : at + _REACH + 1]):
        return False
    if reading.language == "en" and at + 1 < len(tokens) and tokens[at + 1].raw not in AUXILIARY:
        return False  # "how settled are you"
    past = any(token.raw in _ONCE or token.raw.endswith(_WAS) for token in tokens)
    if past and not any(reading.stranger(token) for token in tokens):
        return False  # "comment tenais-tu la scie": a scene, in no word of the coach's
    inner = listed(reading.language, "verbs.inner")
    return not any(token.word in inner for token in tokens)


_ASKS = spelled("do did are were have would will")


def _audience(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether people at large are to feel, say or do something, with nothing of the text to stand on."""
    people = listed(reading.language, "words.audience")
    head = tokens[: _REACH + _NEAR]
    many = [token.raw for token in head[:2]] == ["how", "many"] or head[0].raw == "combien"
    asked = reading.language == "en" and [t.raw for t in tokens[:_NEAR]] == ["which", "of", "your"]
    would = asked or any(token.raw in _WILL or token.word.endswith(_CONDITIONAL) for token in tokens)
    return (
        (would or many)
        and any(token.word in people or (many and person(reading, token)) for token in head)
        and subject(reading) != "author"
        and (many or not (anchored(reading) or any(person(reading, t) and t.word not in people for t in head)))
    )


def _anyone(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether it asks what one does: "à quel âge cesse-t-on d'attendre"."""
    if reading.language == "en":
        return any(one.raw in _ASKS and other.raw in {"one", "we"} for one, other in pairwise(tokens))
    seen = listed("fr", "verbs.perceived")
    turned = next(
        (at for at, token in enumerate(tokens) if inverted(tokens, at) and tokens[at + 1].raw in {"on", "t"}), -1
    )
    on = turned >= 0 and "on" in {token.raw for token in tokens[turned + 1 : turned + _NEAR]}
    how = [token.raw for token in tokens[:2]] == ["comment", "on"]
    return (on and tokens[turned].word not in seen) or how


def _others(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether it is about people at large, or someone who is to meet a thing of the coach's: "what do two men"."""
    if subject(reading) != "person" or anchored(reading) or textual(reading) or _given(reading, tokens):
        return False
    loose = any(
        one.raw in _OF and other.raw in _A and not _timed(reading, at)
        for at, (one, other) in enumerate(pairwise(tokens))
    )
    asks = next((at for at, token in enumerate(tokens) if token.raw in _PRESENT), len(tokens))
    following = tokens[asks + 1 : asks + _NEAR]
    several = (
        any(
            token.word.endswith("s") and person(reading, token)
            for token in following[: 1 + (not reading.plain(following[0]))]
        )
        if following
        else False
    )
    general = bool(following) and (following[0].raw in _MANY or several)
    single = reading.language == "fr" and any(
        one.raw in _A and person(reading, other) for one, other in pairwise(tokens[:_REACH])
    )
    tried = any(token.word.endswith(_CONDITIONAL) for token in tokens)
    return loose or (single and not tried) or (reading.language == "en" and general) or _habit(reading, tokens)


def _habit(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether it asks how someone does a thing, now and always, and not how they see or tell it."""
    words = {token.word for token in tokens}
    lives = words & (listed(reading.language, "verbs.lived") | listed(reading.language, "verbs.inner"))
    degree = (
        reading.language == "en" and tokens[1:2] != () and tokens[1].raw not in AUXILIARY
    )  # "how cheerful is whoever picks up"
    does = (
        {"how", "comment"} & {tokens[0].raw}
        and not degree
        and not any(token.raw in _WILL or token.word.endswith(_CONDITIONAL) for token in tokens)
    )
    past = any(token.raw in _PAST or token.raw.endswith(("ait", "aient")) for token in tokens)
    return bool(does) and not lives and not past and not scene(reading, tokens)


def _timed(reading: Reading, at: int) -> bool:
    times = listed(reading.language, "words.times")
    return any(token.word in times for token in main(reading).tokens[at + 2 : at + 2 + _NEAR])


def _theme(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether what is asked for is a thing the coach named: "quelle fierté", "what pattern did she leave"."""
    language = reading.language
    lists = ("words.asked", "words.texts", "words.times", "words.sensed", "words.spots", "words.facts", "words.bodies")
    for at, (one, other) in enumerate(pairwise(tokens[: _REACH + 1])):
        if one.raw not in _WHICH or reading.plain(other) or reading.known(other) or person(reading, other):
            continue
        verb = one.raw == "what" and not any(token.raw in AUXILIARY for token in tokens[at + 2 : at + 2 + _NEAR])
        usual = any(other.word in listed(language, name) for name in (*lists, "words.everyday"))
        return not verb and not usual
    return False


def _supposed(reading: Reading) -> bool:
    """Whether it only supposes: "what if she was buying", "et si c'était le facteur"; that it waits may be supposed."""
    opening = [token.raw for token in reading.tokens[:2]]
    someone = any(person(reading, token) for token in reading.tokens[2 : 2 + _NEAR])
    return opening in (["what", "if"], ["et", "si"]) and not (waits(reading) or (someone and anchored(reading)))


def _which(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether the question word is who or what does it, at large: "which love songs are only sung off key"."""
    language = reading.language
    first = next((at for at, token in enumerate(tokens[:_NEAR]) if token.raw in WH[language]), -1)
    if first >= 0 and tokens[first].raw == "whose" and addressed(reading, reading.tokens):
        return False
    people = language == "fr" and first == 0 and tokens[0].raw == "qui" and not inverted(tokens, 1)
    if first < 0 or (subject(reading) not in _ASKED and not people) or _free(reading, tokens) or anchored(reading):
        return False
    happens = listed(language, "verbs.happening")
    if (
        tokens[first + 1 : first + 2]
        and tokens[first + 1].raw in _MAY
        and not any(reading.stranger(token) for token in tokens)
    ):
        return False
    mine = listed(language, "words.pronouns") | (frozenset() if tokens[first].raw in _WHO else YOURS[language])
    return not any(token.word in happens or token.raw in mine for token in tokens[first + 1 :])
