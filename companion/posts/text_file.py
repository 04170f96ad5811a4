"""A file of text: examined once within limits, then read as a stream."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from io import TextIOWrapper
from itertools import chain
from typing import TextIO

from companion.errors import MemberTooLarge, UnreadableFile
from companion.posts import member as members
from companion.posts.encoding import guess
from companion.posts.member import Member
from companion.posts.reading import SkipReason

_CHUNK = 1024 * 1024
_HEAD = 64 * 1024
_TEXT_ALL_THE_SAME = (b"\xff\xfe", b"\xfe\xff", b"{", b"---", b"\xef\xbb\xbf")
"""How a text may start in which NUL is a character like another."""


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file of text within the limits, and how to read it."""

    member: Member
    """Of the export, for who wants its bytes."""
    encoding: str
    """As Python names it."""
    head: str
    """Its first characters, enough to recognise it."""

    @property
    def name(self) -> str:
        """What to call it: data, never used as a path."""
        return self.member.name

    def open(self) -> TextIO:
        """Open it for reading; line ends come as they are, what cannot be decoded as U+FFFD."""
        return TextIOWrapper(self.member.open(), encoding=self.encoding, errors="replace", newline="")


def examine(member: Member) -> TextFile | SkipReason:
    """Look at the file, whatever its name says. Raises UnreadableFile where it is missing or not a file."""
    if member.left:
        return member.left
    if member.size > members.LARGEST:
        return "too-large"
    try:
        with member.open() as file:
            head = file.read(_HEAD)
            if b"\0" in head and not head.startswith(_TEXT_ALL_THE_SAME):
                return "not-text"
            encoding = guess(chain([head], _chunks(partial(file.read, _CHUNK))))
    except MemberTooLarge:
        return "too-large"
    except OSError as exc:
        raise UnreadableFile(path=member.origin) from exc
    return TextFile(member, encoding, head.decode(encoding, "replace"))


def _chunks(read: "partial[bytes]") -> Iterator[bytes]:
    return iter(read, b"")
