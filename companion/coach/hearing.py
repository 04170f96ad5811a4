"""Hearing: what an author does when they speak in a chat. The word lists are in prompts/hearing.

What is said beside a phrase counts: "je sais pas" is unsure, "je sais pas pourquoi, mais ça me fait du bien" is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, cast, get_args

from companion.coach.phrases import content, excused, hits_in, never_of
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
_SAYS_LITTLE = 2
"""Words of content beside a phrase, up to which the phrase is what the turn says."""
_HEAD = 24
"""Characters within which a turn changes its mind: "finalement" further on is only an adverb."""
_DECIDED = 14
"""Words at most of the sentence in which an author decides."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One turn of the author, heard."""

    act: Act
    """What it is, as a whole."""
    way: WayOut | None = None
    """The way out they take, for a turn that decides."""
    topic: Topic | None = None
    """What they ask the companion about, for a turn that asks."""
    turned: bool = False
    """Whether they change their mind, whatever else they say."""
    distress: bool = False
    """Whether words of acute distress are in it."""
    facets: frozenset[Facet] = frozenset()
    """What it says of why, for whom and what matters, by its own words."""
    shut: tuple[Span, ...] = ()
    """What is said to the companion, or in distress: never quoted, never handed back."""


def hear(draft: Draft, *, after: Act | None = None, first: bool = False) -> Heard:
    """Hear one turn, `after` being what the turn before it was; nothing is decided in the `first`."""
    hits = hits_in(draft.text)
    spoken = _Turn(draft, hits)
    act, way, topic = _act(spoken, after=after, first=first)
    return Heard(
        act=act,
        way=way,
        topic=topic,
        turned=any(h.start - _opening(draft, h) <= _HEAD for h in spoken.found("changing.phrases")),
        distress=bool(draft.strength("distress")),
        facets=frozenset(facet for facet in get_args(Facet) if spoken.found(f"facets.{facet}")),
        shut=tuple(spoken.shut(act)),
    )


class _Turn:
    """A turn and what was found in it."""

    def __init__(self, draft: Draft, hits: Sequence[Hit]) -> None:
        self.draft, self.hits = draft, hits

    def found(self, *tables: str) -> list[Hit]:
        """Return the hits of `tables` that no idiom excuses."""
        return [h for h in self.hits if h.table in tables and not excused(h, self.hits, never_of(h.table))]

    def only(self, *tables: str, beside: int = 0) -> bool:
        """Whether `tables` say all there is, but for `beside` words of content."""
        hits = self.found(*tables)
        return bool(hits) and len(content(self.draft.text, hits)) <= beside

    def shut(self, act: Act) -> Iterable[Span]:
        """Yield what must not be quoted back."""
        for signal in self.draft.signals:
            if signal.kind in {"distress", "injection", "ghostwriting"}:
                yield from signal.spans
        tables = {"demand": ("demand.phrases", "demand.pleading", "demand.authority"), "asking": _ASKING}
        for hit in self.found(*tables.get(act, ()), *_ALWAYS_SHUT):
            yield Span(hit.start, hit.end)


_ASKING = tuple(f"asking.{topic}" for topic in get_args(Topic))
_ALWAYS_SHUT = (
    "address.tu",
    "address.vous",
    "address.you",
    "unsure.phrases",
    "thanks.phrases",
    "greeting.phrases",
    "demand.authority",
)


def _act(turn: _Turn, *, after: Act | None, first: bool) -> tuple[Act, WayOut | None, Topic | None]:
    if turn.only("enough.alone", "enough.phrases"):
        return "enough", None, None
    if asked := _wanted(turn, after):
        return asked, None, None
    if topic := next((t for t in get_args(Topic) if turn.only(f"asking.{t}", beside=_SAYS_LITTLE + 1)), None):
        return "asking", None, cast(Topic, topic)
    if way := _way(turn, first=first):
        return "deciding", way, None
    enough = turn.only("enough.phrases", beside=_SAYS_LITTLE)
    return "enough" if enough else _small_talk(turn), None, None


def _wanted(turn: _Turn, after: Act | None) -> Act | None:
    """Return what the author wants done for them, if anything: orders to a machine, words to paste."""
    if turn.draft.strength("injection") >= _LOUD:
        return "order"
    return "demand" if _demands(turn, after) else None


def _small_talk(turn: _Turn) -> Act:
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


def _demands(turn: _Turn, after: Act | None) -> bool:
    if turn.draft.strength("ghostwriting") >= _LOUD or turn.found("demand.phrases", "demand.authority"):
        return True
    return after in {"demand", "order"} and turn.only("demand.pleading", beside=_SAYS_LITTLE)


def _way(turn: _Turn, *, first: bool) -> WayOut | None:
    """Return the way out an author takes: the last one named, in a short sentence of its own."""
    ways = ("keep", "not-today") if first else ("post", "keep", "not-today")
    hits = sorted(turn.found(*(f"deciding.{way}" for way in ways)), key=lambda h: (h.end, h.end - h.start))
    short = [h for h in hits if len(words(_sentence(turn.draft, h))) <= _DECIDED]
    if not short or (first and len(content(turn.draft.text, short)) > _SAYS_LITTLE):
        return None
    whole = [h for h in short if not any(o.start < h.start < o.end or _holds(o, h) for o in short)]
    return cast(WayOut, whole[-1].table.removeprefix("deciding."))


def _holds(one: Hit, other: Hit) -> bool:
    """Whether `one` says all that `other` says and more: "je le publie pas" holds "je le publie"."""
    return one.start == other.start and one.end > other.end


def _sentence(draft: Draft, hit: Hit) -> str:
    return next((s.text for s in draft.segments if s.start <= hit.start < s.end), draft.text)


def _opening(draft: Draft, hit: Hit) -> int:
    return next((s.start for s in draft.segments if s.start <= hit.start < s.end), 0)
