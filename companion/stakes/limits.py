"""Limits: what the author keeps off the page, and the line of the draft that comes near it."""

from collections.abc import Iterator, Sequence

from companion.lexicon import Hit
from companion.recall import Recalled
from companion.records import Anchor, Draft, IntentionField, Span
from companion.stakes.exposure import telling
from companion.stakes.hearing import heard
from companion.stakes.lines import SHORT, SHOUTS, Lines, spans_of
from companion.stakes.stake import LIMITS, Stake, table
from companion.stakes.wording import LINES, PIECE, clean, fit, quoted
from companion.topics import central

_AIMED = 0.4
"""What telling of somebody loses as a stake where the draft speaks to them: the reproach weighs more."""
_HEARD = 0.4
"""Strength from which a signal makes a limit crossed."""


def limits(draft: Draft, recalled: Recalled, said: dict[str, list[Hit]], lines: Lines) -> Iterator[Stake]:
    """Yield each limit of the author's that a line of the draft comes near, once for its kind and once as a limit."""
    for field, piece, hits in _pieces(draft, recalled):
        for name in sorted(hits):
            there = said.get("exposed" if name == "naming" else name, [])
            anchor, strength = _crossed(name, draft, there, lines)
            strength -= _AIMED * (name == "naming" and "target" in said)
            if anchor:
                passage = quoted(recalled, field, piece)
                yield Stake(name, strength, anchor, None, passage)
                if field == "boundaries":
                    yield Stake("limit", strength, anchor, None, passage)


def _pieces(draft: Draft, recalled: Recalled) -> Iterator[tuple[IntentionField, str, dict[str, list[Hit]]]]:
    """Yield the limits that the author set, one by one, with the kinds each is heard as."""
    for field in LIMITS:
        text = getattr(recalled.intention, field) if recalled.intention else ""
        for match in LINES.finditer(text):
            line = clean(match[0])
            parts = [part for each in PIECE.finditer(line) if heard(part := clean(each[0]), draft.language, "limit")]
            for piece in parts or [line]:
                hits = heard(piece, draft.language, "limit")
                hits.pop("loud", None)
                if hits and fit(piece) and (field == "boundaries" or "boasting" in hits or "selling" in hits):
                    yield field, piece, hits


def _crossed(name: str, draft: Draft, hits: Sequence[Hit], lines: Lines) -> tuple[Anchor | None, float]:
    """Return the line that comes near a limit of this kind, and how surely it does."""
    if name == "naming":
        return telling(draft, hits, lines), 0.9
    if hits:
        return lines.at(spans_of(hits)), min(1.0, 0.8 + 0.1 * len(hits))
    spoken = {topic.name: topic for topic in draft.topics if central(topic)}
    if topic := next((each for each in table(name)["topics"] if each in spoken), ""):
        return lines.about(topic), 0.8
    kinds = table(name)["signals"]
    if signal := next((s for s in draft.signals if s.kind in kinds and s.strength >= _HEARD and s.spans), None):
        return lines.at(signal.spans), 0.8
    return None, 0.0


def loud(draft: Draft, recalled: Recalled, lines: Lines) -> Iterator[Stake]:
    """Yield a quiet tone that the author wanted, and the line that shouts."""
    tone = recalled.intention.tone if recalled.intention else ""
    shouting = [s for s in draft.segments if SHOUTS.search(s.text)]
    calm = [clean(p[0]) for p in PIECE.finditer(tone) if "loud" in heard(p[0], draft.language, "limit")]
    shouts = sum(draft.text.count(sign) for sign in "!🚨❗🔥🥇🚀👇")
    if calm and fit(calm[0]) and shouting and shouts >= SHORT:
        anchor = lines.at([Span(s.start, s.end) for s in shouting])
        yield Stake("loud", 0.9, anchor, None, quoted(recalled, "tone", calm[0]))
