"""What a question is worth on a draft, as readers would judge it: the planner's taste, in one place.

A reader's mark runs from 1 (would embarrass) to 5 (what an excellent coach would ask); worth is how far above a plain
mould it is expected to lie. The numbers are a ridge regression on readers' marks: docs/design/anchors-and-planning.md.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from companion import prompt
from companion.language import folded, words
from companion.questions import Frame
from companion.records import Anchor, Draft, Lens, Passage, SignalKind
from companion.unquoted import cut, shut

TENDER: frozenset[SignalKind] = frozenset({"exhaustion", "grief", "distress", "vulnerability", "private", "anger"})
"""Signals of what hurts."""
_CALLED = TENDER | {"pressure", "ghostwriting", "sparse", "injection"}
"""Signals that ask for a question of their own."""
_LENS: dict[Lens, float] = {"voice": 0.2, "reader": 0.2, "permission": -0.2, "joy": -0.2, "assumption": -0.1}
_TOPIC, _SPOKEN = 0.5, 1.0
"""For being about what the draft speaks of, and for how much that weighs there."""
_SIGNAL, _LIVED, _UNCALLED = 0.9, 2.2, -0.3
"""For meeting a signal, by its strength; more where the author lives it; less where it is not there."""
_ANY_LINE, _BEST_LINE = 1.2, 0.9
"""For a plain question, and for how much its line carries: readers preferred these to finer ones, 16 drafts to 7."""
_AT_STAKE, _STAKE = 1.6, 1.6
"""For naming what the draft surely risks, and for how much that weighs."""
_SURELY = 0.4
"""Weight under which a stake is no more than a guess."""
_DEPTH = 0.15
_FREE = 0.3
"""For standing without a quotation: what it says of the matter is its own."""
_CARRIES, _WHOLE, _SHORT, _TWO, _ON_TOPIC = 0.5, 0.25, -0.2, -0.3, 0.3
"""For what its quotation carries; a whole line, a scrap, two quotations; words about the topic itself."""
_SCRAP = 3
_INTENTION, _POST, _POST_CARRIES, _NEAR, _SHARED, _TRODDEN = 0.2, 0.4, 0.3, 0.35, 0.25, 0.25
"""For citing the intention, or a post; for what the post's words carry; where they stand near, or far as the frame
wants; where both speak of the same; where the draft comes near a limit its author set."""
_APART = -0.3
"""For a post that speaks of something else than the draft."""
_LIKE = 0.1
"""For how near the draft is to the frame's situation."""
_PLAIN = 0.0
_CUT = 0.4
"""What is left of what an anchor carries where it is cut in the middle of a thought."""
_WEIGHED = 32
"""Anchors that the planner weighs: more than ever stand in a post of a page."""
_PRICE = re.compile(r"[$€%]")


@cache
def _marks() -> Mapping[str, float]:
    """How much better or worse readers found each frame than others of its make, and what keeps it from every reply."""
    table = prompt.table("worth.toml")
    return {
        name: table["frames"].get(name, 0.0) + table["often"].get(name, 0.0)
        for name in {*table["frames"], *table["often"]}
    }


def of_frame(frame: Frame, draft: Draft, spoken: Mapping[str, float], likeness: float) -> float:
    """Return the worth of `frame` on `draft`, whatever it hangs on; `spoken` is topic -> how much it weighs there."""
    if frame.plain:
        return _LIKE * max(-1.5, min(1.5, likeness))
    worth = _marks().get(frame.id, _PLAIN) + _LENS.get(frame.lens, _PLAIN) + _DEPTH * (frame.depth - 1)
    worth += _LIKE * max(-1.5, min(1.5, likeness))
    if frame.topic:
        worth += _TOPIC + _SPOKEN * spoken[frame.topic]
    elif frame.signals:
        strength = max(draft.strength(kind) * (_LIVED if kind in _CALLED else 1.0) for kind in frame.signals)
        worth += _SIGNAL * strength if strength else _UNCALLED
    return worth + (_FREE if not frame.slots and (frame.topic or frame.signals) else _PLAIN)


def of_stake(frame: Frame, weight: float) -> float:
    """Return the worth of `frame` where something of so much `weight` is at stake: more than any matter spoken of."""
    return _marks().get(frame.id, _PLAIN) + (_AT_STAKE if weight >= _SURELY else _PLAIN) + _STAKE * weight


def of_anchor(frame: Frame, anchor: Anchor, other: Anchor | None, carried: float, draft: Draft) -> float:
    """Return what hanging `frame` on `anchor`, which carries so much, adds."""
    whole = len(anchor.text) >= len(draft.segments[anchor.segment - 1].text.strip(" .!?…")) - 1
    if frame.plain:
        return _ANY_LINE + _BEST_LINE * (carried - 1)
    worth = _CARRIES * (carried - 1) + (_WHOLE if whole else _PLAIN)
    worth += _SHORT if len(anchor.text.split()) < _SCRAP and not whole else _PLAIN
    worth += _ON_TOPIC if frame.topic and frame.topic in anchor.topics else _PLAIN
    return worth + (_TWO if other else _PLAIN)


def of_passage(frame: Frame, passage: Passage, *, shared: bool) -> float:
    """Return what citing `passage` adds."""
    worth = _SHARED if shared else _PLAIN
    worth += _NEAR if passage.stance == "near" or frame.stance == passage.stance == "far" else _PLAIN
    if passage.kind == "intention":
        trodden = passage.field == "boundaries" and (passage.stance == "near" or shared)
        return worth + _INTENTION + (_TRODDEN if trodden else _PLAIN)
    apart = frame.stance != "far" and (passage.stance == "far" or not (shared or passage.stance == "near"))
    return worth + _POST + _POST_CARRIES * passage.weight + (_APART if apart else _PLAIN)


def telling(draft: Draft, *, most: int = _WEIGHED) -> list[tuple[Anchor, float]]:
    """Return the `most` anchors that carry most, with how much: a long draft is weighed no longer than a page."""
    many = Counter(anchor.kind for anchor in draft.anchors)
    weighed = [
        (anchor, _carried(anchor, draft, many[anchor.kind]) * (_CUT if cut(anchor, draft) else 1.0))
        for anchor in _open_anchors(draft)
    ]
    return sorted(weighed, key=lambda each: (-each[1], each[0].start))[:most]


def _open_anchors(draft: Draft) -> Iterator[Anchor]:
    """Anchors outside the lines that are never quoted."""
    lines = shut(draft)
    for anchor in draft.anchors:
        if not any(line.start <= anchor.start < line.end for line in lines):
            yield anchor


def _carried(anchor: Anchor, draft: Draft, same: int) -> float:
    """How much an anchor carries in this draft: rare kinds more, dull words less, words inside a signal more."""
    dull = folded(anchor.text) in _dull(draft.language)
    marked = any(span.start < anchor.end and anchor.start < span.end for s in draft.signals for span in s.spans)
    edge = anchor.segment in {1, len(draft.segments)}
    long = min(0.3, 0.1 * (len(words(anchor.text)) - 1))
    if anchor.kind == "detail":
        return anchor.weight + 0.3 * marked
    carried: float = anchor.weight * (0.3 if dull else 0.6 if _PRICE.search(anchor.text) else 1.0) / same**0.25
    return carried + 0.3 * marked + 0.1 * edge + long


@cache
def _dull(language: str) -> frozenset[str]:
    return frozenset(folded(line) for line in prompt.table("language.toml")["dull"][language])
