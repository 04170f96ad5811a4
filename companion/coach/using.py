"""Using: what a reply says of the model that had a part in it, or failed to."""

from companion import words
from companion.coach.aid import Aid, version
from companion.coach.turn import Turn
from companion.errors import ModelError
from companion.records import ModelUse, Notice


def used(before: ModelUse, aid: Aid, *, chose: bool = False, phrased: bool = False) -> ModelUse:
    """Return what part a model had so far."""
    return ModelUse(aid.name, aid.where, before.chose or chose, before.phrased or phrased, version())


def failure(turn: Turn, error: ModelError) -> Notice:
    """Return what the author is told of a model that failed: what happened, what was done, never what it said."""
    if error.details.get("cut"):
        return notice(turn, "model-cut")
    told = words.explain(turn.interface, error)
    return Notice(error.code, f"{told} {words.say(turn.interface, 'notices.model-without')}")


def notice(turn: Turn, code: str) -> Notice:
    """Return what happened on the way, in the words of the interface."""
    return Notice(code, words.say(turn.interface, f"notices.{code}"))
