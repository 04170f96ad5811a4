"""The coach: a draft or a turn of a chat in, a reply out, as langchain-core Runnables."""

from companion.coach.another import another
from companion.coach.clarify import clarify
from companion.coach.critique import critique, planning
from companion.coach.turn import Turn
from companion.coach.wish import Wish

__all__ = ["Turn", "Wish", "another", "clarify", "critique", "planning"]
