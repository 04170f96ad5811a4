"""Sale: what sells beside what was lived, in other lines of the draft."""

from collections.abc import Iterator

from companion.details import past
from companion.lexicon import Hit
from companion.records import Anchor, Draft, SignalKind
from companion.stakes.lines import SHOUTS, Lines, spans_of
from companion.stakes.stake import Stake
from companion.topics import weight

_SURE, _HEARD = 0.6, 0.4
_HEAVY = 0.7
"""Weight of a topic that makes a scene of the line that speaks of it."""
_SCENE = 1.3
"""Weight from which a line is a scene beside which a sale stands out."""
_SHOWY: tuple[SignalKind, ...] = ("sales", "clickbait", "corporate")
"""Signals of a draft that tells of nothing lived, unless a line of it is heavy."""
_GRAVE: tuple[SignalKind, ...] = ("grief", "private", "vulnerability")


def beside(draft: Draft, said: dict[str, list[Hit]], lines: Lines) -> Iterator[Stake]:
    """Yield what sells beside what is lived, in other lines."""
    sells = said.get("beside", [])
    if not sells:
        return
    heavy = {t.name for t in draft.topics if weight(t.name) >= _HEAVY}
    selling = {s.number for s in draft.segments for hit in sells if s.start <= hit.start < s.end}
    lived = [(a, c) for a, c in lines.all if a.segment not in selling and (a.topics & heavy or _scene(a, c, draft))]
    other = max(lived, key=lambda each: each[1] + 0.4 * bool(each[0].topics & heavy), default=(None, 0.0))[0]
    grave = any(draft.strength(kind) >= _HEARD for kind in _GRAVE) or (other and other.topics & heavy)
    showy = any(draft.strength(kind) >= _SURE for kind in _SHOWY) and not (other and other.topics & heavy)
    anchor = lines.at(spans_of(sells))
    if anchor and other and anchor.segment != other.segment and not showy:
        yield Stake("beside", 1.0 if grave else 0.6, anchor, other)


def _scene(anchor: Anchor, carried: float, draft: Draft) -> bool:
    """Whether a line tells of something that was lived, and does not shout."""
    text = draft.segments[anchor.segment - 1].text
    return carried >= _SCENE and past(text, draft.language) and not SHOUTS.search(text)
