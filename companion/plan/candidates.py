"""Candidates: every question that a draft could be asked, with what it is worth there."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set

from companion import stakes, topics, worth
from companion.plan.choice import Choice
from companion.plan.citing import passages, shared
from companion.plan.hanging import hung, pairs_of
from companion.plan.history import history
from companion.plan.luck import Luck
from companion.questions import Frame, frames
from companion.recall import Recalled
from companion.records import Asked, Draft, SignalKind, Topic

TIRED: tuple[SignalKind, ...] = ("exhaustion", "grief", "distress")
"""Signals of which a hint is enough."""
_HEARD = 0.5
"""Strength under which a signal is only a hint: it does not forbid a frame, nor call for one."""
_ANSWERED = 0.7
"""What a question loses that the draft answers already, unless it asks further on its very words."""


def candidates(
    draft: Draft, recalled: Recalled, asked: Sequence[Asked], affinity: Mapping[str, float]
) -> Iterator[Choice]:
    """Yield what is at stake in `draft`, then every other question that it could be asked."""
    present = {signal.kind for signal in draft.signals if signal.strength >= _HEARD or signal.kind in TIRED}
    there = present | {anchor.kind for anchor in draft.anchors} | {topic.name for topic in draft.topics}
    there |= {signal for topic in draft.topics for signal in topics.hushes(topic.name)}
    luck, cost = Luck(draft, recalled), history(asked)
    spent = any(draft.strength(kind) for kind in TIRED)
    open_frames = [frame for frame in frames() if not there & set(frame.unless) and not (spent and _demanding(frame))]
    yield from _at_stake(draft, recalled, open_frames, luck, cost)
    central = {topic.name for topic in draft.topics if topics.central(topic) or _opens(topic, draft)}
    fitting = [frame for frame in open_frames if not frame.stake and _fits(frame, present, central)]
    yield from _about(draft, recalled, fitting, affinity, lambda frame: luck.of(frame.id) - cost(frame))


def _at_stake(
    draft: Draft, recalled: Recalled, among: Sequence[Frame], luck: Luck, cost: Callable[[Frame], float]
) -> Iterator[Choice]:
    """Yield the questions about what is at stake, each on the lines and with the words its stake has."""
    for stake in stakes.stakes(draft, recalled):
        for frame in among:
            if frame.stake == stake.name and stake.fills(frame):
                yield Choice(
                    frame,
                    stake.anchor if "anchor" in frame.slots else None,
                    stake.other if "other" in frame.slots else None,
                    stake.passage if frame.slots & {"post", "intention"} else None,
                    worth.of_stake(frame, stake.worth) - cost(frame) + luck.of(frame.id),
                    stake.person if "person" in frame.slots else "",
                )


def _about(
    draft: Draft,
    recalled: Recalled,
    among: Sequence[Frame],
    affinity: Mapping[str, float],
    apart: Callable[[Frame], float],
) -> Iterator[Choice]:
    """Yield the questions on all that the draft speaks of; `apart` is what a frame gains or loses by chance and age."""
    spoken = {topic.name: topic.strength * topics.weight(topic.name) for topic in draft.topics}
    anchors = worth.telling(draft)
    pairs = pairs_of(anchors, draft.language)
    for frame in among:
        base = worth.of_frame(frame, draft, spoken, affinity.get(frame.id, 0.0)) + apart(frame)
        base -= _ANSWERED if frame.lens in draft.answered and "anchor" not in frame.slots else 0.0
        for passage in passages(frame, recalled):
            for anchor, other, carried in hung(frame, anchors, pairs, draft.language):
                both = shared(anchor, passage, spoken, draft)
                if both or not (frame.shares or (passage and passage.kind == "post") or (passage and anchor)):
                    score = base + (worth.of_passage(frame, passage, shared=both) if passage else 0.0)
                    score += worth.of_anchor(frame, anchor, other, carried, draft) if anchor else 0.0
                    yield Choice(frame, anchor, other, passage, score)


def _demanding(frame: Frame) -> bool:
    """Whether a question asks for a purpose, a wish, a limit or a comparison: not of the tired, nor beside a death."""
    return bool(frame.slots & {"intention", "post", "other"}) or frame.lens in {"intention", "message"}


def _opens(topic: Topic, draft: Draft) -> bool:
    """Whether a draft begins with `topic`, in so many words."""
    opening = draft.segments[0].end if draft.segments else 0
    return topic.strength >= topics.TOUCHED and topic.spans[0].start < opening


def _fits(frame: Frame, present: set[SignalKind], central: Set[str]) -> bool:
    """Whether a frame's situation is there: its topic; for one that is free or tender, a signal that calls for it."""
    if frame.topic:
        return frame.topic in central
    if not frame.signals or present & set(frame.signals):
        return True
    return bool(frame.slots) and not set(frame.signals) <= worth.TENDER
