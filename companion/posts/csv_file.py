"""Posts in a table: CSV as spreadsheets and scripts write it. A cell that looks like a formula is text."""

import csv
import re
from collections.abc import Iterator
from itertools import islice

from companion.posts.fields import has_text, header, post_from
from companion.posts.reading import Skipped
from companion.posts.text_file import LARGEST, TextFile
from companion.records import Post

_DELIMITERS = ",;\t|"
_END = re.compile(r"\r\n|\r|\n")
_FURNITURE = 5
"""Lines that may stand before the header, such as `sep=;`."""


def recognises(file: TextFile) -> bool:
    """Say whether one of the first lines names a column of texts."""
    return _layout(file.head) is not None


def read(file: TextFile) -> Iterator[Post | Skipped]:
    """Read the rows, one by one; a row that cannot be parsed does not stop the next."""
    layout = _layout(file.head)
    if layout is None:
        return
    delimiter, skip = layout
    csv.field_size_limit(LARGEST)  # the library's own limit, one for the process
    with file.open() as lines:
        rows = csv.reader(islice(lines, skip, None), delimiter=delimiter)
        names = [header(name) for name in next(rows, [])]
        while True:
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error:
                yield Skipped("broken")
                continue
            if any(cell.strip() for cell in row):
                yield post_from(_named(names, row), platform="csv", source=file.name)


def _named(names: list[str], row: list[str]) -> dict[str, object]:
    """Pair names and cells; of two columns with one name, the first that holds something counts."""
    named: dict[str, object] = {}
    for name, cell in zip(names, row, strict=False):
        named[name] = named.get(name) or cell
    return named


def _layout(head: str) -> tuple[str, int] | None:
    """Return the delimiter and how many lines stand before the header, None where no header is found."""
    for number, line in enumerate(_END.split(head, _FURNITURE)[:_FURNITURE]):
        for delimiter in _DELIMITERS:
            try:
                names = next(csv.reader([line], delimiter=delimiter), [])
            except csv.Error:
                continue
            if has_text(names):
                return delimiter, number
    return None
