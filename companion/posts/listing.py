"""What an archive may hold: the names and sizes of its members, checked before any of them is read.

Invariant: an archive is taken whole or refused whole, with the limit it broke; nothing of it is ever written to disk.
Pictures and sounds are never opened, so that they count neither among the entries nor in the sizes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from companion.errors import (
    ArchiveBomb,
    ArchiveLinks,
    ArchiveNames,
    ArchiveNested,
    ArchiveTooLarge,
    ArchiveTooMany,
    ArchiveTwice,
    MemberTooLarge,
)
from companion.posts import member

MOST = 5_000
"""Entries that could be read."""
MOST_LISTED = 100_000
"""Entries of any kind: beyond, even the list is not read."""
ALL = 500 * 1024 * 1024
"""Bytes of all that could be read together."""
RATIO = 100
"""How many bytes one byte of an archive may become."""
SPARED = 1024 * 1024
"""Bytes that may be reached before the ratio counts: a small repetitive file is no bomb."""
_NESTED = (".zip", ".tar", ".tgz", ".gz", ".bz2", ".tbz2", ".xz", ".txz", ".7z", ".rar", ".zst")
_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(slots=True)
class Listing:
    """The members of one archive as they are met."""

    archive: Path
    """For messages."""
    names: set[str] = field(default_factory=set)
    """Seen so far."""
    listed: int = 0
    """Entries of any kind."""
    opened: int = 0
    """Entries that could be read."""
    weight: int = 0
    """Real bytes of all that could be read."""

    def take(self, name: str, *, linked: bool = False) -> str | None:
        """Return the name of a file that may be read, None for what is passed over. Raises InputError."""
        self.listed += 1
        name = "/".join(part for part in name.replace("\\", "/").split("/") if part != ".")
        if self.listed > MOST_LISTED:
            raise ArchiveTooMany(path=self.archive, limit=MOST_LISTED)
        if linked:
            raise ArchiveLinks(path=self.archive)
        if name.startswith("/") or _DRIVE.match(name) or ".." in name.split("/"):
            raise ArchiveNames(path=self.archive)
        if name in self.names:
            raise ArchiveTwice(path=self.archive)
        self.names.add(name)
        return name if self._wanted(name) else None

    def _wanted(self, name: str) -> bool:
        parts = name.lower().split("/")
        if not parts[-1]:
            return False  # a folder
        if hidden(parts) or parts[-1].endswith(member.MEDIA):
            return False
        if parts[-1].endswith(_NESTED):
            raise ArchiveNested(path=self.archive)
        self.opened += 1
        if self.opened > MOST:
            raise ArchiveTooMany(path=self.archive, limit=MOST)
        return True

    def weigh(self, chunks: Iterable[bytes], packed: int) -> int:
        """Return how many bytes a member really has; `packed` is how many the archive gives it. Raises InputError."""
        size = 0
        for chunk in chunks:
            size += len(chunk)
            self.weight += len(chunk)
            if swollen(size, packed):
                raise ArchiveBomb(path=self.archive, limit=RATIO)
            if size > member.LARGEST:
                raise MemberTooLarge(path=self.archive)
            if self.weight > ALL:
                raise ArchiveTooLarge(path=self.archive)
        return size


def swollen(size: int, packed: int) -> bool:
    """Say whether so many bytes out of so few are a bomb."""
    return size > SPARED and size > RATIO * max(packed, 1)


def hidden(parts: Iterable[str]) -> bool:
    """Say whether a name lies among what tools leave behind."""
    return any(part.startswith(".") or part in {"__macosx", "node_modules"} for part in parts)
