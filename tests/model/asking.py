"""How the tests ask a model: what they ask, over which dialect, and all that came of it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from companion.errors import ModelError
from companion.model import Answer, Deadline, Prompt
from companion.model.gateway import Gateway
from companion.model.hostile import Hostile
from companion.model.protocol import State

Dialect = Literal["openai", "ollama_chat"]
DIALECTS: tuple[Dialect, ...] = ("openai", "ollama_chat")
PROMPT = Prompt("You ask questions.", "I opened a shop.")
SCHEMA = {
    "type": "object",
    "properties": {
        "questions": {
            "type": "array",
            "minItems": 3,
            "maxItems": 3,
            "items": {
                "type": "object",
                "properties": {"text": {"type": "string"}, "segment": {"type": "integer", "minimum": 1}},
                "required": ["text", "segment"],
            },
        }
    },
    "required": ["questions"],
}


@dataclass(slots=True)
class Outcome:
    """What came of a question."""

    answer: Answer = field(default_factory=Answer)
    pieces: list[str] = field(default_factory=list)
    error: ModelError | None = None
    seconds: float = 0.0

    @property
    def texts(self) -> list[str]:
        return [str(entry["text"]) for entry in self.answer.entries]


def gateway(double: Hostile, dialect: Dialect = "openai", **given: object) -> Gateway:
    """Return a gateway to a double, in a dialect."""
    base = double.url if dialect == "openai" else double.url.removesuffix("/v1")
    return Gateway.model_validate(
        {"name": f"{dialect}/hostile", "model": f"{dialect}/hostile", "runs": "local", "api_base": base} | given
    )


def short(
    *,
    first: float = 0.6,
    loading: float = 5.0,
    idle: float = 0.6,
    whole: float = 5.0,
    clock: Callable[[], float] | None = None,
) -> Deadline:
    """Return the clock of a turn, shortened."""
    return Deadline(first=first, loading=loading, idle=idle, whole=whole, clock=clock or time.monotonic)


def asked(model: Gateway, deadline: Deadline | None = None, *, most: int = 300) -> Outcome:
    """Ask and read to the end, whatever that is."""
    outcome, began = Outcome(), time.monotonic()
    try:
        for piece in model.ask(PROMPT, schema=SCHEMA, most=most, deadline=deadline or short()):
            outcome.pieces.append(piece)
            list(outcome.answer.feed(piece))
    except ModelError as error:
        outcome.error = error
    outcome.seconds = time.monotonic() - began
    return outcome


def is_idle(double: Hostile, within: float = 1.0) -> bool:
    """Whether a double has nobody to answer any more, so many seconds from now."""
    until = time.monotonic() + within
    while double.busy and time.monotonic() < until:
        time.sleep(0.01)
    return not double.busy


def loading_then_ready(*states: State) -> Callable[[], State]:
    """Return what a server says of itself each time it is asked, the last for good."""
    left = list(states)
    return lambda: left.pop(0) if len(left) > 1 else left[0]
