"""Clash: what keeps two questions out of one reply."""

from collections.abc import Sequence

from companion.language import folded
from companion.plan.choice import Choice
from companion.records import Anchor

WORTH = 0.4
"""Score under which a question is asked only where there is nothing else."""
CITING = 2
"""Questions of a reply that quote something else than the draft, at most."""
_OF_TOPICS, _AT_STAKE = 1, 1
"""Questions of a reply that take a topic for granted, or that say what is at stake, at most."""


def clashes(choice: Choice, chosen: Sequence[Choice]) -> bool:
    """Whether `choice` repeats a lens, an anchor or a passage, or would make a reply of quotations only."""
    return any(
        choice.frame.lens == other.frame.lens
        or any(alike(one, two) or one.segment == two.segment for one in _quoted(choice) for two in _quoted(other))
        or (choice.passage and other.passage and choice.passage.text == other.passage.text)
        for other in chosen
    ) or (
        (choice.passage is not None and sum(other.passage is not None for other in chosen) >= CITING)
        or (choice.frame.topic != "" and sum(bool(o.frame.topic) for o in chosen) >= _OF_TOPICS)
        or (choice.frame.stake != "" and sum(bool(o.frame.stake) for o in chosen) >= _AT_STAKE)
    )


def worth_asking(choice: Choice, others: Sequence[Choice]) -> bool:
    """Whether `choice`, from the reserve, may be asked beside `others`."""
    return choice.score > WORTH and not clashes(choice, others)


def _quoted(choice: Choice) -> list[Anchor]:
    return [anchor for anchor in (choice.anchor, choice.other) if anchor]


def alike(one: Anchor, other: Anchor) -> bool:
    """Whether two anchors overlap, or one says what the other says ("il faut" beside "Il faut que")."""
    said, heard = folded(one.text), folded(other.text)
    return (one.start < other.end and other.start < one.end) or said in heard or heard in said
