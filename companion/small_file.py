"""A small file of the home, replaced whole, so that a kill leaves the old one or the new one."""

import os
import tempfile
from pathlib import Path

from companion.errors import StoreFull


def replace(path: Path, text: str) -> None:
    """Put `text` in the file at `path`, for its author's eyes only. Raises StoreFull."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-")  # 0600 from its first byte
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
