"""The story of a chat so far: each turn of the author as it was heard, worked out anew from what was said.

Nothing of it is stored: to go on with a chat is to read the journal.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from companion.coach.hearing import Facet, Heard, hear
from companion.coach.reading import read
from companion.records import Draft, Exchange, Question, Reply, SignalKind

PREFIX = "clarify-"
"""What the ids of the chat's frames begin with; the occasion comes next."""
_ANSWERS: dict[str, Facet] = {"intention": "why", "arrive": "why", "reader": "whom", "matter": "matter"}
"""Occasion of a question -> what its answer says; arrive only in words of its own."""
_EMPTY = frozenset({"hollow", "unsure", "thanks", "greeting"})


@dataclass(frozen=True, slots=True)
class Told:
    """One turn of the author, in its place."""

    draft: Draft
    """What they said, read."""
    heard: Heard
    """What it is."""
    answers: str
    """Occasion of the question before it, "" where there was none."""
    reply: Reply | None = None
    """What it got, None for the turn that waits for its reply."""

    @property
    def facets(self) -> frozenset[Facet]:
        """What it says of why, for whom and what matters: by its words, or by the question it answers."""
        if self.heard.act != "substance":
            return frozenset()
        answered = _ANSWERS.get(self.answers)
        return self.heard.facets | ({answered} if answered and self.answers != "arrive" else set())

    @property
    def empty(self) -> bool:
        """Whether it gives nothing to go on."""
        return self.heard.act in _EMPTY


def tell(earlier: Sequence[Exchange], now: Draft) -> tuple[Told, ...]:
    """Return every turn as heard, `now` last."""
    story: list[Told] = []
    for exchange in earlier:
        tongue = exchange.reply.language
        draft = read(exchange.said, tongue, detected=tongue, register=exchange.reply.register)
        story.append(_told(story, draft, exchange.reply))
    return (*story, _told(story, now, None))


def _told(story: Sequence[Told], draft: Draft, reply: Reply | None) -> Told:
    before = story[-1] if story else None
    heard = hear(draft, after=before.heard.act if before else None, first=before is None)
    return Told(draft, heard, pending(story), reply)


def pending(story: Sequence[Told]) -> str:
    """Return the occasion of the last question asked, "arrive" where none was; a plainer twin stands for it."""
    asked = [name for name in map(occasion, asked_in(story)) if name != "plain"]
    return asked[-1] if asked else "arrive"


def occasion(question: Question) -> str:
    """Return the occasion a chat's question was asked on: the second part of its frame's id."""
    frame = question.frame or ""
    return frame.removeprefix(PREFIX).partition("-")[0] if frame.startswith(PREFIX) else "explore"


def asked_in(story: Sequence[Told]) -> list[Question]:
    """Return the questions asked, in order."""
    return [question for told in story if told.reply for question in told.reply.questions]


def times(story: Sequence[Told], name: str) -> int:
    """Return how many questions were asked on the occasion `name`, each once."""
    return len({question.frame for question in asked_in(story) if occasion(question) == name})


def substance(story: Sequence[Told]) -> list[Told]:
    """Return the turns that say something."""
    return [told for told in story if told.heard.act == "substance"]


def known(story: Sequence[Told]) -> frozenset[Facet]:
    """Return what has been said of why, for whom and what matters."""
    return frozenset(facet for told in story for facet in told.facets)


def in_distress(story: Sequence[Told]) -> bool:
    """Whether words of acute distress were said at any time in this chat, and not taken back since."""
    said = [told for told in story if told.heard.distress or told.heard.retracts]
    return bool(said) and not said[-1].heard.retracts


def retracted(story: Sequence[Told]) -> bool:
    """Whether the last turn takes back words of distress: they were about a thing, or a manner of speaking."""
    return story[-1].heard.retracts and in_distress(story[:-1])


def lasting(story: Sequence[Told], *kinds: SignalKind) -> bool:
    """Whether one of `kinds` stood out in this turn or the two before it."""
    return any(told.draft.strength(kind) >= 0.5 for told in story[-3:] for kind in kinds)
