"""A file of text: examined once within limits, then read as a stream."""

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from companion.errors import UnreadableFile
from companion.posts.encoding import guess
from companion.posts.reading import SkipReason

LARGEST = 50 * 1024 * 1024
"""Bytes of one file."""
_CHUNK = 1024 * 1024
_HEAD = 64 * 1024


@dataclass(frozen=True, slots=True)
class TextFile:
    """A regular file within the limits, and how to read it."""

    path: Path
    """Where it lies."""
    name: str
    """What to call it: data, never used as a path."""
    encoding: str
    """As Python names it."""
    head: str
    """Its first characters, enough to recognise it."""

    def open(self) -> TextIO:
        """Open it for reading; line ends come as they are, what cannot be decoded as U+FFFD."""
        return self.path.open(encoding=self.encoding, errors="replace", newline="")


def examine(path: Path, *, name: str | None = None) -> TextFile | SkipReason:
    """Look at the file, whatever its name says. Raises UnreadableFile where it is missing or not a file."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnreadableFile(path=path)
        with path.open("rb") as file:
            head = file.read(_HEAD)
            if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff", b"{", b"---", b"\xef\xbb\xbf")):
                return "not-text"
            file.seek(0)
            chunks = _Chunks(iter(lambda: file.read(_CHUNK), b""))
            encoding = guess(chunks)
            if chunks.size > LARGEST or path.stat().st_size > LARGEST:
                return "too-large"
    except (OSError, ValueError) as exc:
        raise UnreadableFile(path=path) from exc
    return TextFile(path, name or path.name, encoding, head.decode(encoding, "replace"))


class _Chunks:
    """Chunks of a file, up to the limit, and how many bytes they really were."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self.size = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self.size += len(chunk)
            if self.size > LARGEST:
                return
            yield chunk
