"""Erasing: what goes, and the receipt of it. What an author's home holds beside the store goes here.

Invariant: only what Companion made is touched; what it could not remove, and what is not its own, it says.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from companion import small_file, words
from companion.records import Language, Notice

if TYPE_CHECKING:
    from companion.store import Receipt as Gone

Scope = Literal["all", "platform", "session"]
UPLOADS = "uploads"
"""Folder of the page for what is given to it, until it is imported."""
_LEFT = ("scrub-later", "copy-left", "index-left", "index-later")
"""Notices of the store that say something forgotten is not out of every file yet."""
_STORE = re.compile(r"companion\.db(?:-wal|-shm|-journal)?|index|index\.lock|page\.lock|uploads")
"""What the store and the page have in a home, and need again."""


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
    others: tuple[str, ...] = ()
    """What else lies in the home and was left alone: models, results of evals, files that are not Companion's."""


@dataclass(frozen=True, slots=True)
class Swept:
    """What became of the files beside the store."""

    gone: int
    """Removed."""
    held: int
    """Could not be removed."""


def sweep(home: Path, *own: str) -> Swept:
    """Remove what was given to the page, the files called `own` and what a kill left of them.

    A file that cannot be removed stops nothing. The folder of a page that is open stays, empty.
    """
    found = [path for path in (home / UPLOADS).rglob("*") if path.is_file() or path.is_symlink()]
    found += [home / name for name in own if (home / name).is_file()]
    found += [draft for name in own for draft in small_file.left(home / name)]
    held = [path for path in found if not _removed(path)]
    for folder in (home / UPLOADS).glob("*/"):
        with suppress(OSError):
            shutil.rmtree(folder)
    return Swept(len(found) - len(held), len(held))


def others(home: Path) -> tuple[str, ...]:
    """Return what lies in `home` beside what the store and the page have there."""
    return tuple(sorted(path.name for path in home.iterdir() if not _STORE.fullmatch(path.name)))


def receipt(scope: Scope, name: str, gone: Gone, *, files: int, left: tuple[Notice, ...], home: Path) -> Receipt:
    """Return the receipt of what the store says is `gone`."""
    counts = (gone.posts, gone.places, gone.sessions, gone.turns, gone.questions, gone.intentions)
    return Receipt(scope, name, datetime.now(UTC), *counts, files, left, others(home) if scope == "all" else ())


def left(codes: Iterable[str], swept: Swept, home: Path, language: Language) -> tuple[Notice, ...]:
    """Return what the author is told is not gone yet: what the store says of itself, and files that are held."""
    told: dict[str, dict[str, object]] = {code: {} for code in codes if code in _LEFT}
    if swept.held:
        told["files-left"] = {"path": home, "number": swept.held}
    return tuple(Notice(code, words.say(language, f"notices.{code}", **slots)) for code, slots in told.items())


def _removed(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True
