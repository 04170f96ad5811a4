"""Erasing: what goes, and the receipt of it. What an author's home holds beside the store goes here."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from companion.errors import StoreFull
from companion.records import Notice

Scope = Literal["all", "platform", "session"]
UPLOADS = "uploads"
"""Folder of the page for what is given to it, until it is imported."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was erased, in numbers: it names nothing of what is gone."""

    scope: Scope
    """How much was asked for."""
    name: str
    """Which platform or session; "" for everything."""
    at: datetime
    """When, in UTC."""
    posts: int
    """Past posts, with their words and vectors."""
    staying: int
    """Posts that stay because they appeared elsewhere too."""
    sessions: int
    """Drafts and chats."""
    turns: int
    """What was said and replied in them."""
    questions: int
    """Questions asked, with their answers."""
    intentions: int
    """Versions of the intention."""
    files: int
    """Files removed beside the store: settings, uploads, leftovers."""
    left: tuple[Notice, ...] = ()
    """What is not out of every file yet, and when it will be."""


def sweep(home: Path, *own: str) -> int:
    """Remove what was given to the page, the files called `own` and what a kill left of them; count the files.

    Raises StoreFull where a file cannot be removed. The folder of a page that is open stays, empty.
    """
    found = [path for path in (home / UPLOADS).rglob("*") if path.is_file() or path.is_symlink()]
    found += [home / name for name in own if (home / name).is_file()]
    found += [draft for name in own for draft in home.glob(f".{Path(name).stem}-*")]
    try:
        for path in found:
            path.unlink(missing_ok=True)
    except OSError as exc:
        raise StoreFull(path=path) from exc
    for folder in (home / UPLOADS).glob("*/"):
        with suppress(OSError):
            shutil.rmtree(folder)
    return len(found)
