"""Hearing: what an author does when they speak in a chat. The word lists are in prompts/hearing.

What is said beside a phrase counts: "je sais pas" is unsure, "je sais pas pourquoi, mais ça me fait du bien" is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, cast, get_args

from companion.coach.phrases import content, excused, hits_in, never_of, opening_words
from companion.language import words
from companion.lexicon import Hit
from companion.records import Draft, Segment, Span, WayOut

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
_TELLS = 6
"""Words of content after a decision from which the turn goes on telling, and decides nothing."""
_LEADS_UP = 4
"""Words of content before a decision that is a turn's last word: "ma fille dort, je publie"."""
_HUH = 2
"""Words of a turn that only says "hein ?"."""
_POSTED = 8
"""Words at most of the sentence that says it is posted."""
_BREATHS = ",;:(—–…"
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"\n]*\"")


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
        done=act == "deciding" and not first and _done(spoken),
        doubts=bool(spoken.found("unsure.phrases")),
        turned=any(h.start - _opening(draft, h) <= _HEAD for h in spoken.found("changing.phrases")),
        distress=bool(draft.strength("distress")),
        facets=frozenset(facet for facet in get_args(Facet) if spoken.found(f"facets.{facet}")),
        shut=tuple(spoken.shut(act)),
    )


class _Turn:
    """A turn and what was found in it."""

    def __init__(self, draft: Draft, hits: Sequence[Hit]) -> None:
        self.draft, self.hits = draft, hits
        self._quoted = [match.span() for match in _QUOTED.finditer(draft.text)]
        self._told = [h for h in hits if h.table == "reported.phrases" and not excused(h, hits, "reported.never")]

    def found(self, *tables: str) -> list[Hit]:
        """Return the hits of `tables` that no idiom excuses, and that the author says themselves."""
        mine = [h for h in self.hits if h.table in tables and not excused(h, self.hits, never_of(h.table))]
        return [h for h in mine if h.table.partition(".")[0] not in _SAID or not self.reported(h)]

    def only(self, *tables: str, beside: int = 0, opening: bool = False) -> bool:
        """Whether `tables` say all there is, but for `beside` words of content, each where a clause opens if asked."""
        hits = [h for h in self.found(*tables) if not opening or h.table.endswith(".alone") or self.opens(h)]
        return bool(hits) and len(content(self.draft.text, hits)) <= beside

    def reported(self, hit: Hit | Span) -> bool:
        """Whether someone else's words hold `hit`: in quotation marks beside words of the author, or after a "dit"."""
        text, start = self.draft.text, self.sentence(hit).start
        quoted = any(begin < hit.end and hit.start < end for begin, end in self._quoted)
        return (quoted and bool(content(_QUOTED.sub(" ", text)))) or any(
            start <= told.start and told.end <= hit.start for told in self._told
        )

    def opens(self, hit: Hit) -> bool:
        """Whether `hit` is where a clause opens: nothing before it since the last breath but "bon, je pense que"."""
        return set(words(self._before(hit))) <= opening_words()

    def leads(self, hit: Hit) -> bool:
        """Whether nothing of content stands before `hit` in its clause."""
        return not content(self._before(hit))

    def sentence(self, hit: Hit | Span) -> Segment:
        """Return the sentence that `hit` begins in."""
        parts = self.draft.segments
        whole = Segment(0, 0, len(self.draft.text), self.draft.text)
        return next((s for s in parts if s.start <= hit.start < s.end), whole)

    def beside(self, hit: Hit, said: Sequence[Hit]) -> int:
        """Return how many words of content stand beside `said` in the sentence of `hit`."""
        sentence = self.sentence(hit)
        return len(content(self.draft.text, [*said, *_around(sentence, self.draft.text)]))

    def _before(self, hit: Hit) -> str:
        before = self.draft.text[self.sentence(hit).start : hit.start]
        for other in self.hits:
            if other.table in _POLITE and self.sentence(hit).start <= other.start and other.end <= hit.start:
                before = self.draft.text[other.end : hit.start]
        return before[max(before.rfind(mark) for mark in _BREATHS) + 1 :]

    def shut(self, act: Act) -> Iterable[Span]:
        """Yield what must not be quoted back."""
        for signal in self.draft.signals:
            if signal.kind in {"distress", "injection"}:
                yield from signal.spans
            elif signal.kind == "ghostwriting":
                yield from (span for span in signal.spans if not self.reported(span))
        for hit in self.found(*_SHUT.get(act, ()), *_ALWAYS_SHUT):
            if hit.table not in _POLITE or self.opens(hit):
                yield Span(hit.start, hit.end)


def _around(sentence: Segment, text: str) -> Iterable[Hit]:
    """Yield what stands before and after a sentence."""
    yield Hit("", "", 0, sentence.start)
    yield Hit("", "", sentence.end, len(text))


_ASKING = tuple(f"asking.{topic}" for topic in get_args(Topic))
_WAYS = tuple(f"deciding.{way}" for way in get_args(WayOut))
_SHUT: dict[Act, tuple[str, ...]] = {
    "demand": ("demand.phrases", "demand.pleading", "demand.authority"),
    "asking": _ASKING,
    "deciding": (*_WAYS, "done.phrases"),
    "enough": ("enough.phrases", "enough.alone"),
}
_SAID = frozenset({"deciding", "enough", "demand", "asking", "unsure", "done", "address"})
"""What counts only where the author says it: "elle m'a dit écris-moi" demands nothing."""
_POLITE = frozenset({"thanks.phrases", "greeting.phrases", "changing.phrases", "hollow.phrases"})
_ALWAYS_SHUT = (
    "address.tu",
    "address.vous",
    "address.you",
    "unsure.phrases",
    "thanks.phrases",
    "greeting.phrases",
    "demand.authority",
    "complaint.phrases",
)


