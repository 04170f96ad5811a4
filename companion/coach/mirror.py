"""The mirror: a fixed lead-in and the author's own words."""

import re
from collections.abc import Sequence

from companion import prompt
from companion.questions import typeset
from companion.records import Anchor, Draft, Mirror, SignalKind, Span
from companion.segments import excerpt

_WORDS = 14
"""Words quoted at most, so that the whole stays within 20."""
_LIVED = ("feeling", "single", "obligation", "generality", "turn", "hedge", "speech", "promise")
"""Kinds of anchor that show a person; a line of prices, names and hours alone is no mirror."""
_TENDER: tuple[SignalKind, ...] = ("distress", "sparse", "ghostwriting")


def mirror(draft: Draft, taken: Sequence[Anchor]) -> Mirror | None:
    """Return the line of `draft` that carries most and that no question quotes; None where none can be quoted whole."""
    if any(draft.strength(kind) for kind in _TENDER):
        return None
    shut: list[Span | Anchor] = [
        span for signal in draft.signals if signal.kind in {"injection", "private"} for span in signal.spans
    ]
    best, weight = "", 0.0
    for segment in draft.segments:
        quote = excerpt(segment.text, _WORDS)
        covered = any(span.start < segment.end and segment.start < span.end for span in [*shut, *taken])
        carried = sum(a.weight for a in draft.anchors if a.kind in _LIVED and a.segment == segment.number)
        if quote and not covered and carried > weight:
            best, weight = quote, carried
    if not best:
        return None
    texts = prompt.table("mirrors.toml")["en" if draft.language == "en" else draft.register or "tu"]
    template = typeset(texts[len(best) % len(texts)], draft.language)
    return Mirror(re.sub(r"\s+([.])$", r"\1", prompt.fill(template, first=best)), (best,))
