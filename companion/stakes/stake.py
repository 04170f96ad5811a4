"""A stake: something a draft risks, with all that a question about it may quote."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from companion import prompt
from companion.questions import Frame
from companion.records import Anchor, Passage


@dataclass(frozen=True, slots=True)
class Stake:
    """Something at risk, with all that a question about it may quote."""

    name: str
    """Its file in prompts/stakes."""
    strength: float
    """From 0 to 1: how surely it is there."""
    anchor: Anchor | None = None
    """The line at stake."""
    other: Anchor | None = None
    """What stands beside it."""
    passage: Passage | None = None
    """The limit, wish, reader or past word that it touches."""
    person: str = ""
    """Who it concerns, as a question names them."""

    @property
    def worth(self) -> float:
        """How much it weighs beside other stakes."""
        weight: float = table(self.name)["weight"]
        return weight * self.strength

    def fills(self, frame: Frame) -> bool:
        """Whether it has all that `frame` quotes."""
        cited = self.passage.kind if self.passage else ""
        there = {
            "anchor": self.anchor is not None,
            "other": self.other is not None,
            "person": bool(self.person),
            "post": cited == "post",
            "date": cited == "post",
            "intention": self.passage is not None and cited == "intention" and self.passage.field == frame.field,
        }
        return all(there[slot] for slot in frame.slots)


def table(name: str) -> dict[str, Any]:
    """Load what a file of prompts/stakes says of a stake."""
    return prompt.table(f"stakes/{name}.toml")


@cache
def names() -> tuple[str, ...]:
    """Names of all stakes, sorted."""
    return tuple(name.removeprefix("stakes/").removesuffix(".toml") for name in prompt.names("stakes"))