def _act(turn: _Turn, *, after: Act | None, first: bool) -> tuple[Act, WayOut | None, Topic | None]:
    if turn.only("enough.alone", "enough.phrases", opening=True):
        return "enough", None, None
    if asked := _wanted(turn, after):
        return asked, None, None
    if topic := _topic(turn):
        return "asking", None, topic
    if way := "post" if not first and _done(turn) else _way(turn, first=first):
        return "deciding", way, None
    enough = turn.only("enough.phrases", beside=_SAYS_LITTLE, opening=True)
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
    asks = [s for signal in turn.draft.signals if signal.kind == "ghostwriting" for s in signal.spans]
    if turn.draft.strength("ghostwriting") >= _LOUD and not all(turn.reported(span) for span in asks):
        return True
    if any(_to_it(turn, hit) for hit in turn.found("demand.phrases", "demand.authority")):
        return True
    return after in {"demand", "order"} and turn.only("demand.pleading", beside=_SAYS_LITTLE)


def _to_it(turn: _Turn, hit: Hit) -> bool:
    """Whether a demand is made of the companion: where a clause opens, with little beside, or with a "tu"."""
    sentence = turn.sentence(hit)
    spoken = any(
        sentence.start <= h.start < sentence.end for h in turn.found("address.tu", "address.vous", "address.you")
    )
    return spoken or turn.leads(hit) or turn.beside(hit, [hit]) <= _SAYS_LITTLE


def _way(turn: _Turn, *, first: bool) -> WayOut | None:
    """Return the way out an author takes: the last one named, in a short sentence that says little else."""
    ways = ("keep", "not-today") if first else ("post", "keep", "not-today")
    hits = sorted(turn.found(*(f"deciding.{way}" for way in ways)), key=lambda h: (h.end, h.end - h.start))
    short = [h for h in hits if _decides(turn, h, hits)]
    if not short or (first and len(content(turn.draft.text, short)) > _SAYS_LITTLE):
        return None
    whole = [h for h in short if not any(o.start < h.start < o.end or _holds(o, h) for o in short)]
    way = cast(WayOut, whole[-1].table.removeprefix("deciding."))
    return "not-today" if way == "post" and _denied(turn.draft.text, whole[-1]) else way


def _denied(text: str, hit: Hit) -> bool:
    """Whether a "not" stands right before a decision to post, within it or after: a no is never heard as a yes."""
    near = [*words(text[: hit.start])[-_NEAR:], *words(text[hit.start : hit.end]), *words(text[hit.end :])[:1]]
    return bool(set(near) & _NEGATIONS)


def _decides(turn: _Turn, hit: Hit, hits: Sequence[Hit]) -> bool:
    """Whether `hit` is what its sentence says, and the turn does not go on to tell."""
    sentence, text = turn.sentence(hit), turn.draft.text
    said = [*hits, *turn.found(*_BESIDE_A_DECISION)]
    after = len(content(text, [*said, Hit("", "", 0, sentence.end)]))
    last = not content(text, [*said, Hit("", "", 0, hit.end), Hit("", "", sentence.end, len(text))])
    ends = last and turn.opens(hit)
    little = turn.beside(hit, said) <= (_LEADS_UP if ends else _SAYS_LITTLE)
    return len(words(sentence.text)) <= _DECIDED and little and after < _TELLS


def _topic(turn: _Turn) -> Topic | None:
    """Return what they ask the companion about, where they ask little else."""
    if _puzzled(turn):
        return "lost"
    found = next((t for t in get_args(Topic) if turn.only(f"asking.{t}", beside=_SAYS_LITTLE + 1)), None)
    return cast(Topic | None, found)


def _puzzled(turn: _Turn) -> bool:
    """Whether a turn is a "hein ?" and nothing more."""
    return turn.only("huh.phrases") and len(words(turn.draft.text)) <= _HUH


def _done(turn: _Turn) -> bool:
    """Whether they say that it is posted: in a few words, and where a clause opens."""
    hits = [h for h in turn.found("done.phrases") if turn.opens(h)]
    return any(turn.beside(h, hits) <= _SAYS_LITTLE and len(words(turn.sentence(h).text)) <= _POSTED for h in hits)


_NEAR = 3
"""Words before a decision in which a "not" turns it round."""
_NEGATIONS = frozenset({"not", "never", "against", "pas", "jamais", "contre", "pu"})
_BESIDE_A_DECISION = ("decided.words", "hollow.phrases", "thanks.phrases", "changing.phrases", "enough.phrases")


def _holds(one: Hit, other: Hit) -> bool:
    """Whether `one` says all that `other` says and more: "je le publie pas" holds "je le publie"."""
    return one.start == other.start and one.end > other.end


def _opening(draft: Draft, hit: Hit) -> int:
    return next((s.start for s in draft.segments if s.start <= hit.start < s.end), 0)
