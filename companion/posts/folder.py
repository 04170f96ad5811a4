"""A folder: its files in order of name, with the archives that lie in it taken for the parts of an export."""

import os
import stat
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from companion.errors import UnreadableFile
from companion.posts.listing import hidden
from companion.posts.member import Member


def files(folder: Path) -> Iterator[Path]:
    """Walk the files; what is hidden belongs to tools, a linked folder is somewhere else."""
    for place, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not hidden([name.lower()]))
        yield from (Path(place, name) for name in sorted(names) if not hidden([name.lower()]))


def member(path: Path, folder: Path) -> Member:
    """Return the file at `path` as a member of `folder`; a link that leads out of it is not to be opened."""
    inside = path.resolve().is_relative_to(folder.resolve())
    return lone(path, name=path.relative_to(folder).as_posix(), linked=not inside)


def lone(path: Path, *, name: str = "", linked: bool = False) -> Member:
    """Return the file at `path`, whose name is the export's only one."""
    try:
        size = path.lstat().st_size
    except (OSError, ValueError):
        size = 0  # opening it will say why
    return Member(name or path.name, size, partial(_open, path), path, "link" if linked else None)


def regular(path: Path) -> bool:
    """Say whether there is a file that can be read without waiting for anybody."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def _open(path: Path) -> BinaryIO:
    if not regular(path):
        raise UnreadableFile(path=path)
    return path.open("rb")
