"""The coach: a draft or a turn of a chat in, a reply out, as langchain-core Runnables."""

from companion.coach.clarify import clarify
from companion.coach.critique import critique
from companion.coach.turn import Turn

__all__ = ["Turn", "clarify", "critique"]
