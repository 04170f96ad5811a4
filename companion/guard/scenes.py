"""Scenes: what was there, where a thing stood, how it sounded; to ask that claims nothing."""

from collections.abc import Sequence

from companion.guard.asking import PREPOSITIONS
from companion.guard.reading import Reading, Token
from companion.guard.subject import WHO, subject
from companion.guard.vocabulary import listed, spelled

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
_FEW = 2
_NEAR = 6


def _near(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether it asks in which place: "dans quel coin de l'atelier"."""
    return len(tokens) > _FEW and tokens[0].raw in PREPOSITIONS["fr"] and tokens[2].word in listed("fr", "words.spots")


def scene(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether it asks what was there, or was said, seen or heard, once."""
    raws = {token.raw for token in tokens[:_NEAR]}
    senses = listed(reading.language, "verbs.sensed") | listed(reading.language, "words.sensed")
    if tokens[0].raw in _HOW and raws & _WENT and subject(reading) in _SENSED | {"asked"}:
        return True
    if {"look", "like"} <= raws and any(token.word in listed("en", "words.times") for token in tokens):
        return True
    head = [token.raw for token in tokens[:_FEW]]
    if head[-1].startswith("quel") and any(token.raw in _WAS for token in tokens) and _near(reading, tokens):
        return True
    if head[0] in _WHERE and head[-1] in _WAS and subject(reading) not in {"a", "doing"}:
        return True  # "where was the stamp", "how did the drive go"
    if not _whom(tokens) and subject(reading) in _SENSED and any(token.word in senses for token in tokens):
        return True
    return (
        (not _whom(tokens) or "whose" in raws)
        and bool(raws & _SCENES[reading.language])
        and not raws & spelled("makes made than")
    )


def _whom(tokens: Sequence[Token]) -> bool:
    return bool(WHO & {token.raw for token in tokens[:_FEW]})
