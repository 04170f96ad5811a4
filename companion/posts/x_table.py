"""The table of archives of before 2019: `tweets.csv`, one post a row."""

import csv
import re
from collections.abc import Iterator, Mapping
from html import unescape

from companion.posts.export_files import candidates, first_line
from companion.posts.fields import post
from companion.posts.member import LARGEST, Member
from companion.posts.reading import Skipped
from companion.posts.source import Source
from companion.posts.text_file import TextFile, examine
from companion.records import Post

_FILES = re.compile(r"(?:^|/)tweets\.csv")
_COLUMNS = frozenset({"tweet_id", "timestamp", "text"})


def recognises(source: Source) -> bool:
    """Say whether there is a table with the columns of a post."""
    return any(map(_is_table, candidates(source, _FILES)))


def read(source: Source) -> Iterator[Post | Skipped]:
    """Walk the rows."""
    for member in candidates(source, _FILES):
        file = examine(member)
        yield from _rows(file) if isinstance(file, TextFile) else [Skipped(file)]


def _is_table(member: Member) -> bool:
    return _COLUMNS.issubset(name.strip('" \r') for name in first_line(member).split(","))


def _rows(file: TextFile) -> Iterator[Post | Skipped]:
    csv.field_size_limit(LARGEST)  # the library's own limit, one for the process
    with file.open() as text:
        try:
            for row in csv.DictReader(text):
                yield _post(row, file.name)
        except csv.Error:
            yield Skipped("broken")


def _post(row: Mapping[str, str | None], source: str) -> Post | Skipped:
    text, number = unescape(row.get("text") or ""), (row.get("tweet_id") or "").strip()
    if row.get("retweeted_status_id") or text.startswith("RT @"):
        return Skipped("repost")
    return post(
        text,
        date=row.get("timestamp"),
        platform="x",
        source=source,
        link=f"https://x.com/i/status/{number}" if number.isascii() and number.isdigit() else "",
        kind="reply" if row.get("in_reply_to_status_id") or row.get("in_reply_to_user_id") else "post",
    )
