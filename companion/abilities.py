"""Abilities: what each model may do for an author, and on what evidence; one file in their home.

A model earns what it may do in the evals; nothing is earned by being new, big or asked for. The file holds names,
figures and dates: not a word of the author's.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from companion import prompt, small_file
from companion.errors import StoreFull

if TYPE_CHECKING:
    from pydantic import TypeAdapter

FILE = "models.json"
_RESTS_ON = frozenset({".py", ".toml", ".jsonl"})
Ability = Literal["choosing", "phrasing"]


@dataclass(frozen=True, slots=True)
class Licence:
    """What an evaluation said of one ability of a model."""

    granted: bool
    """Whether the model may do it."""
    fingerprint: str
    """Of the model that was evaluated; another one has no licence."""
    suite: str
    """What it rests on beside the model: `basis()` of then."""
    date: str
    """ISO day of the evaluation."""
    figures: Mapping[str, float] = field(default_factory=dict)
    """What it rests on, by name."""

    def holds(self, *, fingerprint: str, suite: str | None = None) -> bool:
        """Whether it is of this very model, and on this very basis where one is named."""
        return self.fingerprint == fingerprint and suite in {None, self.suite}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one model, by its name."""

    choosing: Licence | None = None
    """Whether it may choose what to ask; None where that was never tried."""
    phrasing: Licence | None = None
    """Whether it may word what is asked."""
    asked: int = 0
    """Questions it was asked to choose, since the beginning."""
    agreed: int = 0
    """Those that it named in both orders."""
    consent: str | None = None
    """Host that the author agreed to send drafts to; None for nobody, and for a model of this machine."""

    def may(self, ability: Ability, *, fingerprint: str, suite: str | None = None) -> bool:
        """Whether a licence stands: granted, to this very model, on this very basis where one is named."""
        licence = self.choosing if ability == "choosing" else self.phrasing
        return licence is not None and licence.granted and licence.holds(fingerprint=fingerprint, suite=suite)


@cache
def basis() -> str:
    """Return what licences rest on beside their model: a digest of the guard, what models are told, and the suite."""
    prompts = prompt.root()
    return digest(
        Path(__file__).resolve().with_name("guard"), prompts / "guard", prompts / "model", prompts.with_name("evals")
    )


def digest(*folders: Path) -> str:
    """Return a digest of the code and the data that lie in `folders`, results of earlier runs left out."""
    held = hashlib.sha256()
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.suffix in _RESTS_ON):
            held.update(f"{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes())
    return held.hexdigest()[:16]


@cache
def _reader() -> TypeAdapter[dict[str, Known]]:
    """Make what reads the file where it is read: its library is not for a command that only prints help."""
    from pydantic import TypeAdapter

    return TypeAdapter(dict[str, Known])


def known(home: Path, name: str) -> Known:
    """Return what is known of the model called `name`: from the home, else what was measured before it shipped."""
    return _read(home).get(name) or measured().get(name) or Known()


def measured() -> dict[str, Known]:
    """Return what was measured on models before this version shipped."""
    return _reader().validate_python(prompt.table("abilities.toml").get("models", {}))


def keep(home: Path, name: str, **changes: Any) -> Known:  # noqa: ANN401  fields of Known
    """Keep what changed about the model called `name`. Raises StoreFull."""
    return _changed(home, name, lambda now: replace(now, **changes))


def tally(home: Path, name: str, *, asked: int, agreed: int) -> None:
    """Count one choice of a model; where that cannot be kept, the choice stands all the same."""
    with suppress(StoreFull):
        _changed(home, name, lambda now: replace(now, asked=now.asked + asked, agreed=now.agreed + agreed))


_WRITING = threading.Lock()
"""Held from reading the file to replacing it: a count must not undo a consent given meanwhile."""


def _changed(home: Path, name: str, change: Callable[[Known], Known]) -> Known:
    with _WRITING:
        held = _read(home)
        held[name] = change(held.get(name) or measured().get(name) or Known())
        text = json.dumps(_reader().dump_python(held, mode="json"), ensure_ascii=False, indent=2) + "\n"
        small_file.replace(home / FILE, text)
    return held[name]


def _read(home: Path) -> dict[str, Known]:
    """Return what the file holds; a damaged one holds nothing: abilities can be earned again."""
    try:
        return _reader().validate_json((home / FILE).read_bytes())
    except (OSError, ValueError):  # pydantic's is one
        return {}
