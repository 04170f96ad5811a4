"""Posts in a table: CSV as spreadsheets and scripts write it. A cell that looks like a formula is text.

Invariant: no word of a table is lost in silence. A row with more in it than the header has names for, or
whose quotation marks do not pair, is counted as broken; the lines that a mark swallowed are read again, one by one.
"""

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from companion.posts import dates, day_order, linkedin
from companion.posts.fields import DATE, has_text, header, post_from
from companion.posts.member import LARGEST
from companion.posts.reading import Skipped
from companion.posts.text_file import TextFile
from companion.records import Post

_DELIMITERS = ",;\t|"
_END = re.compile(r"\r\n|\r|\n")
_SHAPE = ((re.compile(r"\d+"), "0"), (re.compile(r"[^\W\d_]+"), "a"))
_PEOPLE = frozenset({
    "from", "to", "sender", "sender_name", "recipient", "recipients", "conversation_id", "first_name", "last_name",
    "email_address",
})  # fmt: skip
"""Columns of messages, and of what others wrote: recommendations, invitations."""
_FURNITURE = 5
"""Lines that may stand before the header, such as `sep=;`."""


class _Lines:
    """The lines of a table, which may be given back to be read again."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._rest = iter(lines)
        self._again: deque[str] = deque()
        self.taken: list[str] = []
        """Those that the last row was read from."""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._rest)
        self.taken.append(line)
        return line

    def give_back(self, lines: Sequence[str]) -> None:
        self._again.extendleft(reversed(lines))


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a table, and what a row of it looks like."""

    names: list[str]
    """Of the columns, as they are compared."""
    delimiter: str
    """What stands between two cells."""
    days_first: bool | None = None
    """Whether days stand before months in its dates; None where nothing tells."""

    def named(self, row: list[str]) -> dict[str, object]:
        """Pair names and cells; of two columns with one name, the first that holds something counts."""
        named: dict[str, object] = {}
        for name, cell in zip(self.names, row, strict=False):
            told = day_order.ordered(cell, day_first=self.days_first) if name in DATE else cell
            named[name] = named.get(name) or told
        return named

    def longer(self, row: list[str]) -> bool:
        """Say whether `row` holds words that no column has a name for."""
        return any(cell.strip() for cell in row[len(self.names) :])

    def opens(self, line: str) -> bool:
        """Say whether a row may start at `line`: it has a cell a column, and its date is one, or is left out."""
        row = _cells(line, self.delimiter)
        if len(row) < len(self.names) or self.longer(row):
            return False
        date = self.date(row)
        return not date.strip() or dates.parse(date) is not None

    def swallowed(self, row: list[str], inner: Sequence[str]) -> bool:
        """Say whether the `inner` lines of `row` are plainly rows: cells without a blank, a date written as its own."""
        date, lines = self.date(row), [line for line in inner if line.strip()]
        if not lines or dates.parse(date) is None:
            return False
        rows = [_cells(line, self.delimiter) for line in lines]
        return all(map(self.opens, lines)) and all(
            _shape(self.date(each)) == _shape(date) and not any(cell[:1] == " " for cell in each) for each in rows
        )

    def date(self, row: list[str]) -> str:
        """Return the cell of the date, "" where there is none."""
        return next((cell for name, cell in zip(self.names, row, strict=False) if name in DATE and cell), "")


def recognises(file: TextFile) -> bool:
    """Say whether one of the first lines names a column of texts, and none of people: messages are not posts."""
    layout = _layout(file.head)
    if layout is None:
        return False
    if linkedin.is_comments(file.head):
        return False  # under what others wrote
    line = _END.split(file.head, _FURNITURE)[layout[1]]
    return _PEOPLE.isdisjoint(map(header, _cells(line, layout[0])))


def read(file: TextFile) -> Iterator[Post | Skipped]:
    """Read the rows, one by one; a row that cannot be parsed does not stop the next."""
    layout = _layout(file.head)
    if layout is None:
        return
    delimiter, skip = layout
    csv.field_size_limit(LARGEST)  # the library's own limit, one for the process
    with file.open() as text:
        lines = _Lines(islice(text, skip, None))
        names = _header(lines, delimiter)
        columns = _Columns(names, delimiter, _days_first(file, layout, names))
        for row in _rows(lines, columns):
            if row is None:
                yield Skipped("broken")
            elif any(cell.strip() for cell in row):
                yield post_from(columns.named(row), platform="csv", source=file.name)


def _days_first(file: TextFile, layout: tuple[str, int], names: list[str]) -> bool | None:
    """Look through the dates of a whole table, before any of them is read."""
    delimiter, skip = layout
    columns = _Columns(names, delimiter)
    with file.open() as text:
        rows = csv.reader(islice(text, skip, None), delimiter=delimiter)
        return day_order.days_first((columns.date(row) for row in _readable(rows)), names, delimiter)


def _readable(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    with suppress(csv.Error):
        yield from rows


def _header(lines: _Lines, delimiter: str) -> list[str]:
    """Read the names of the columns; where a quotation mark takes rows with it, from their first line alone."""
    try:
        row = next(csv.reader(lines, delimiter=delimiter, strict=True), [])
    except csv.Error:
        row = []
    if not has_text(row):
        lines.give_back(lines.taken[1:])
        row = _cells(lines.taken[0], delimiter) if lines.taken else []
    return [header(name) for name in row]


def _rows(lines: _Lines, columns: _Columns) -> Iterator[list[str] | None]:
    """Walk the rows, None for each that is broken."""
    rows = csv.reader(lines, delimiter=columns.delimiter, strict=True)
    while True:
        lines.taken.clear()
        row: list[str] | None
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error:
            row = None
        inner = lines.taken[1:]
        if row is not None and not columns.longer(row) and not columns.swallowed(row, inner):
            yield row
            continue
        yield None
        if row is None or any(map(columns.opens, inner)):
            lines.give_back(inner)
            yield from _passed_over(lines, columns)


def _passed_over(lines: _Lines, columns: _Columns) -> Iterator[None]:
    """Go on to the next line that a row may start at; None for each that holds something on the way."""
    for line in lines:
        lines.taken.clear()
        if columns.opens(line):
            lines.give_back([line])
            return
        if line.strip():
            yield None


def _cells(line: str, delimiter: str) -> list[str]:
    """Return the cells of one line by itself, whatever its quotation marks."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _shape(date: str) -> str:
    """Return how a date is written, whatever it says."""
    for pattern, sign in _SHAPE:
        date = pattern.sub(sign, date)
    return date.strip()


def _layout(head: str) -> tuple[str, int] | None:
    """Return the delimiter and how many lines stand before the header, None where no header is found."""
    for number, line in enumerate(_END.split(head, _FURNITURE)[:_FURNITURE]):
        for delimiter in _DELIMITERS:
            if has_text(_cells(line, delimiter)):
                return delimiter, number
    return None
