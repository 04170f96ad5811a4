"""Lines: what of a draft a question about a stake may hang on."""

import re
from collections.abc import Sequence

from companion import worth
from companion.lexicon import Hit
from companion.questions import THOUGHTS
from companion.records import Anchor, Draft, Span
from companion.unquoted import cut

SHOUTS = re.compile(r"!\s*!|❗|🚨|\b[A-ZÀ-Ý]{4,}\b[^a-zà-ÿ]*\b[A-ZÀ-Ý]{4,}\b")
SHORT = 3
"""Words under which a line is no thought."""


class Lines:
    """The lines of a draft that a question may hang on, best first for any stretch."""

    def __init__(self, draft: Draft) -> None:
        """Keep what carries a thought and may be quoted, with what it carries."""
        self._draft = draft
        self.all = [
            (anchor, carried)
            for anchor, carried in worth.telling(draft, most=len(draft.anchors))
            if anchor.kind in THOUGHTS and len(anchor.text.split()) >= SHORT and not cut(anchor, draft)
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
        return 1.5 * carried + 0.3 * whole + 0.08 * min(8, length) - 0.4 * (length <= SHORT and not whole)


def spans_of(hits: Sequence[Hit]) -> list[Span]:
    """Where `hits` stand."""
    return [Span(hit.start, hit.end) for hit in hits]
