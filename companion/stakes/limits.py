"""Limits: what the author keeps off the page, and the line of the draft that comes near it."""

from collections.abc import Iterator

from companion.lexicon import Hit
from companion.permission import forbidden
from companion.recall import Recalled
from companion.records import Anchor, Draft, IntentionField, Passage
from companion.stakes.exposure import telling
from companion.stakes.hearing import heard
from companion.stakes.lines import Lines, spans_of
from companion.stakes.stake import Stake, table
from companion.stakes.wording import PIECE, clean, fit, quoted
from companion.topics import central, topics

_AIMED = 0.4
"""What telling of somebody loses as a stake where the draft speaks to them: the reproach weighs more."""
_HEARD = 0.4
"""Strength from which a signal makes a limit crossed."""
_OF_TONE = ("boasting", "selling")
"""Limits that a tone can set: "humble", "never salesy"."""


def limits(draft: Draft, recalled: Recalled, said: dict[str, list[Hit]], lines: Lines) -> Iterator[Stake]:
    """Yield each limit of the author's that a line of the draft comes near, once for its kind and once as a limit."""
    for field, piece, kinds in _pieces(draft, recalled):
        passage = quoted(recalled, field, piece)
        for name in kinds:
            anchor, strength = _crossed(name, draft, said, lines, passage)
            strength -= _AIMED * (name == "naming" and "target" in said)
            if anchor:
                yield Stake(name, strength, anchor, None, passage)
                if field == "boundaries":
                    yield Stake("limit", strength, anchor, None, passage)


def _pieces(draft: Draft, recalled: Recalled) -> Iterator[tuple[IntentionField, str, list[str]]]:
    """Yield the limits that the author set, one by one, with the kinds each is heard as."""
    intention = recalled.intention
    for piece in map(clean, forbidden(intention.boundaries if intention else "", draft.language)):
        kinds = sorted(heard(piece, draft.language, "limit"))
        if kinds and fit(piece):
            yield "boundaries", piece, [name for name in kinds if name != "loud"]
    for match in PIECE.finditer(intention.tone if intention else ""):
        piece = clean(match[0])
        kinds = [name for name in _OF_TONE if name in heard(piece, draft.language, "limit")]
        if kinds and fit(piece):
            yield "tone", piece, kinds


def _crossed(
    name: str, draft: Draft, said: dict[str, list[Hit]], lines: Lines, limit: Passage
) -> tuple[Anchor | None, float]:
    """Return the line that comes near a limit of this kind, and how surely it does."""
    if name == "naming":
        return telling(draft, said, lines), 0.9
    if hits := said.get(name):
        return lines.at(spans_of(hits)), min(1.0, 0.8 + 0.1 * len(hits))
    spoken = {topic.name for topic in draft.topics if central(topic)}
    if table(name).get("shares"):
        spoken &= {topic.name for topic in topics(limit.text, draft.language, known=spoken)}
    if topic := next((each for each in table(name)["topics"] if each in spoken), ""):
        return lines.about(topic), 0.8
    kinds = table(name)["signals"]
    if signal := next((s for s in draft.signals if s.kind in kinds and s.strength >= _HEARD and s.spans), None):
        return lines.at(signal.spans), 0.8
    return None, 0.0
