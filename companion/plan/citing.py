"""Citing: what a question can quote beside the draft, an intention or a past post."""

from collections.abc import Iterator, Mapping

from companion.language import stems
from companion.questions import Frame
from companion.recall import Recalled
from companion.records import Anchor, Draft, Passage

_THIN = 0.6
"""Weight under which a past post is quoted only where it stands near the draft."""
_WORDS = 3
"""Words that a passage has in common with a draft where they speak of the same."""
_CITABLE = 6
"""Passages of one kind that a question may choose from."""


def passages(frame: Frame, recalled: Recalled) -> Iterator[Passage | None]:
    """Yield what `frame` can quote beside the draft, nearest first."""
    kind = "post" if "post" in frame.slots else "intention" if "intention" in frame.slots else None
    if kind is None:
        yield None
        return
    matching = [p for p in recalled.passages if p.kind == kind and (kind == "post" or p.field == frame.field)]
    if frame.topic and (kind == "post" or frame.shares):
        matching = [passage for passage in matching if frame.topic in passage.topics]
    telling = [p for p in matching if p.kind != "post" or p.weight >= _THIN or p.stance == "near"]
    for passage in telling[:_CITABLE]:
        if frame.stance in {None, passage.stance} or (passage.stance is None and _open_to(frame)):
            yield passage


def _open_to(frame: Frame) -> bool:
    """Whether a passage that stands neither near nor far will do: not where the question says it was left aside."""
    return not ("intention" in frame.slots and frame.stance == "far")


def shared(anchor: Anchor | None, passage: Passage | None, spoken: Mapping[str, float], draft: Draft) -> bool:
    """Whether what is quoted beside the draft speaks of what the anchor, or the draft, does: a topic, a word."""
    if passage is None:
        return False
    if passage.topics & (anchor.topics if anchor else frozenset(spoken)):
        return True
    said = set(stems(passage.text, draft.language))
    return len(said & set(stems(anchor.text if anchor else draft.text, draft.language))) >= (1 if anchor else _WORDS)
