"""LinkedIn's export: the shares. Comments, messages, connections and e-mail addresses are never opened.

A line break within a share is written as a quotation mark, a line break and a quotation mark; it is put right where
that stands, nowhere else. A link names the share the same way whether the export wrote it encoded or not.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from companion.posts import dates
from companion.posts.export_files import candidates, first_line
from companion.posts.fields import header, post
from companion.posts.member import LARGEST, Member
from companion.posts.reading import Skipped
from companion.posts.source import Source
from companion.posts.text_file import TextFile, examine
from companion.records import Post

_TABLES = re.compile(r"\.csv")
_TEXT = "sharecommentary"
_BREAK = re.compile('"(\r?\n)"')
_SHARE = re.compile(r"urn:li:\w{1,40}:\d{1,30}")


def recognises(source: Source) -> bool:
    """Say whether there is a table with the column of what was said beside a share, whatever its name."""
    return any(map(_is_shares, candidates(source, _TABLES)))


def read(source: Source) -> Iterator[Post | Skipped]:
    """Walk the shares of every table."""
    for member in candidates(source, _TABLES):
        if _is_shares(member) or source.alone:
            file = examine(member)
            yield from _shares(file) if isinstance(file, TextFile) else [Skipped(file)]


def _is_shares(member: Member) -> bool:
    """Say whether the first line of a table names that column; the others, messages among them, are not read."""
    return _TEXT in map(header, first_line(member).split(","))


def _shares(file: TextFile) -> Iterator[Post | Skipped]:
    csv.field_size_limit(LARGEST)  # the library's own limit, one for the process
    with file.open() as text:
        rows = csv.reader(text)
        try:
            names = [header(name) for name in next(rows, [])]
            for row in rows:
                if any(cell.strip() for cell in row):
                    yield _post(dict(zip(names, row, strict=False)), file.name)
        except csv.Error:
            yield Skipped("broken")


def _post(row: Mapping[str, str], source: str) -> Post | Skipped:
    return post(
        _BREAK.sub(r"\1", row.get(_TEXT, "")),
        date=dates.zoned(row.get("date", "")),
        platform="linkedin",
        source=source,
        link=_link(row.get("sharelink", "")),
    )


def _link(link: str) -> str:
    share = _SHARE.search(unquote(link))
    return f"https://www.linkedin.com/feed/update/{share[0]}" if share else link
