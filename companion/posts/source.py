"""What the author gave: a file, a folder, an archive or several parts, seen as the members of one export."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from posixpath import commonpath
from typing import Self

from companion.errors import UnreadableFile
from companion.posts import folder, tar_archive, zip_archive
from companion.posts.member import Member

_DIGITS = re.compile(r"(\d+)")
_HEAD = 512
_ARCHIVES = (".zip", ".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz")
"""Endings of parts in a folder, where an office document, a zip too, is just a file."""


@dataclass(frozen=True, slots=True)
class Source:
    """One export, whatever it is wrapped in; nothing of an archive is ever written to disk."""

    parts: tuple[tuple[Member, ...], ...]
    """The members of each archive, and together those that lie loose."""
    direct: bool = False
    """Whether these are files that the author named one by one: their names count for nothing."""

    @classmethod
    def of(cls, *paths: Path) -> Self:
        """Look at what lies there. Raises UnreadableFile, and what an archive is refused for."""
        parts = tuple(part for path in paths for part in _parts(path))
        names = [member.name for part in parts for member in part]
        return cls(parts, direct=names == [path.name for path in paths if not path.is_dir()])

    def members(self) -> Iterator[Member]:
        """Walk the members of every part, in order of name, `posts_2` before `posts_10`; those of a tar as they lie."""
        for part in self.parts:
            yield from sorted(part, key=lambda member: (member.place or 0, _natural(member.name)))

    def matching(self, pattern: re.Pattern[str]) -> list[Member]:
        """Return the members that may be opened and whose name, in lower case, ends as `pattern` says.

        They come in order of number, or as they lie in a tar; a wrapping folder makes no difference to what starts with
        `(?:^|/)`.
        """
        found = (member for member in self.members() if member.left is None)
        ends = re.compile(rf"(?:{pattern.pattern})\Z", pattern.flags)
        held = [member for member in found if ends.search(member.name.lower())]
        return sorted(held, key=_order) if all(member.place is None for member in held) else held

    @property
    def alone(self) -> Member | None:
        """The one member of an export of one, else None: it may have any name."""
        found = [member for part in self.parts for member in part]
        return found[0] if len(found) == 1 and found[0].left is None else None

    @property
    def loose(self) -> bool:
        """Whether a file of it lies by itself, in no archive."""
        return any(member.base == member.origin.name for member in self.members())

    def separate(self) -> Iterator["Source"]:
        """Walk the parts, each as a source by itself."""
        for part in self.parts:
            yield Source((part,), self.direct)

    def folders(self) -> dict[str, "Source"]:
        """Return its members by their first folder that is not a folder of all, those in none under ""."""
        found: dict[str, list[Member]] = {}
        members = list(self.members())
        common = commonpath([posixpath.dirname(member.name) for member in members]) if members else ""
        for member in members:
            folder_, slash, _ = member.name[len(common) :].lstrip("/").partition("/")
            found.setdefault(folder_ if slash else "", []).append(member)
        return {name: Source((tuple(held),), self.direct) for name, held in found.items()}


def _parts(path: Path) -> Iterator[tuple[Member, ...]]:
    if path.is_dir():
        yield from _inside(path)
    elif folder.regular(path):
        yield _archive(path) or (folder.lone(path),)
    else:
        raise UnreadableFile(path=path)


def _inside(place: Path) -> Iterator[tuple[Member, ...]]:
    """Walk a folder; an archive in it is a part by itself, whose members bear its name before theirs."""
    loose: list[Member] = []
    for path in folder.files(place):
        member = folder.member(path, place)
        named = member.ends(*_ARCHIVES) and member.left is None and folder.regular(path)
        archived = _archive(path) if named else None
        if archived is None:
            loose.append(member)
        else:
            yield tuple(replace(inner, name=f"{member.name}/{inner.name}") for inner in archived)
    yield tuple(loose)


def _archive(path: Path) -> tuple[Member, ...] | None:
    """Return the members of the archive at `path`, None where it is none."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
        kind = next((kind for kind in (zip_archive, tar_archive) if kind.recognises(head)), None)
        return tuple(kind.members(path)) if kind else None
    except OSError as exc:
        raise UnreadableFile(path=path) from exc


def _natural(name: str) -> list[tuple[int, str]]:
    """Return what names are put in order by: numbers by their size, however long."""
    pieces = _DIGITS.split(name)
    return [(len(piece.lstrip("0")), piece.lstrip("0")) if piece.isdigit() else (-1, piece) for piece in pieces]


def _order(member: Member) -> list[tuple[int, str]]:
    return _natural(member.base)
