"""What an author keeps, written into a folder of theirs: JSON to take in again, Markdown to read.

Invariant: the files are there all or none, and for their author's eyes only; nothing that stood there is touched, and
nothing hidden is left anywhere. They are written in a folder of that folder, in plain sight, and moved up at the end,
the mark of an export last: what a kill leaves is where its author looks, and the next export there removes it.
The shape is that of version 1, told in docs/design/recall-and-store.md.
"""

from __future__ import annotations

import errno
import json
import os
import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from companion import __version__, reading_copy
from companion.errors import ExportRefused, StoreFull
from companion.records import Language, Post

if TYPE_CHECKING:
    from companion.store import Session, Store

FORMAT, VERSION = "companion-export", 1
MARK, DRAFT = "companion.json", "companion-incomplete"
"""The file that makes a folder an export, and the folder that is written in first."""
LARGEST = 40 * 1024 * 1024
"""Bytes of a file of lines; the next lines go into a file with a number, so that an import takes every one of them."""
_FILES = re.compile(
    r"(?:posts|intentions|sessions|never_asked)(?:_\d+)?\.jsonl|(?:companion|settings)\.json|(?:posts|journal|intentions)\.md"
)
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG, errno.EMFILE, errno.ENFILE})


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
    place, made = _made(folder, home)
    draft = place / DRAFT
    try:
        draft.mkdir(mode=0o700)
        counts = _write(store, settings, draft, language)
        for path in sorted(draft.iterdir(), key=lambda path: path.name == MARK):
            path.rename(place / path.name)
        draft.rmdir()
    except BaseException as exc:
        _clear(place)
        with suppress(OSError):
            if made:
                place.rmdir()
        if isinstance(exc, OSError):
            raise _refusal(folder, exc) from exc
        raise
    return Exported(place, **counts)


def pack(
    store: Store, settings: dict[str, str], file: Path, *, language: Language, session: str | None = None
) -> Exported:
    """Write everything, or one session alone, into `file`, a new zip. Raises NotFound and StoreFull."""
    try:
        with tempfile.TemporaryDirectory(dir=file.parent, prefix="packing-") as draft:
            counts = _write(store, settings, Path(draft), language, session)
            with _opened(file) as held, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
                for path in sorted(Path(draft).iterdir()):
                    packed.write(path, f"{file.stem}/{path.name}")
    except OSError as exc:
        raise StoreFull(path=file.parent) from exc
    return Exported(file, **counts)


def _made(folder: Path, home: Path) -> tuple[Path, bool]:
    """Return the folder to write into, and whether it was made for that; what a kill left there is removed."""
    try:
        place, around = folder.expanduser().resolve(), home.resolve()
        if place == around or around in place.parents:
            raise ExportRefused(path=folder)
        made = not place.exists()
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _unfinished(place):
            _clear(place)
        if any(place.iterdir()):
            raise ExportRefused(path=folder)
    except OSError as exc:
        raise _refusal(folder, exc) from exc
    except (ValueError, RuntimeError) as exc:  # a name that is none, links that lead to themselves
        raise ExportRefused(path=folder) from exc
    return place, made


def _refusal(folder: Path, error: OSError) -> ExportRefused | StoreFull:
    """Return what to say of a folder that cannot be written: another would do, unless the disk is full or broken."""
    return StoreFull(path=folder) if error.errno in _FULL else ExportRefused(path=folder)


def _unfinished(place: Path) -> bool:
    """Say whether an export was killed here: its draft stands, and nothing but what an export is made of."""
    held = [path for path in place.rglob("*") if path.name != DRAFT]
    return (place / DRAFT).is_dir() and all(_FILES.fullmatch(path.name) and path.is_file() for path in held)


def _clear(place: Path) -> None:
    """Remove what is of an export; what cannot be removed stays in plain sight."""
    with suppress(OSError):
        for path in [*place.glob(f"{DRAFT}/*"), *place.iterdir()]:
            if _FILES.fullmatch(path.name):
                path.unlink(missing_ok=True)
        (place / DRAFT).rmdir()


def _write(
    store: Store, settings: dict[str, str], place: Path, language: Language, session: str | None = None
) -> dict[str, int]:
    """Write all that an export holds; of one session alone, nothing that is beside it."""

    def posts() -> Iterable[Post]:
        return () if session else store.all_posts()

    def sessions() -> Iterable[Session]:
        return [store.session(session)] if session else store.all_sessions()

    versions = [] if session else store.intentions()[::-1]
    counts = {
        "posts": _lines(place, "posts", map(asdict, posts())),
        "intentions": _lines(place, "intentions", map(asdict, versions)),
        "sessions": _lines(place, "sessions", map(asdict, sessions())),
    }
    made = datetime.now(UTC).isoformat(timespec="seconds")
    if not session:
        _whole(place / "settings.json", settings)
        _lines(place, "never_asked", map(asdict, store.never_ask()))
    _whole(
        place / MARK,
        {"format": FORMAT, "version": VERSION, "made": made, "companion": __version__, "counts": counts},
    )
    _text(place / "journal.md", reading_copy.of_sessions(sessions(), language))
    if not session:
        _text(place / "posts.md", reading_copy.of_posts(posts(), language))
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
