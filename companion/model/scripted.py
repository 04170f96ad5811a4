"""A double that says what a test wrote."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from companion.model.deadline import Deadline
from companion.model.dialects import cut
from companion.model.protocol import Prompt, Schema, Where

Line = str | Exception | Sequence[str | Exception]
"""An answer, which comes in pieces of the size of a token; an error in its place; or pieces and errors as they come."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question that it was asked."""

    prompt: Prompt
    """What was said to it."""
    schema: Schema
    """What its answer had to look like."""
    most: int
    """Tokens that its answer could have."""


@dataclass(slots=True)
class Scripted:
    """A model that answers from a list, and keeps what it was asked."""

    lines: Sequence[Line]
    """What it answers, one for each time that it is asked."""
    name: str = "scripted"
    """As an author would name it."""
    where: Where = "local"
    """Where it says that it runs."""
    asked: list[Asked] = field(default_factory=list)
    """Every question, in order."""
    closed: int = 0
    """Answers that were not listened to until the end."""

    @property
    def prompts(self) -> list[Prompt]:
        """What was said to it, in order."""
        return [each.prompt for each in self.asked]

    def ask(self, prompt: Prompt, *, schema: Schema, most: int, deadline: Deadline) -> Iterator[str]:
        """Yield the next answer, minding the deadline. Raises AssertionError once there is none left."""
        number = len(self.asked)
        self.asked.append(Asked(prompt, schema, most))
        assert number < len(self.lines), f"asked {number + 1} times, with {len(self.lines)} answers in the script"
        deadline.asked()
        deadline.sent()
        try:
            for piece in _pieces(self.lines[number]):
                deadline.left()
                if isinstance(piece, Exception):
                    raise piece
                deadline.heard()
                yield piece
        except GeneratorExit:
            self.closed += 1
            raise


def _pieces(line: Line) -> Iterator[str | Exception]:
    if isinstance(line, str):
        return cut(line)
    return iter((line,) if isinstance(line, Exception) else line)
