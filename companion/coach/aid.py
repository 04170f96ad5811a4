"""Aid: what a language model may do in one turn, and how it is asked; what it says is somebody else's text."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from companion import prompt
from companion.errors import ModelError, ModelGarbled
from companion.model import Answer, Deadline, Model, Prompt, Schema, Where
from companion.records import Language, Lens, Register


@dataclass(frozen=True, slots=True)
class Attempt:
    """One thing that a model did, before the guard's verdict counts: for who measures it, never shown or kept."""

    what: Literal["phrase", "choose"]
    """Which of its abilities was at work."""
    text: str = ""
    """The question as the model worded it; "" for a choice."""
    lens: Lens | None = None
    """What the question had to be about."""
    rules: tuple[str, ...] = ()
    """The guard's rules that refuse it; empty where it is shown."""
    again: bool = False
    """Whether it was asked for a second time."""
    asked: int = 0
    """Questions to choose."""
    agreed: int = 0
    """Those of them that both orders named."""


def _nobody(attempt: Attempt) -> None:
    """Listen to nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aid:
    """A model at the coach's side for one turn."""

    name: str
    """As the author names it."""
    where: Where
    """Whether it runs on this machine."""
    opened: Callable[[], Model]
    """Gives the model, loaded when it is first wanted. Raises ModelError."""
    chooses: bool = False
    """Whether it may choose what to ask."""
    phrases: bool = False
    """Whether it may word what is asked."""
    deadline: Deadline = field(default_factory=Deadline)
    """Of the turn, all calls together."""
    watch: Callable[[Attempt], None] = _nobody
    """Who measures what it does."""

    def entries(self, said: Prompt, schema: Schema, *, most: int) -> Iterator[dict[str, Any]]:
        """Yield each entry of the answer's list as it closes. Raises ModelError; ModelGarbled where it does not end."""
        answer = Answer()
        pieces = self.opened().ask(said, schema=schema, most=most, deadline=self.deadline)
        try:
            for piece in pieces:
                yield from answer.feed(piece)
                if answer.complete:
                    return
        finally:
            close = getattr(pieces, "close", None)
            if close:
                close()
        raise ModelGarbled(why="no end", cut=bool(answer.entries))


def prompts(name: str, language: Language) -> Mapping[str, str]:
    """Return what is said to a model for one purpose: the file prompts/model/NAME.toml, in one language."""
    held: Mapping[str, str] = prompt.table(f"model/{name}.toml")[language]
    return held


@cache
def version() -> str:
    """Return the version of what models are told: a digest of the files, so that no change goes unnoticed."""
    held = b"".join((prompt.root() / name).read_bytes() for name in prompt.names("model"))
    return hashlib.sha256(held).hexdigest()[:12]


def address(language: Language, register: Register | None) -> str:
    """Return how a model is told to speak to the author."""
    held: Mapping[str, str] = prompt.table("model/address.toml")[language]
    return held[register or "any"]


def you(language: Language, register: Register | None) -> str:
    """Return the word that a question says to the author."""
    return "“you”" if language == "en" else f"« {register or 'tu'} »"


def opening(lens: Lens, language: Language, register: Register | None) -> str:
    """Return how a question on `lens` may begin."""
    held: Mapping[str, Mapping[str, str]] = prompt.table("model/lenses.toml")[language]
    return held["any" if language == "en" else register or "tu"][lens]


def list_of(name: str, properties: Mapping[str, Any], *, many: int) -> Schema:
    """Return the schema of an object that holds one list, called `name`, of `many` objects."""
    entry = {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}
    return {
        "type": "object",
        "properties": {name: {"type": "array", "items": entry, "minItems": many, "maxItems": many}},
        "required": [name],
        "additionalProperties": False,
    }


def broken(error: ModelError) -> bool:
    """Whether to ask once more: it answered, but not what it was asked for."""
    return isinstance(error, ModelGarbled)
