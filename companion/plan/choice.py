"""A choice: one question the planner would ask; a plan is a few of them, and a reserve."""

from dataclasses import dataclass

from companion.questions import Frame
from companion.records import Anchor, Passage


@dataclass(frozen=True, slots=True)
class Choice:
    """One question the planner would ask."""

    frame: Frame
    """What to ask."""
    anchor: Anchor | None
    """What it hangs on."""
    other: Anchor | None
    """What it sets beside that, from another line of the draft."""
    passage: Passage | None
    """What else it quotes."""
    score: float
    """How much it is worth here; only the order matters."""
    person: str = ""
    """Who it speaks of, as the question names them; "" for nobody."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask, and in reserve."""

    choices: tuple[Choice, ...] = ()
    """In the order to ask."""
    reserve: tuple[Choice, ...] = ()
    """Best first, to take the place of a choice that the guard refuses."""
