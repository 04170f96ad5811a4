"""Stakes: what a draft risks, read together with what its author intends and has posted.

A limit that a line crosses, a person exposed, a sale beside a scene, a word once given: each is a file of
prompts/stakes, with the words by which it is heard and its questions.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from companion import prompt, worth
from companion.anchors import quotable
from companion.details import past
from companion.language import stems
from companion.lexicon import Hit, Lexicon
from companion.people import Person, people
from companion.questions import THOUGHTS, Frame
from companion.recall import Recalled
from companion.records import Anchor, Draft, IntentionField, Language, Passage, SignalKind, Span, Topic
from companion.segments import excerpt
from companion.topics import central, topics, weight

_SAID = 16
"""Words of a limit, a wish or a community that are quoted at most."""
_PIECE = re.compile(r"[^.;,\n!?()]+")
_LINES = re.compile(r"[^.;\n!?]+")
_LEADS = re.compile(r"^(?:et|and|then|puis|surtout|mostly|mainly|especially|plus|aussi|also)\s+", re.I)
_GOES_ON = 4
"""Lines after the one that brings somebody in, in which a pronoun may speak of them."""
_PRONOUN = re.compile(r"\b(?:elle|il|ils|elles|he|she|they)\b", re.I)
_SHOUTS = re.compile(r"!\s*!|❗|🚨|\b[A-ZÀ-Ý]{4,}\b[^a-zà-ÿ]*\b[A-ZÀ-Ý]{4,}\b")
_LIMITS: tuple[IntentionField, ...] = ("boundaries", "tone")
_HEARD, _SURE = 0.4, 0.6
"""Strength from which a signal, or a topic, makes a limit crossed."""
_HEAVY = 0.7
"""Weight of a topic that makes a scene of the line that speaks of it."""
_SCENE = 1.3
"""Weight from which a line is a scene beside which a sale stands out."""
_SHORT = 3
_SHOWY: tuple[SignalKind, ...] = ("sales", "clickbait", "corporate")
"""Signals of a draft that tells of nothing lived."""
_AIMED = 0.4
"""What telling of somebody loses as a stake where the draft speaks to them: the reproach weighs more."""
_GRAVE: tuple[SignalKind, ...] = ("grief", "private", "vulnerability")


@dataclass(frozen=True, slots=True)
class Stake:
    """Something at risk, with all that a question about it may quote."""

    name: str
    """Its file in prompts/stakes."""
    strength: float
    """From 0 to 1: how surely it is there."""
    anchor: Anchor | None = None
    """The line at stake."""
    other: Anchor | None = None
    """What stands beside it."""
    passage: Passage | None = None
    """The limit, wish, reader or past word that it touches."""
    person: str = ""
    """Who it concerns, as a question names them."""

    @property
    def worth(self) -> float:
        """How much it weighs beside other stakes."""
        weight: float = _table(self.name)["weight"]
        return weight * self.strength

    def fills(self, frame: Frame) -> bool:
        """Whether it has all that `frame` quotes."""
        cited = self.passage.kind if self.passage else ""
        there = {
            "anchor": self.anchor is not None,
            "other": self.other is not None,
            "person": bool(self.person),
            "post": cited == "post",
            "date": cited == "post",
            "intention": self.passage is not None and cited == "intention" and _fits(frame, self.passage),
        }
        return all(there[slot] for slot in frame.slots)


def _fits(frame: Frame, passage: Passage) -> bool:
    return passage.field == frame.field or {passage.field, frame.field} <= set(_LIMITS)


def _table(name: str) -> dict[str, Any]:
    return prompt.table(f"stakes/{name}.toml")


@cache
def names() -> tuple[str, ...]:
    """Names of all stakes, sorted."""
    return tuple(name.removeprefix("stakes/").removesuffix(".toml") for name in prompt.names("stakes"))


@cache
def _lexicon(language: Language, part: str) -> Lexicon:
    """Load what is heard in a draft (`said`, with what excuses it) or in an intention (`limit`)."""
    parts = ("said", "never") if part == "said" else (part,)
    tables = {name: _table(name)["words"][language] for name in names()}
    return Lexicon({f"{name}.{each}": lists[each] for name, lists in tables.items() for each in parts})


def _hits(text: str, language: Language, part: str) -> dict[str, list[Hit]]:
    """Return name -> what is heard of it in `text`, without what an idiom excuses."""
    found: dict[str, list[Hit]] = {}
    hits = _lexicon(language, part).hits(text)
    idioms = [hit for hit in hits if hit.table.endswith(".never")]
    for hit in hits:
        name, _, which = hit.table.partition(".")
        excused = any(i.table == f"{name}.never" and i.start < hit.end and hit.start < i.end for i in idioms)
        if which == part and not excused:
            found.setdefault(name, []).append(hit)
    return found


def cues(text: str, language: Language) -> tuple[Topic, ...]:
    """Return where `text` says what may put something at stake: those lines are quoted, whatever they carry."""
    found = _hits(text, language, "said")
    return tuple(Topic(f"{name}.said", 1.0, tuple(Span(h.start, h.end) for h in hits)) for name, hits in found.items())


def stakes(draft: Draft, recalled: Recalled) -> tuple[Stake, ...]:
    """Find what is at stake in `draft`, weightiest first."""
    said = _hits(draft.text, draft.language, "said")
    lines = _Lines(draft)
    found = [*_limits(draft, recalled, said, lines), *_people(draft, said, lines), *_beside(draft, said, lines)]
    found += [*_told(draft, said, lines), *_vows(draft, recalled, said, lines), *_loud(draft, recalled, lines)]
    found += _meant(draft, recalled, max(found, key=lambda stake: stake.worth, default=None), lines)
    return tuple(sorted(found, key=lambda stake: (-stake.worth, stake.name)))


class _Lines:
    """The lines of a draft that a question may hang on, best first for any stretch."""

    def __init__(self, draft: Draft) -> None:
        """Keep what carries a thought and may be quoted, with what it carries."""
        self._draft = draft
        self.all = [
            (anchor, carried)
            for anchor, carried in worth.telling(draft, most=len(draft.anchors))
            if anchor.kind in THOUGHTS and len(anchor.text.split()) >= _SHORT
        ]

    def at(self, spans: Sequence[Span]) -> Anchor | None:
        """Return the best line that holds one of `spans`, else the best of the first sentence that holds one."""
        inside = [each for each in self.all if any(s.start < each[0].end and each[0].start < s.end for s in spans)]
        return self._best(inside) or next((line for span in spans if (line := self._beside(span))), None)

    def _beside(self, span: Span) -> Anchor | None:
        near = next((s.number for s in self._draft.segments if s.start <= span.start < s.end), 0)
        return self._best([each for each in self.all if each[0].segment == near])

    def first(self, spans: Sequence[Span]) -> Anchor | None:
        """Return the line that holds the first of `spans` that stands in one."""
        return next((line for span in spans if (line := self.at([span]))), None)

    def about(self, name: str) -> Anchor | None:
        """Return the best line that speaks of topic `name`."""
        return self._best([each for each in self.all if name in each[0].topics])

    def best(self) -> Anchor | None:
        """Return the line that carries most."""
        return self.all[0][0] if self.all else None

    def _best(self, among: Sequence[tuple[Anchor, float]]) -> Anchor | None:
        return max(among, key=lambda each: (self._standing(*each), -each[0].start), default=(None, 0.0))[0]

    def _standing(self, anchor: Anchor, carried: float) -> float:
        """How well a line stands alone: what it carries, whole sentences and some length first."""
        whole = len(anchor.text) >= len(self._draft.segments[anchor.segment - 1].text.strip(" .!?…")) - 1
        length = len(anchor.text.split())
        return 1.5 * carried + 0.3 * whole + 0.08 * min(8, length) - 0.4 * (length <= _SHORT and not whole)


def _spans(hits: Sequence[Hit]) -> list[Span]:
    return [Span(hit.start, hit.end) for hit in hits]


def _limits(draft: Draft, recalled: Recalled, said: dict[str, list[Hit]], lines: _Lines) -> Iterator[Stake]:
    """Yield each limit of the author's that a line of the draft comes near, once for its kind and once as a limit."""
    for field, piece, hits in _pieces(draft, recalled):
        for name in sorted(hits):
            heard = said.get("exposed" if name == "naming" else name, [])
            anchor, strength = _crossed(name, draft, heard, lines)
            strength -= _AIMED * (name == "naming" and "target" in said)
            if anchor:
                passage = _quoted(recalled, field, piece)
                yield Stake(name, strength, anchor, None, passage)
                if field == "boundaries":
                    yield Stake("limit", strength, anchor, None, passage)


