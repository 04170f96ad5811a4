"""The check-up: a home and this machine, looked over; a store that refuses is one more thing that was found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from companion.errors import CompanionError
from companion.store import Check

if TYPE_CHECKING:
    from companion.embedding import Embedder


def over(home: Path, embedder: Embedder | None, store: Callable[[], list[Check]]) -> list[Check]:
    """Return what is found; `store` looks over the store once it could be opened."""
    found = [Check("home", ok=True, found="doctor.home", slots={"path": home}), _embedder(embedder)]
    try:
        return found + store()
    except CompanionError as error:
        return [*found, Check("store", ok=False, found=f"errors.{error.code}", slots=error.details)]


def _embedder(embedder: Embedder | None) -> Check:
    name = embedder.name if embedder else ""
    told = "doctor.embedder" if name else "doctor.no-embedder"
    return Check("embedder", ok=bool(name), found=told, slots={"name": name})
