"""What the coach needs of a language model: one question, one stream of text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from companion.model.deadline import Deadline

Where = Literal["local", "remote"]
State = Literal["ready", "loading", "asleep"]
"""A server on this machine: answers; does not yet; loads its model once it is asked, and answers then."""
Schema = Mapping[str, Any]
"""JSON Schema of an answer."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is said to a model."""

    system: str
    """The contract."""
    user: str
    """What it is about; foreign text stands in fences."""


class Model(Protocol):
    """A language model."""

    @property
    def name(self) -> str:
        """As the author names it."""

    @property
    def where(self) -> Where:
        """Whether it runs on this machine."""

    def ask(self, prompt: Prompt, *, schema: Schema, most: int, deadline: Deadline) -> Iterator[str]:
        """Yield the answer as it comes, at most `most` tokens, reasoning left out.

        Closing the generator stops the model. Raises ModelError.
        """
