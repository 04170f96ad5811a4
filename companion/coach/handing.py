"""Handing back: the author's own sentences that say their why, whole and verbatim, for them to edit and save."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from companion.coach.hearing import Facet
from companion.coach.phrases import content
from companion.coach.story import Told
from companion.coach.thoughts import listed
from companion.language import folded, words
from companion.records import Segment

MOST = 4
"""Sentences handed back: few enough to be one intention."""
_LIVED = {"feeling": 0.6, "obligation": 0.2, "promise": 0.4, "turn": 0.1, "speech": 0.2, "detail": 0.2}
_TELL = frozenset({"substance", "deciding", "enough"})
"""Acts of a turn that may hold sentences to hand back; what decides or ends in them is shut."""
_LONG = 45
"""Words from which a sentence is handed back only where there is nothing shorter."""
_SHORT = 3
_FLAGGED = 0.6
"""What it is worth to a sentence to be announced as what counts: "honnêtement", "surtout"."""
_ABOUT = 0.6
"""What it costs a sentence to be about posting: it seldom says why."""
_LATE = 0.9
"""What it is worth to be said last rather than first: people find their why on the way."""
_WITHDRAWN = 1.2
"""What it costs a sentence to have been said before a change of mind."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    turn: int
    number: int
    weight: float


def handed_back(story: Sequence[Told]) -> tuple[str, ...]:
    """Return at most four sentences of the author, in the order they said them.

    After a change of language, those said before it only where there is nothing else.
    First the best that says why, the best for whom, the best of what matters; then what else carries.
    """
    told = [each for each in story if each.heard.act in _TELL]
    spoken = [each.draft.language for each in told if each.heard.act == "substance"]
    found = list(_sentences(told))
    since = [s for s in found if told[s.turn].draft.language == spoken[-1]] if spoken else []
    ranked = sorted(since or found, key=lambda s: (-s.weight, s.turn, s.number))
    leading = [next((s for s in ranked if facet in told[s.turn].facets), None) for facet in get_args(Facet)]
    kept: list[_Sentence] = []
    for sentence in [*(s for s in leading if s and s.weight > 0), *ranked]:
        if len(kept) < MOST and not any(folded(sentence.text) == folded(other.text) for other in kept):
            kept.append(sentence)
    return tuple(sentence.text for sentence in sorted(kept, key=lambda s: (s.turn, s.number)))


def _sentences(told: Sequence[Told]) -> Iterator[_Sentence]:
    turned = max((at for at, each in enumerate(told) if each.heard.turned), default=0)
    for at, each in enumerate(told):
        for segment in each.draft.segments:
            if not _shut(each, segment) and content(segment.text):
                late = _LATE * at / len(told) - _WITHDRAWN * (at < turned)
                yield _Sentence(segment.text, at, segment.number, _weight(each, segment) + late)


def _shut(told: Told, segment: Segment) -> bool:
    """Whether a sentence is spoken to the companion, or in distress."""
    return any(span.start < segment.end and segment.start < span.end for span in told.heard.shut)


def _weight(told: Told, segment: Segment) -> float:
    count = len(words(segment.text))
    lived = sum(_LIVED.get(a.kind, 0.0) for a in told.draft.anchors if a.segment == segment.number)
    return (
        0.9 * len(told.heard.facets)
        + (
            0.8
            if told.answers in {"intention", "matter"}
            else 0.4
            if told.answers in {"reader", "change", "decide"}
            else 0.0
        )
        + min(1.2, lived)
        + min(0.6, 0.05 * count)
        - (0.8 if count < _SHORT else 0.0)
        - (1.5 if count > _LONG else 0.0)
        - (0.4 if "?" in segment.text else 0.0)
        + _FLAGGED * bool(set(words(segment.text)) & listed(told.draft.language, "flags"))
        - _ABOUT * bool(set(words(segment.text)) & listed(told.draft.language, "posting"))
    )
