"""Hanging: which words of a draft, or two of different lines, a question can hang on."""

from collections.abc import Iterator, Mapping, Sequence

from companion.language import stems
from companion.plan.clash import alike
from companion.plan.saying import says
from companion.questions import CLAUSES, Frame
from companion.records import Anchor, Language

_PAIRED = 1.0
"""Weight that each of two anchors must have to be set beside the other."""
_THOUGHT = 3
"""Words under which an anchor is a name, not a thought."""


def hung(
    frame: Frame,
    anchors: Sequence[tuple[Anchor, float]],
    pairs: Mapping[Anchor, Sequence[tuple[Anchor, float]]],
    language: Language,
) -> Iterator[tuple[Anchor | None, Anchor | None, float]]:
    """Yield what `frame` can hang on, with what that carries: nothing, an anchor, or two of different lines."""
    if not frame.kinds:
        yield None, None, 0.0
    for anchor, carried in anchors:
        if anchor.kind not in frame.kinds or not _true_of(frame, anchor, language):
            continue
        if not frame.others:
            yield anchor, None, carried
            continue
        for other, beside in pairs.get(anchor, ()):
            if other.kind in frame.others:
                yield anchor, other, (carried + beside) / 2


def _true_of(frame: Frame, anchor: Anchor, language: Language) -> bool:
    """Whether `anchor` is what the question takes it for: a thought, on the topic, of the author, of the past."""
    if anchor.kind in CLAUSES and len(anchor.text.split()) < _THOUGHT and (frame.topic or frame.plain):
        return False
    if frame.topic and frame.hangs == "topic" and frame.topic not in anchor.topics:
        return False
    return not frame.says or frozenset(frame.says) <= says(anchor, language)


def pairs_of(anchors: Sequence[tuple[Anchor, float]], language: Language) -> dict[Anchor, list[tuple[Anchor, float]]]:
    """Return what can be set beside each anchor: of another line, as strong, and not saying the same thing twice."""
    strong = [(anchor, carried, set(stems(anchor.text, language))) for anchor, carried in anchors if carried >= _PAIRED]
    return {
        one: [
            (other, carried)
            for other, carried, heard in strong
            if other.segment != one.segment and not alike(one, other) and not said & heard
        ]
        for one, _, said in strong
    }
