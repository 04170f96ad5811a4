"""Hearing: what an author does when they speak in a chat. The word lists are in prompts/hearing.

What is said beside a phrase counts: "je sais pas" is unsure, "je sais pas pourquoi, mais ça me fait du bien" is not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, cast, get_args

from companion.coach.deciding import SAYS_LITTLE, WAYS, done, way_out
from companion.coach.demanding import demands, requests
from companion.coach.phrases import content
from companion.coach.spoken import POLITE, Spoken
from companion.language import words
from companion.lexicon import Hit
from companion.records import Draft, Span, WayOut

Act = Literal[
    "substance", "hollow", "unsure", "thanks", "greeting",
    "enough", "deciding", "changing", "demand", "order", "asking",
]  # fmt: skip
"""What a turn is, as a whole."""
Topic = Literal["self", "opinion", "why", "privacy", "lost"]
"""What the author asks the companion about."""
Facet = Literal["why", "whom", "matter"]
"""What a conversation looks for: why, for whom, and what matters."""

_LOUD = 0.6
"""Strength from which a signal of a draft decides what a turn is."""
_HEAD = 24
"""Characters within which a turn changes its mind: "finalement" further on is only an adverb."""
_HUH = 2
"""Words of a turn that only says "hein ?"."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One turn of the author, heard."""

    act: Act
    """What it is, as a whole."""
    way: WayOut | None = None
    """The way out they take, for a turn that decides."""
    topic: Topic | None = None
    """What they ask the companion about, for a turn that asks."""
    done: bool = False
    """Whether they say that it is posted already."""
    doubts: bool = False
    """Whether they say that they do not know, whatever else they say."""
    turned: bool = False
    """Whether they change their mind, whatever else they say."""
    distress: bool = False
    """Whether words of acute distress are in it."""
    retracts: bool = False
    """Whether they say that words of distress were about something else, or a manner of speaking."""
    facets: frozenset[Facet] = frozenset()
    """What it says of why, for whom and what matters, by its own words."""
    shut: tuple[Span, ...] = ()
    """What is said to the companion, or in distress: never quoted, never handed back."""


def hear(draft: Draft, *, after: Act | None = None, first: bool = False) -> Heard:
    """Hear one turn, `after` being what the turn before it was; nothing is decided in the `first`."""
    spoken = Spoken(draft)
    act, way, topic = _act(spoken, after=after, first=first)
    return Heard(
        act=act,
        way=way,
        topic=topic,
        done=act == "deciding" and not first and done(spoken),
        doubts=bool(spoken.found("unsure.phrases")),
        turned=any(h.start - _opening(draft, h) <= _HEAD for h in spoken.found("changing.phrases")),
        distress=bool(draft.strength("distress")),
        retracts=not draft.strength("distress") and bool(spoken.found("retracting.phrases")),
        facets=frozenset(facet for facet in get_args(Facet) if spoken.found(f"facets.{facet}")),
        shut=tuple(_shut(spoken, act)),
    )


_ASKING = tuple(f"asking.{topic}" for topic in get_args(Topic))
_SHUT: dict[Act, tuple[str, ...]] = {
    "demand": ("demand.phrases", "demand.pleading", "demand.insisting", "demand.authority", "excuse.phrases"),
    "asking": _ASKING,
    "deciding": (*WAYS, "refusing.phrases", "done.phrases"),
    "enough": ("enough.phrases", "enough.alone"),
}
_ALWAYS_SHUT = (
    "address.tu",
    "address.vous",
    "address.you",
    "unsure.phrases",
    "thanks.phrases",
    "greeting.phrases",
    "demand.authority",
    "complaint.phrases",
    "retracting.phrases",
)


def _shut(turn: Spoken, act: Act) -> Iterable[Span]:
    """Yield what must not be quoted back."""
    for signal in turn.draft.signals:
        if signal.kind in {"distress", "injection"}:
            yield from signal.spans
    yield from requests(turn, act == "demand")
    for hit in turn.found(*_SHUT.get(act, ()), *_ALWAYS_SHUT):
        if hit.table not in POLITE or turn.opens(hit):
            yield Span(hit.start, hit.end)


def _act(turn: Spoken, *, after: Act | None, first: bool) -> tuple[Act, WayOut | None, Topic | None]:
    if turn.only("enough.alone", "enough.phrases", opening=True):
        return "enough", None, None
    if asked := _wanted(turn, after):
        return asked, None, None
    if topic := _topic(turn):
        return "asking", None, topic
    if way := "post" if not first and done(turn) else way_out(turn, first=first):
        return "deciding", way, None
    enough = turn.only("enough.phrases", beside=SAYS_LITTLE, opening=True)
    return "enough" if enough else _small_talk(turn), None, None


def _wanted(turn: Spoken, after: Act | None) -> Act | None:
    """Return what the author wants done for them, if anything: orders to a machine, words to paste."""
    if turn.draft.strength("injection") >= _LOUD:
        return "order"
    return "demand" if demands(turn, pleads=after in {"demand", "order"}) else None


def _small_talk(turn: Spoken) -> Act:
    if turn.only("thanks.phrases"):
        return "thanks"
    if turn.only("greeting.phrases", "thanks.phrases"):
        return "greeting"
    if turn.only("changing.phrases"):
        return "changing"
    doubts = turn.only("unsure.doubt", beside=1)
    if doubts or (turn.only("unsure.phrases", "hollow.phrases") and turn.found("unsure.phrases")):
        return "unsure"
    return "substance" if content(turn.draft.text, turn.found("hollow.phrases", "unsure.phrases")) else "hollow"


def _topic(turn: Spoken) -> Topic | None:
    """Return what they ask the companion about, where they ask little else."""
    if _puzzled(turn):
        return "lost"
    found = next((t for t in get_args(Topic) if turn.only(f"asking.{t}", beside=SAYS_LITTLE + 1)), None)
    return cast(Topic | None, found)


def _puzzled(turn: Spoken) -> bool:
    """Whether a turn is a "hein ?" and nothing more."""
    return turn.only("huh.phrases") and len(words(turn.draft.text)) <= _HUH


def _opening(draft: Draft, hit: Hit) -> int:
    return next((s.start for s in draft.segments if s.start <= hit.start < s.end), 0)
