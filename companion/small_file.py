"""A small file of the home, replaced whole, so that a kill leaves the old one or the new one."""

import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from companion.errors import StoreFull

_DRAFT = ".draft"
"""How the name of one that is being written ends."""


def replace(path: Path, text: str) -> None:
    """Put `text` in the file at `path`, for its author's eyes only. Raises StoreFull."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-", suffix=_DRAFT)  # 0600
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(draft).replace(path)
        finally:
            Path(draft).unlink(missing_ok=True)
    except OSError as exc:
        raise StoreFull(path=path) from exc


def left(path: Path) -> Iterator[Path]:
    """Walk what a kill left of writing the file at `path`."""
    name = re.compile(rf"\.{re.escape(path.name)}-[a-z0-9_]{{8}}{re.escape(_DRAFT)}")
    return (each for each in path.parent.glob(f".{path.name}-*") if name.fullmatch(each.name))
