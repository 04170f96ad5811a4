"""Posts in a folder: each file read by the reader of its own format, in order of name, and every other one counted."""

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from companion.errors import UnreadableFile
from companion.posts.reading import Skipped
from companion.posts.text_file import TextFile, examine
from companion.records import Post

MOST = 5_000
"""Files that are opened in one folder."""
Read = Callable[[TextFile], Iterator[Post | Skipped]]


def read(
    folder: Path, *, known: Callable[[Path], bool], reader: Callable[[TextFile], Read | None]
) -> Iterator[Post | Skipped]:
    """Read every file whose name is `known`, by its own reader; links that lead out of the folder are not followed."""
    root, opened = folder.resolve(), count()
    for path in files(folder):
        if not known(path):
            yield Skipped("unknown-format")
        elif next(opened) >= MOST:
            yield Skipped("over-limit")
        elif not path.resolve().is_relative_to(root):
            yield Skipped("link")
        else:
            yield from _read(path, path.relative_to(folder).as_posix(), reader)


def files(folder: Path) -> Iterator[Path]:
    """Walk the files; what is hidden belongs to tools, a linked folder is somewhere else."""
    for place, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "node_modules")
        yield from (Path(place, name) for name in sorted(names) if not name.startswith("."))


def _read(path: Path, name: str, reader: Callable[[TextFile], Read | None]) -> Iterator[Post | Skipped]:
    try:
        file = examine(path, name=name)
        if isinstance(file, str):
            yield Skipped(file)
        elif (read := reader(file)) is None:
            yield Skipped("unknown-format")
        else:
            yield from read(file)
    except (UnreadableFile, OSError):
        yield Skipped("broken")
