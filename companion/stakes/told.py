"""Told: what the draft's words put at stake by themselves."""

from collections.abc import Iterator

from companion.lexicon import Hit
from companion.records import Draft, Span
from companion.stakes.lines import Lines, spans_of
from companion.stakes.stake import Stake

_TOLD = ("crossfire", "misgiving", "odds", "target")


def told(draft: Draft, said: dict[str, list[Hit]], lines: Lines) -> Iterator[Stake]:
    """Yield what is heard in the words alone, and what the draft asks of its reader."""
    for name in _TOLD:
        if name in said:
            yield Stake(name, min(1.0, 0.8 + 0.1 * (len(said[name]) - 1)), lines.at(spans_of(said[name])))
    if "cost" in said:
        yield Stake("cost", 0.9, lines.first(spans_of(said["cost"])))
    orders = [Span(anchor.start, anchor.end) for anchor in draft.anchors if anchor.kind == "order"]
    if orders:
        yield Stake("asking", 0.8, lines.first(orders[::-1]))
