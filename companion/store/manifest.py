"""The manifest of the index: which build is in use, what it holds, and how its files were when it was closed.

Invariant: it stands only beside a build that nobody has written to since. Chroma changes `chroma.sqlite3` when it
merely reads, so that file is checked by SQLite; the others, any of which can kill the process, by size and sha256.
Below 1000 vectors a collection lies in `chroma.sqlite3` alone: its other files are without a list of ids, hold
whatever was in memory and are not read, so they are not compared.
"""

import contextlib
import hashlib
import json
import sqlite3
from dataclasses import asdict
from pathlib import Path

from companion.store.vectors import Mark

_NAME = "manifest.json"
_DATABASE = "chroma.sqlite3"
_IDS = "index_metadata.pickle"


def read(folder: Path) -> tuple[Path, Mark] | None:
    """Return the build in use and what it holds, None unless its files are as they were closed."""
    try:
        told = json.loads((folder / _NAME).read_text("utf-8"))
        build = folder / Path(told["build"]).name
        whole = _files(build) == told["files"] and _sound(build / _DATABASE)
        return (build, Mark(**told["mark"])) if whole else None
    except (OSError, ValueError, TypeError, KeyError, sqlite3.Error):
        return None


def write(folder: Path, build: Path, mark: Mark) -> None:
    """Note how the files of `build` are now."""
    for path in build.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    told = {"build": build.name, "mark": asdict(mark), "files": _files(build)}
    fresh = folder / f"{_NAME}.new"
    fresh.write_text(json.dumps(told, indent=1), "utf-8")
    fresh.chmod(0o600)
    fresh.replace(folder / _NAME)


def remove(folder: Path) -> None:
    """Take it away, before anything is written."""
    (folder / _NAME).unlink(missing_ok=True)


def _files(build: Path) -> dict[str, list[int | str]]:
    """Return the size and sha256 of each file that Chroma reads and leaves as it is while it reads."""
    seen: dict[str, list[int | str]] = {}
    for path in sorted(build.rglob("*")):
        if path.is_file() and (path.parent / _IDS).exists():
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            seen[path.relative_to(build).as_posix()] = [path.stat().st_size, digest]
    return seen


def _sound(database: Path) -> bool:
    with contextlib.closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