def _pieces(draft: Draft, recalled: Recalled) -> Iterator[tuple[IntentionField, str, dict[str, list[Hit]]]]:
    """Yield the limits that the author set, one by one, with the kinds each is heard as."""
    for field in _LIMITS:
        text = getattr(recalled.intention, field) if recalled.intention else ""
        for match in _LINES.finditer(text):
            line = _clean(match[0])
            parts = [part for each in _PIECE.finditer(line) if _hits(part := _clean(each[0]), draft.language, "limit")]
            for piece in parts or [line]:
                hits = _hits(piece, draft.language, "limit")
                hits.pop("loud", None)
                if hits and _fit(piece) and (field == "boundaries" or "boasting" in hits or "selling" in hits):
                    yield field, piece, hits


def _quoted(recalled: Recalled, field: IntentionField, text: str) -> Passage:
    """Return the passage of a part of the intention, cut down to what is quoted of it."""
    known = next((p for p in recalled.passages if p.kind == "intention" and p.field == field), None)
    return replace(known, text=text) if known else Passage("intention", "", None, text, None, field)


def _clean(text: str) -> str:
    return _LEADS.sub("", text.strip(" \u00a0\u202f:–—-")).strip()


def _fit(text: str) -> bool:
    return 1 <= len(text.split()) <= _SAID and quotable(text)


