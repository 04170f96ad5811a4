"""Heeding: whether acute distress is heard in a draft or a turn, in plain words or sideways.

What is heard sideways brings the care card and keeps models silent; it changes no question, since it may be wrong.
"""

from dataclasses import replace

from companion import oblique
from companion.coach.turn import Turn


def heed(turn: Turn) -> Turn:
    """Say whether the care card comes."""
    assert turn.draft is not None
    return replace(turn, heavy=bool(turn.draft.strength("distress")) or oblique.heard(turn.text))
