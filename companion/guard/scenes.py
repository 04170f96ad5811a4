"""Scenes: what was there, where a thing stood, how it sounded; to ask that claims nothing."""

from collections.abc import Sequence

from companion.guard.asking import PREPOSITIONS
from companion.guard.reading import Reading, Token
from companion.guard.subject import WHO, subject
from companion.guard.vocabulary import coach_knows, listed, spelled

_SCENES = {
    "fr": spelled(
        "avait était étaient été entendait voyait disait sentait passait passe faisait ressemblait ressemblaient "
        "jouait traînait"
    ),
    "en": spelled("was were happened happen"),
}
_SENSED = frozenset({"the", "your", "this"})
_WHERE = spelled("where où")
_HOW = spelled("how comment")
_WENT = spelled("was were go going went était étaient")
_WAS = spelled("is are was were has have did est sont était étaient en s le la l les ton ta tes votre vos")
_IMPERFECT = ("ait", "aient")
_CONDITIONAL = ("rait", "raient")
_CLAUSE = spelled("that which who whom qui que qu dont ceux celle celui celles an un une")
_PLACED = spelled("live hang sit sleep vit dort pend")
_FEW = 2
_NEAR = 6


def _near(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether it asks in which place: "dans quel coin de l'atelier"."""
    return len(tokens) > _FEW and tokens[0].raw in PREPOSITIONS["fr"] and tokens[2].word in listed("fr", "words.spots")


def scene(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether it asks what was there, or was said, seen or heard, once; looked for once a run of words."""
    name = f"scene {tokens[0].start} {len(tokens)}"
    if name not in reading.facts:
        reading.facts[name] = _scene(reading, tokens)
    return bool(reading.facts[name])


def _scene(reading: Reading, tokens: Sequence[Token]) -> bool:
    head = [token.raw for token in tokens[:_FEW]]
    return (
        _went(reading, tokens)
        or (head[-1].startswith("quel") and any(token.raw in _WAS for token in tokens) and _near(reading, tokens))
        or (head[0] in _WHERE and (_stood(reading, head[-1]) or _kept(reading, tokens)))
        or _witnessed(reading, tokens)
        or _sensed(reading, tokens)
    )


def _went(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether it asks how a thing went, or what a time looks like: "how did the drive go", "comment s'est passé"."""
    raws = [token.raw for token in tokens[:_NEAR]]
    if tokens[0].raw in _HOW and _WENT & set(raws) and subject(reading) in _SENSED | {"asked"}:
        return True
    times = listed(reading.language, "words.times")
    if raws[:3] in (["comment", "s", "est"], ["combien", "de", "temps"]) or _held(reading, tokens):
        return True
    return {"look", "like"} <= set(raws) and any(token.word in times for token in tokens)


def _held(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether it asks which did so once, in plain words: "quelle main tenait le crayon"."""
    following = tokens[1 : _FEW + _FEW]
    plain = not any(_strange(reading, token) or token.raw in _CLAUSE for token in tokens[1:])
    return plain and tokens[0].raw.startswith("quel") and any(_imperfect(token) for token in following)


def _kept(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether it asks where a thing of theirs is kept: "where does the old phone live"."""
    placed = {token.raw for token in tokens} & _PLACED
    return bool(placed) and subject(reading) in _SENSED and not any(_strange(reading, token) for token in tokens)


def _imperfect(token: Token) -> bool:
    return token.raw.endswith(_IMPERFECT) and not token.raw.endswith(_CONDITIONAL)


def _stood(reading: Reading, following: str) -> bool:
    """Whether it asks where a thing was: "where was the stamp", "où dormait le chat"."""
    return following.endswith(_IMPERFECT) or (following in _WAS and subject(reading) not in {"a", "doing"})


def _sensed(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether it asks for something that could be seen or heard."""
    raws = {token.raw for token in tokens[:_NEAR]}
    senses = listed(reading.language, "verbs.sensed") | listed(reading.language, "words.sensed")
    if not _whom(tokens) and subject(reading) in _SENSED and any(token.word in senses for token in tokens):
        return True
    past = bool(raws & _SCENES[reading.language]) and not raws & spelled("makes made than")
    return past and (not _whom(tokens) or "whose" in raws)


def _witnessed(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether it asks who was there, or did it, in plain words and no clause of its own: "who stood by the door"."""
    following = tokens[1 : _FEW + _FEW]
    if tokens[0].raw not in {"who", "qui"} or not following or following[0].raw in {"n", "ne"}:
        return False
    if any(token.raw in _CLAUSE for token in tokens[1:]) or any(_strange(reading, token) for token in tokens):
        return False
    return any(_past(reading, token) for token in following)


def _strange(reading: Reading, token: Token) -> bool:
    return not (reading.plain(token) or reading.known(token) or coach_knows(token.word, reading.language))


def _past(reading: Reading, token: Token) -> bool:
    if reading.language == "fr":
        return _imperfect(token) or token.raw in {"a", "ont", "est", "était", "avait"}
    made = token.word.endswith("ed") or token.word in listed("en", "verbs.witnessed")
    return token.raw in {"was", "were"} or made


def _whom(tokens: Sequence[Token]) -> bool:
    return bool(WHO & {token.raw for token in tokens[:_FEW]})