def _crossed(name: str, draft: Draft, hits: Sequence[Hit], lines: _Lines) -> tuple[Anchor | None, float]:
    """Return the line that comes near a limit of this kind, and how surely it does."""
    if name == "naming":
        return _telling(draft, hits, lines), 0.9
    if hits:
        return lines.at(_spans(hits)), min(1.0, 0.8 + 0.1 * len(hits))
    spoken = {topic.name: topic for topic in draft.topics if central(topic)}
    if topic := next((each for each in _table(name)["topics"] if each in spoken), ""):
        return lines.about(topic), 0.8
    kinds = _table(name)["signals"]
    if signal := next((s for s in draft.signals if s.kind in kinds and s.strength >= _HEARD and s.spans), None):
        return lines.at(signal.spans), 0.8
    return None, 0.0


def _telling(draft: Draft, shown: Sequence[Hit], lines: _Lines) -> Anchor | None:
    """Return the line by which somebody would be recognised: what shows most of them, else where they are told of."""
    told = [person for person in people(draft) if person.known != "kin"]
    near = {number for person in told for number in _of(person, draft)}
    spans = [Span(hit.start, hit.end) for hit in shown if _within(hit.start, near, draft)]
    return lines.at(spans or [Span(person.start, person.end) for person in told])


def _people(draft: Draft, said: dict[str, list[Hit]], lines: _Lines) -> Iterator[Stake]:
    """Yield who is told of, with the line that tells most of them; nobody whom the draft mourns."""
    if draft.strength("grief") >= _HEARD or any(t.name == "death" and t.strength >= _HEARD for t in draft.topics):
        return
    private = [span for signal in draft.signals if signal.kind == "private" for span in signal.spans]
    for person in people(draft):
        near = set(_of(person, draft))
        shown = [hit for hit in said.get("exposed", []) if _within(hit.start, near, draft)]
        bare = any(_within(span.start, near, draft) for span in private)
        blamed = person.known == "role" and _BLAMED & {*said, *(t.name for t in draft.topics if central(t))}
        told = bool(shown or bare or blamed)
        if person.known != "kin" and not told:
            continue
        spans = _spans(shown) or [Span(person.start, person.end)]
        strength = min(1.0, 0.3 + 0.35 * told + 0.15 * bare + 0.1 * (len(shown) > 1) + 0.1 * (person.known != "role"))
        line = lines.at(spans)
        called = (
            _unnamed(draft.language) if line and person.known == "named" and person.text in line.text else person.text
        )
        yield Stake("guessable" if person.known == "role" else "exposed", strength, line, person=called)


def _unnamed(language: Language) -> str:
    """Say who without a name, where the line that is quoted says it already."""
    return "that person" if language == "en" else "cette personne"


_BLAMED = frozenset({"crossfire", "noshow"})
"""Reproaches beside which somebody without a name would know that it is them."""


def _of(person: Person, draft: Draft) -> Iterator[int]:
    """Yield the numbers of the lines that tell of `person`: theirs, and the next where it goes on with a pronoun."""
    for segment in draft.segments:
        if segment.start <= person.start < segment.end:
            yield segment.number
            following = draft.segments[segment.number : segment.number + _GOES_ON]
            yield from (other.number for other in following if _PRONOUN.search(other.text))


def _within(start: int, numbers: set[int], draft: Draft) -> bool:
    return any(s.number in numbers and s.start <= start < s.end for s in draft.segments)


def _beside(draft: Draft, said: dict[str, list[Hit]], lines: _Lines) -> Iterator[Stake]:
    """Yield what sells beside what is lived, in other lines."""
    sells = said.get("beside", [])
    if not sells or any(draft.strength(kind) >= _SURE for kind in _SHOWY):
        return
    heavy = {t.name for t in draft.topics if weight(t.name) >= _HEAVY}
    selling = {s.number for s in draft.segments for hit in sells if s.start <= hit.start < s.end}
    lived = [(a, c) for a, c in lines.all if a.segment not in selling and (a.topics & heavy or _scene(a, c, draft))]
    other = max(lived, key=lambda each: each[1] + 0.4 * bool(each[0].topics & heavy), default=(None, 0.0))[0]
    grave = any(draft.strength(kind) >= _HEARD for kind in _GRAVE) or (other and other.topics & heavy)
    anchor = lines.at(_spans(sells))
    if anchor and other and anchor.segment != other.segment:
        yield Stake("beside", 1.0 if grave else 0.6, anchor, other)


