"""Matters: what in the world a turn speaks of, and the questions of prompts/topics about it that suit a chat."""

from collections.abc import Iterator, Mapping
from functools import cache

from companion import prompt, topics
from companion.coach.story import Told
from companion.coach.telling import CLAUSE, OWN, Quote
from companion.questions import Frame, frames

WHERE = frozenset({"first", "explore", "tender"})
"""Occasions on which what a turn speaks of may be asked about: those that follow what was just said."""
MOST = 3
"""Such questions in one chat, at most: about the why there is the chat's own library."""
_SPOKEN, _MORE = 1.6, 0.8
"""What it is worth to a question to be about the very matter, and how much more by how plainly it is spoken of."""

_AS_MUCH = 0.02
"""How much less than the foremost matter another may be spoken of and be asked about as well."""


@cache
def _suiting() -> tuple[Frame, ...]:
    suits = frozenset(prompt.table("chat.toml")["topics"]["suits"].split())
    return tuple(frame for frame in frames() if frame.id in suits)


@cache
def _own() -> frozenset[str]:
    return frozenset(prompt.table("chat.toml")["topics"]["own"].split())


def about(told: Told, occasion: str) -> Iterator[tuple[Frame, float]]:
    """Yield the questions on what the turn speaks of, each with what that is worth; the tired get the near ones."""
    spoken = _foremost(told)
    for frame in _suiting():
        if frame.topic in spoken and occasion in WHERE and (occasion != "tender" or frame.depth == 1):
            yield frame, _SPOKEN + _MORE * spoken[frame.topic]


def _foremost(told: Told) -> Mapping[str, float]:
    """Return what a turn speaks of before all, its strength and weight in one number; a word in passing is none."""
    spoken = {topic.name: topic.strength * topics.weight(topic.name) for topic in told.draft.topics}
    least = max(spoken.values(), default=0.0) - _AS_MUCH
    return {name: much for name, much in spoken.items() if much >= least}


def hushed(told: Told) -> frozenset[str]:
    """Return what must not be asked beside the topics of a turn: their names and the signals they stand for."""
    return frozenset(topic.name for topic in told.draft.topics) | frozenset(
        signal for topic in told.draft.topics for signal in topics.hushes(topic.name)
    )


def hangs(frame: Frame, quote: Quote, told: Told) -> bool:
    """Whether a question on a topic can hang on a quotation: a thought that speaks of it."""
    if frame.id in _own() and OWN not in quote.kinds:
        return False
    start, end = quote.anchor.start, quote.anchor.end
    touches = frame.hangs == "anywhere" or frame.topic in topics.touching(told.draft.topics, start, end)
    return touches and CLAUSE in quote.kinds and len(quote.anchor.text.split()) > 2
