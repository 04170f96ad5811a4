"""Everything an author keeps, written into a folder of theirs: JSON to take in again, Markdown to read.

Invariant: the folder is there whole or not at all, and for its author's eyes only; nothing that stood there is touched.
The shape is that of version 1, told in docs/design/recall-and-store.md.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from companion import __version__, reading_copy
from companion.errors import ExportRefused, StoreFull
from companion.records import Language

if TYPE_CHECKING:
    from companion.store import Store

FORMAT, VERSION = "companion-export", 1
LARGEST = 40 * 1024 * 1024
"""Bytes of a file of lines; the next lines go into a file with a number, so that an import takes every one of them."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    path: Path
    """The folder."""
    posts: int
    """Past posts."""
    intentions: int
    """Versions of the intention."""
    sessions: int
    """Drafts and chats."""


def export(store: Store, settings: dict[str, str], folder: Path, *, home: Path, language: Language) -> Exported:
    """Write everything into `folder`, which is new or empty and outside `home`. Raises ExportRefused and StoreFull."""
    place = _free(folder, home)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.parent, prefix=f".{place.name}-") as draft:
            inside = Path(draft) / place.name
            inside.mkdir(mode=0o700)
            counts = _write(store, settings, inside, language)
            if place.exists():
                place.rmdir()  # empty, or it is not ours to replace
            shutil.move(inside, place)
    except OSError as exc:
        raise StoreFull(path=place) from exc
    return Exported(place, **counts)


def _free(folder: Path, home: Path) -> Path:
    place, around = folder.expanduser().resolve(), home.resolve()
    taken = place.exists() and not (place.is_dir() and not any(place.iterdir()))
    if taken or place == around or around in place.parents:
        raise ExportRefused(path=folder)
    return place


def _write(store: Store, settings: dict[str, str], place: Path, language: Language) -> dict[str, int]:
    versions = store.intentions()[::-1]
    counts = {
        "posts": _lines(place, "posts", map(asdict, store.all_posts())),
        "intentions": _lines(place, "intentions", map(asdict, versions)),
        "sessions": _lines(place, "sessions", map(asdict, store.all_sessions())),
    }
    made = datetime.now(UTC).isoformat(timespec="seconds")
    _whole(place / "settings.json", settings)
    _whole(
        place / "companion.json",
        {"format": FORMAT, "version": VERSION, "made": made, "companion": __version__, "counts": counts},
    )
    _text(place / "posts.md", reading_copy.of_posts(store.all_posts(), language))
    _text(place / "journal.md", reading_copy.of_sessions(store.all_sessions(), language))
    _text(place / "intentions.md", reading_copy.of_intentions(versions, language))
    return counts


def _lines(place: Path, name: str, told: Iterable[dict[str, Any]]) -> int:
    """Write a line for each, into as many files as that takes, and return how many there are."""
    total = size = 0
    number, file = 1, _opened(place / f"{name}.jsonl")
    try:
        for each in told:
            line = _json(each) + b"\n"
            if size + len(line) > LARGEST:
                file.close()
                number, size = number + 1, 0
                file = _opened(place / f"{name}_{number}.jsonl")
            file.write(line)
            total, size = total + 1, size + len(line)
    finally:
        file.close()
    return total


def _text(path: Path, told: Iterator[str]) -> None:
    with _opened(path) as file:
        for part in told:
            file.write(part.encode("utf-8", "replace"))


def _whole(path: Path, told: dict[str, Any]) -> None:
    with _opened(path) as file:
        file.write(json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n")


def _opened(path: Path) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")


def _json(told: object) -> bytes:
    """Return one line; what no encoding holds is written in ASCII, so that it comes back as it was."""
    try:
        return json.dumps(told, ensure_ascii=False, default=_moment).encode()
    except UnicodeEncodeError:
        return json.dumps(told, default=_moment).encode()


def _moment(value: object) -> str:
    assert isinstance(value, datetime)
    return value.isoformat()