def _scene(anchor: Anchor, carried: float, draft: Draft) -> bool:
    """Whether a line tells of something that was lived, and does not shout."""
    text = draft.segments[anchor.segment - 1].text
    return carried >= _SCENE and past(text, draft.language) and not _SHOUTS.search(text)


_TOLD = ("crossfire", "misgiving", "odds", "target")
"""What the draft's words say by themselves."""


def _told(draft: Draft, said: dict[str, list[Hit]], lines: _Lines) -> Iterator[Stake]:
    for name in _TOLD:
        if name in said:
            yield Stake(name, min(1.0, 0.8 + 0.1 * (len(said[name]) - 1)), lines.at(_spans(said[name])))
    if "cost" in said:
        yield Stake("cost", 0.9, lines.first(_spans(said["cost"])))
    orders = [Span(anchor.start, anchor.end) for anchor in draft.anchors if anchor.kind == "order"]
    if orders:
        yield Stake("asking", 0.8, lines.first(orders[::-1]))


def _vows(draft: Draft, recalled: Recalled, said: dict[str, list[Hit]], lines: _Lines) -> Iterator[Stake]:
    """Yield what the author gave their word on in a past post, where the draft speaks of the same."""
    spoken = [t.name for t in draft.topics if t.strength >= _SURE]
    for passage in recalled.passages:
        post = next((p for p in recalled.posts if passage.kind == "post" and p.id == passage.id), None)
        for line in _LINES.finditer(post.text if post else ""):
            vowed = "vow" in _hits(line[0], draft.language, "said") and excerpt(line[0])
            shared = {t.name for t in topics(line[0], draft.language, known=spoken)} & set(spoken) if vowed else set()
            if vowed and shared:
                topic = max(shared, key=weight)
                cited = replace(passage, text=vowed, topics=frozenset(shared), stance="near")
                yield Stake("vow", 0.9, lines.first(_spans(said.get("cost", []))) or lines.about(topic), None, cited)


def _loud(draft: Draft, recalled: Recalled, lines: _Lines) -> Iterator[Stake]:
    """Yield a quiet tone that the author wanted, and the line that shouts."""
    tone = recalled.intention.tone if recalled.intention else ""
    loud = [s for s in draft.segments if _SHOUTS.search(s.text)]
    calm = [_clean(p[0]) for p in _PIECE.finditer(tone) if "loud" in _hits(p[0], draft.language, "limit")]
    shouts = sum(draft.text.count(sign) for sign in "!🚨❗🔥🥇🚀👇")
    if calm and _fit(calm[0]) and loud and shouts >= _SHORT:
        anchor = lines.at([Span(s.start, s.end) for s in loud])
        yield Stake("loud", 0.9, anchor, None, _quoted(recalled, "tone", calm[0]))


_MEANT: tuple[tuple[str, IntentionField], ...] = (("crowd", "community"), ("wish", "wish"), ("reason", "why"))


def _meant(draft: Draft, recalled: Recalled, main: Stake | None, lines: _Lines) -> list[Stake]:
    """Return who the author writes for, what they wish and why they write, beside the line at stake."""
    at = main.anchor if main and main.anchor else None
    topic = next((t.name for t in draft.topics if t.strength >= _SURE), "")
    anchor = at or (lines.about(topic) if topic else None) or lines.best()
    found = []
    for name, field in _MEANT:
        text = getattr(recalled.intention, field) if recalled.intention else ""
        quoted = _reader(text, draft) if name == "crowd" else _first(text)
        if quoted:
            passage = _quoted(recalled, field, quoted)
            found.append(Stake(name, 0.9 if at else 0.6, anchor, None, passage))
    return found


def _first(text: str) -> str:
    lines = [_clean(match[0]) for match in _LINES.finditer(text)]
    return lines[0] if lines and _fit(lines[0]) and len(lines[0].split()) >= _SHORT else ""


def _reader(text: str, draft: Draft) -> str:
    """Return one of the people the author writes for: the one the draft speaks of, else the first that is described."""
    pieces = [_clean(match[0]) for match in _PIECE.finditer(text)]
    fitting = [piece for piece in pieces if _fit(piece) and len(piece.split()) > 1] or [p for p in pieces if _fit(p)]
    about = set(stems(draft.text, draft.language))
    return max(fitting, key=lambda piece: len(about & set(stems(piece, draft.language))), default="")
