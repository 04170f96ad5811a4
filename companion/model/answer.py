"""Our grammar of an answer: JSON read while it grows, each entry of its one list as it closes.

Whatever a server says of how it ended, an answer is complete when its own last bracket closed.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from companion.model.reasoning import Spoken

MOST = 12
"""Entries that an answer may have: more is no answer to what was asked."""
_PAIRS = {"}": "{", "]": "["}


class _Grammar:
    """One object that holds a list of objects, whatever stands around it; read a character at a time."""

    def __init__(self) -> None:
        self.closed = False
        """Whether the object closed, and is JSON."""
        self._open = ""
        self._text: list[str] = []
        self._entry: int | None = None
        self._inside = self._escaped = self._broken = False
        self._any = self._listed = self._full = False

    def read(self, text: str) -> Iterator[str]:
        """Take what comes next and yield the text of each object that closes in the list."""
        for character in text:
            if self.closed or self._broken:
                return
            if self._open:
                self._text.append(character)
            if self._inside:
                self._quoted(character)
            elif character == '"':
                self._inside = bool(self._open)
            elif character in "{[":
                self._opens(character)
            elif character in "}]" and self._open and (entry := self._closes(character)) is not None:
                yield entry

    def _quoted(self, character: str) -> None:
        self._inside = self._escaped or character != '"'
        self._escaped = not self._escaped and character == "\\"

    def _opens(self, character: str) -> None:
        if not self._open:
            if character == "[":
                return
            self._text = ["{"]
        if self._open == "{[" and character == "{" and not self._full:
            self._entry = len(self._text) - 1
        self._open += character

    def _closes(self, character: str) -> str | None:
        """Close a bracket, and return the entry that closes with it."""
        self._broken = self._open[-1] != _PAIRS[character]
        self._open = self._open[:-1]
        if self._broken:
            return None
        if self._open == "{[" and self._entry is not None:
            entry, self._entry, self._listed = "".join(self._text[self._entry :]), None, True
            return entry
        if self._open == "{" and character == "]":
            self._any, self._full = True, self._listed
        if not self._open and self._any:
            self.closed = _object("".join(self._text)) is not None
            self._broken = not self.closed
        return None


@dataclass(slots=True)
class Answer:
    """An answer as it grows; feed it pieces."""

    text: str = ""
    """What came, reasoning left out."""
    entries: list[dict[str, Any]] = field(default_factory=list)
    """The objects of its list that closed, in order."""
    complete: bool = False
    """Whether the whole closed."""
    _spoken: Spoken = field(default_factory=Spoken, repr=False)
    _grammar: _Grammar = field(default_factory=_Grammar, repr=False)

    def feed(self, piece: str) -> Iterator[dict[str, Any]]:
        """Take a piece and give the entries that it closes."""
        said = self._spoken.feed(piece)
        self.text += said
        read = [entry for each in self._grammar.read(said) if (entry := _object(each)) is not None]
        new = read[: MOST - len(self.entries)]
        self.entries.extend(new)
        self.complete = self._grammar.closed
        return iter(new)


def _object(text: str) -> dict[str, Any] | None:
    try:
        held = json.loads(text, parse_constant=_refused)
    except (ValueError, RecursionError):
        return None
    return held if isinstance(held, dict) else None


def _refused(name: str) -> None:
    raise ValueError(name)
