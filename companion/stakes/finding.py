"""Finding what is at stake in a draft, weightiest first."""

from companion.recall import Recalled
from companion.records import Draft
from companion.stakes.exposure import exposed
from companion.stakes.hearing import heard
from companion.stakes.limits import limits
from companion.stakes.lines import Lines
from companion.stakes.loud import loud
from companion.stakes.meant import meant
from companion.stakes.sale import beside
from companion.stakes.stake import Stake
from companion.stakes.told import told
from companion.stakes.vows import vows


def stakes(draft: Draft, recalled: Recalled) -> tuple[Stake, ...]:
    """Find what is at stake in `draft`, weightiest first."""
    said = heard(draft.text, draft.language, "said")
    lines = Lines(draft)
    found = [*limits(draft, recalled, said, lines), *exposed(draft, said, lines), *beside(draft, said, lines)]
    found += [*told(draft, said, lines), *vows(draft, recalled, said, lines), *loud(draft, recalled, lines)]
    found += meant(draft, recalled, max(found, key=lambda stake: stake.worth, default=None), lines)
    return tuple(sorted(found, key=lambda stake: (-stake.worth, stake.name)))
