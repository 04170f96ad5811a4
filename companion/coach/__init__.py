"""The coach: a draft in, a reply out, as a langchain-core Runnable."""

from companion.coach.critique import critique
from companion.coach.turn import Turn

__all__ = ["Turn", "critique"]
