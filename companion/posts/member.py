"""A file of an export as importers see it: a name that is data, never a path, and a stream that knows its limits."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, Literal

from companion.errors import MemberTooLarge, UnreadableFile

LARGEST = 50 * 1024 * 1024
"""Bytes of one file."""
MEDIA = (
    ".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".heif", ".avif", ".bmp", ".tif", ".tiff", ".svg", ".ico",
    ".mp4", ".mov", ".m4v", ".webm", ".avi", ".mkv", ".3gp", ".mp3", ".m4a", ".aac", ".wav", ".ogg", ".opus", ".flac",
    ".pdf", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".srt", ".vtt",
)  # fmt: skip
"""Endings of pictures, sounds and the like, which are never opened."""
Left = Literal["link", "too-large"]
"""Why a file is not opened: it leads out of the folder, or is over the limit."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an export."""

    name: str
    """Inside the export, with `/` between its parts."""
    size: int
    """Bytes it is said to have."""
    opener: Callable[[], IO[bytes]]
    """Gives its bytes, without a limit."""
    origin: Path
    """The file or archive that the author named or that lies in the folder they named: for messages."""
    left: Left | None = None
    """Why it may not be opened, if so."""
    place: int | None = None
    """Where it lies in an archive that is read from its start, so that members are best read in their order there."""

    @property
    def base(self) -> str:
        """The last part of its name."""
        return self.name.rpartition("/")[2]

    def ends(self, *endings: str) -> bool:
        """Say whether its name has one of these endings, whatever its case."""
        return self.name.lower().endswith(endings)

    def open(self) -> BinaryIO:
        """Open it as a stream that ends in MemberTooLarge beyond the limit. Raises UnreadableFile."""
        try:
            return io.BufferedReader(_Limited(self.opener(), self))
        except (OSError, ValueError) as exc:
            raise UnreadableFile(path=self.origin) from exc


class _Limited(io.RawIOBase):
    """Bytes of a member, counted as they really come."""

    def __init__(self, stream: IO[bytes], member: Member) -> None:
        self._stream, self._member, self._count = stream, member, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  whatever takes bytes
        data = self._stream.read(len(buffer))
        self._count += len(data)
        if self._count > LARGEST:
            raise MemberTooLarge(path=self._member.origin)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()
