"""XML as exports write it: decoded once, without the characters that no parser takes, never with entities of its own.

What declares entities can make gigabytes of a few lines, or read other files: it is refused.
"""

import codecs
import re
from collections.abc import Iterator
from typing import TextIO

from companion.posts.text_file import TextFile

_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?([\w.-]{1,40})")
_DECLARED = re.compile(r"<\?xml\b[^>]{0,200}?\bencoding=[\"']([\w.:-]{1,40})[\"']")
_APART = re.compile(r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)|<!ENTITY\b", re.S)
"""What is no markup, and what must not be."""
_BEFORE = (
    re.compile(r"\s+"), re.compile(r"<\?(?s:.*?)\?>"), re.compile(r"<!--(?s:.*?)-->"),
    re.compile(r"<!DOCTYPE\b[^\[>]*(?:\[(?s:.*?)\]\s*)?>", re.I),
)  # fmt: skip
"""What may stand before the first element."""
_UNKNOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 does not have; word processors leave them behind."""


def root(head: str) -> str:
    """Return the name of the first element, without its prefix, "" where there is none."""
    at = int(head.startswith("\ufeff"))
    while passed := next(filter(None, (pattern.match(head, at) for pattern in _BEFORE)), None):
        at = passed.end()
    match = _ROOT.match(head, at)
    return match[1] if match else ""


def declares_entities(text: str) -> bool:
    """Say whether a whole file declares any."""
    return any(match[0].startswith("<!ENTITY") for match in _APART.finditer(text))


def opened(file: TextFile) -> TextIO:
    """Open it in the encoding it declares, where it is not plainly UTF-8."""
    declared = _DECLARED.search(file.head[:500])
    if declared and file.encoding == "cp1252" and _known(declared[1]):
        return TextFile(file.member, declared[1], file.head).open()
    return file.open()


def clean(text: str) -> str:
    """Return `text` without what a parser stumbles over."""
    return _UNKNOWN.sub("", text)


class Pieces:
    """A text as a parser wants it: read piece by piece, clean."""

    def __init__(self, text: TextIO) -> None:
        self._pieces = self._read(text)

    def read(self, _size: int = -1) -> str:
        """Return the next piece, "" at the end."""
        return next(self._pieces, "")

    @staticmethod
    def _read(text: TextIO) -> Iterator[str]:
        while piece := text.read(64 * 1024):
            if kept := clean(piece):
                yield kept


def _known(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding)._is_text_encoding
    except LookupError:
        return False
