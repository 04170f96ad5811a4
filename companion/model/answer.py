"""Our grammar of an answer: JSON read while it grows, each entry of its one list as it closes.

Whatever a server says of how it ended, an answer is complete when its own last bracket closed.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_CLOSES = frozenset("}]")
_REASONING = re.compile(r"<(think|thinking|reasoning|analysis)>.*?(?:</\1>|$)", re.S | re.I)
MOST = 12
"""Entries that an answer may have: more is no answer to what was asked."""


@dataclass(slots=True)
class Answer:
    """An answer as it grows; feed it pieces."""

    text: str = ""
    """What came, reasoning included until it can be told."""
    entries: list[dict[str, Any]] = field(default_factory=list)
    """The objects of its list that closed, in order."""
    complete: bool = False
    """Whether the whole closed."""

    def feed(self, piece: str) -> Iterator[dict[str, Any]]:
        """Take a piece and yield the entries that it closes."""
        self.text += piece
        if len(self.entries) >= MOST or not _CLOSES & set(piece):
            return
        found, self.complete = _read(without_reasoning(self.text))
        new = found[len(self.entries) : MOST]
        self.entries.extend(new)
        yield from new


def without_reasoning(text: str) -> str:
    """Leave out what a model says to itself, closed or not."""
    return _REASONING.sub("", text)


def _read(text: str) -> tuple[list[dict[str, Any]], bool]:
    """Return the objects that closed inside the first list of the first object of `text`, and whether that closed."""
    begin = text.find("{")
    if begin < 0:
        return [], False
    found: list[dict[str, Any]] = []
    open_, inside, escaped, start = "", False, False, -1
    for at in range(begin, len(text)):
        character = text[at]
        if inside:
            inside, escaped = (escaped or character != '"'), not escaped and character == "\\"
            continue
        if character == '"':
            inside = True
        elif character in "{[":
            if open_ == "{[" and character == "{":
                start = at
            open_ += character
        elif character in "}]":
            if not open_ or open_[-1] != ("{" if character == "}" else "["):
                return found, False
            open_ = open_[:-1]
            if open_ == "{[" and character == "}" and (entry := _object(text[start : at + 1])) is not None:
                found.append(entry)
            if not open_:
                return found, True
    return found, False


def _object(text: str) -> dict[str, Any] | None:
    try:
        held = json.loads(text, parse_constant=_refused)
    except (ValueError, RecursionError):
        return None
    return held if isinstance(held, dict) else None


def _refused(name: str) -> None:
    raise ValueError(name)
