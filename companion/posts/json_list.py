"""A list in a JSON file, item by item: memory holds one item at a time, however long the list is.

Strict where it costs nobody anything: NaN, bytes that are not UTF-8, a file cut short or too many levels refuse the
whole file, as no platform writes them.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from typing import Any, NoReturn, TextIO

from companion.errors import DamagedExport, TooDeep
from companion.posts.member import Member

DEEPEST = 100
"""Levels of one item."""
_FIRST = 64 * 1024
"""Characters read at a time; twice as many each time an item does not fit."""
_BLANK = re.compile(r"[ \t\r\n]*")
_SIGN = re.compile(r"[\"\[\]{}]")
_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.S)
_ROOT = ()
_STARTS = frozenset('[{"-0123456789tfn')
"""How a value may start."""


def _nothing(constant: str) -> NoReturn:
    raise ValueError(constant)


_DECODER = json.JSONDecoder(parse_constant=_nothing)


def whole(member: Member) -> Any:  # noqa: ANN401  whatever JSON holds
    """Return a small file as JSON holds it. Raises DamagedExport, TooDeep."""
    with member.open() as file:
        try:
            value = json.loads(file.read().decode("utf-8-sig"), parse_constant=_nothing)
        except ValueError as exc:
            raise DamagedExport(path=member.origin) from exc
        except RecursionError as exc:
            raise TooDeep(path=member.origin, limit=DEEPEST) from exc
    return _shallow(value, member)


def items(member: Member, *paths: Sequence[str]) -> Iterator[Any]:
    """Walk the items of the lists at `paths` of keys, whatever their case; without one, of the list that the file is.

    Where the file is an object and no path is given, it is walked by the first of its lists. What stands before the
    first bracket (`window.YTD.tweets.part0 =`) is passed over. Raises DamagedExport, TooDeep.
    """
    for _, item in located(member, *paths):
        yield item


def located(member: Member, *paths: Sequence[str]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Walk the items as `items` does, each with the path of the list that it is in, in lower case."""
    wanted = tuple(tuple(key.lower() for key in path) for path in paths)
    with member.open() as file, TextIOWrapper(file, encoding="utf-8-sig", newline="") as text:
        try:
            for path, item in _Walk(text, wanted).run():
                yield path, _shallow(item, member)
        except ValueError as exc:
            raise DamagedExport(path=member.origin) from exc
        except RecursionError as exc:
            raise TooDeep(path=member.origin, limit=DEEPEST) from exc


def _shallow(value: Any, member: Member) -> Any:  # noqa: ANN401  whatever JSON holds
    level = [value]
    for _ in range(DEEPEST):
        level = [inner for outer in level for inner in _inner(outer)]
        if not level:
            return value
    raise TooDeep(path=member.origin, limit=DEEPEST)


def _inner(value: Any) -> Iterable[Any]:  # noqa: ANN401  whatever JSON holds
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


@dataclass(slots=True)
class _Walk:
    """Where one stands in the text of a file."""

    text: TextIO
    wanted: tuple[tuple[str, ...], ...]
    buffer: str = ""
    at: int = 0
    done: bool = False
    found: bool = False

    def run(self) -> Iterator[tuple[tuple[str, ...], Any]]:
        self._begin()
        yield from self._value(_ROOT)
        if self._next() not in {"", ";"}:
            raise ValueError

    def _begin(self) -> None:
        """Go to the first bracket, past the name that a script gives to what follows."""
        self._more()
        start = re.match(r"\s*[\w.$\[\]\"' ]{0,200}?=\s*(?=[\[{])", self.buffer)
        self.at = start.end() if start else 0

    def _value(self, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
        """Walk a value that may hold what is wanted; any other is passed over."""
        sign = self._next()
        if sign == "[" and self._here(path):
            yield from self._list(path)
        elif sign == "{" and (not path or any(each[: len(path)] == path for each in self.wanted)):
            yield from self._object(path)
        elif sign in {"[", "{"}:
            self._pass_over()
        else:
            self._read()

    def _here(self, path: tuple[str, ...]) -> bool:
        """Say whether the list at `path` is one to walk."""
        if self.wanted:
            return path in self.wanted
        here = not self.found
        self.found = True
        return here

    def _list(self, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
        self.at += 1
        if self._next() == "]":
            self.at += 1
            return
        while True:
            self._next()
            yield path, self._read()
            if self._past(",]") == "]":
                return

    def _object(self, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
        self.at += 1
        if self._next() == "}":
            self.at += 1
            return
        while True:
            if self._next() != '"':
                raise ValueError
            key = self._read()
            self._past(":")
            yield from self._value((*path, key.lower()))
            if self._past(",}") == "}":
                return

    def _past(self, signs: str) -> str:
        sign = self._next()
        if not sign or sign not in signs:
            raise ValueError
        self.at += 1
        return sign

    def _next(self) -> str:
        """Go to the next sign and return it, "" at the end."""
        while True:
            blank = _BLANK.match(self.buffer, self.at)
            self.at = blank.end() if blank else self.at
            if self.at < len(self.buffer) or self.done:
                return self.buffer[self.at : self.at + 1]
            self._more()

    def _read(self) -> Any:  # noqa: ANN401  whatever JSON holds
        """Return the value that starts here, with as much more text as it takes."""
        if self._next() not in _STARTS:  # no more text would make it one
            raise ValueError
        while True:
            try:
                value, end = _DECODER.raw_decode(self.buffer, self.at)
            except json.JSONDecodeError:
                if self.done:
                    raise
            else:
                if end < len(self.buffer) or self.done:  # a number may go on
                    self.at = end
                    return value
            self._more()

    def _pass_over(self) -> None:
        """Go to the end of a list or an object, of which nothing is held."""
        depth = 0
        while True:
            sign = _SIGN.search(self.buffer, self.at)
            self.at = sign.start() if sign else len(self.buffer)
            text = _STRING.match(self.buffer, self.at) if sign and sign[0] == '"' else None
            if text or (sign and sign[0] != '"'):
                self.at = text.end() if text else self.at + 1
                depth += 0 if text else 1 if sign and sign[0] in "[{" else -1
                if not depth:
                    return
            elif self.done:
                raise ValueError
            else:
                self._more()

    def _more(self) -> None:
        """Read on: as much again as is held, so that a long item is not looked at too often."""
        kept = self.buffer[self.at :]
        more = self.text.read(max(_FIRST, len(kept)))
        self.buffer, self.at, self.done = kept + more, 0, not more
