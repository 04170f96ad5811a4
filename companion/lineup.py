"""Lineup: the models within an author's reach, what each may do, and how one is tried."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import cast, get_args

from companion import abilities, prompt
from companion.errors import ModelMissing
from companion.standing import Standing, stands

FOLDER = "models"
"""Where fetched models lie in a home."""
_SCHEMA = {
    "type": "object",
    "properties": {
        "picks": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"number": {"type": "integer", "enum": [1, 2, 3]}},
                "required": ["number"],
                "additionalProperties": False,
            },
            "minItems": 2,
            "maxItems": 2,
        }
    },
    "required": ["picks"],
    "additionalProperties": False,
}
"""The form that a choice has: what the coach asks a model for."""


@dataclass(frozen=True, slots=True)
class Offered:
    """One model within reach."""

    name: str
    """As `--model` takes it."""
    kind: str
    """What runs it: a server's own name, or "Companion" for a model in this process."""
    api_base: str | None
    """Where its server listens; None for one in this process."""
    choosing: Standing
    """Whether it may choose what to ask."""
    phrasing: Standing
    """Whether it may word what is asked."""
    asked: int = 0
    """Questions it was asked to choose here."""
    agreed: int = 0
    """Those that it named in both orders."""


@dataclass(frozen=True, slots=True)
class Trial:
    """How a model answered one small question."""

    loading: float
    """Seconds until it could be asked."""
    first: float
    """Seconds until its first word."""
    whole: float
    """Seconds until its answer was whole."""
    pieces: int
    """Pieces that came, about its tokens."""
    keeps: bool
    """Whether its answer had the form that was asked for."""


def offered(home: Path, *, discovery: bool) -> list[Offered]:
    """Return what this machine has: in this process, fetched, and on its servers where looking for them is on."""
    from companion.model import choose, found

    names: list[tuple[str, str, str | None]] = []
    with suppress(ModelMissing):
        choose.file("smollm2")
        names.append(("smollm2", "Companion", None))
    names += [(f"gguf:{path}", "Companion", None) for path in sorted((home / FOLDER).rglob("*.gguf"))]
    if discovery:
        names += [(each.name, each.kind, each.base) for each in found.look()]
    return [_offered(home, *each) for each in names]


def _offered(home: Path, name: str, kind: str, api_base: str | None) -> Offered:
    known = abilities.known(home, name)
    chooses, phrases = (stands(ability, home, name, api_base) for ability in get_args(abilities.Ability))
    return Offered(name, kind, api_base, chooses, phrases, known.asked, known.agreed)


def called(name: str) -> str:
    """Return a model as people call it: without its provider, or the folders of its file."""
    if name.startswith("gguf:"):
        return PurePath(name.removeprefix("gguf:")).stem
    return name.partition("/")[2] or name


def host(name: str, api_base: str | None) -> str:
    """Return where a draft would go with that model, "" where it stays on this machine.

    Raises BadModel, BadSetting and ModelMissing.
    """
    from companion.model import choose

    return choose.host(name, api_base) if choose.where(name, api_base) == "remote" else ""


def tried(name: str, api_base: str | None) -> Trial:
    """Ask a model one small question, and nothing of the author's. Raises BadModel, BadSetting and ModelError."""
    from companion.model import Answer, Deadline, Prompt, calling, choose

    told = prompt.table("model/trial.toml")
    calling.library()  # takes seconds the first time, which are not the model's
    began = time.monotonic()
    with choose.opened(name, api_base) as model:
        opened, answer, first, pieces = time.monotonic(), Answer(), 0.0, 0
        said = model.ask(Prompt(told["system"], told["user"]), schema=_SCHEMA, most=60, deadline=Deadline())
        with contextlib.closing(cast(Generator[str], said)):
            for piece in said:
                first = first or time.monotonic() - opened
                pieces += 1
                list(answer.feed(piece))
                if answer.complete:
                    break
        return Trial(opened - began, first, time.monotonic() - opened, pieces, answer.complete)


def fetched(name: str, home: Path, progress: Callable[[int, int], None]) -> Path:
    """Fetch "OWNER/REPO:FILE" into `home`, and return where it lies. Raises as `pull` does."""
    from companion.model.pull import pull

    repo, _, file = name.partition(":")
    return pull(repo, file, home / FOLDER, progress)
