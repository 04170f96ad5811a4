"""What a draft answers of itself: the lenses about which its author has already said why, for whom, how it feels.

The phrases are in prompts/lexicons (`answers.LENS`).
"""

from collections.abc import Sequence
from typing import get_args

from companion.lexicon import Hit
from companion.records import Lens


def answered(hits: Sequence[Hit]) -> frozenset[Lens]:
    """Return the lenses that `hits`, of one draft, speak to."""
    tables = {hit.table for hit in hits}
    return frozenset(lens for lens in get_args(Lens) if f"answers.{lens}" in tables)
