"""LinkedIn's export: the shares and the articles. Messages, connections and e-mail addresses are never opened.

Comments, written under what others shared, are read only from their own table, given by itself: they are replies.
A line break within a share is written as a quotation mark, a line break and a quotation mark; it is put right where
that stands, nowhere else. A link names the share the same way whether the export wrote it encoded or not.
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from urllib.parse import unquote

from companion.posts import dates, linkedin_article
from companion.posts.export_files import candidates, first_line
from companion.posts.fields import header, post
from companion.posts.member import LARGEST, Member
from companion.posts.reading import Skipped
from companion.posts.source import Source
from companion.posts.text_file import TextFile, examine
from companion.records import Post

_TABLES = re.compile(r"\.csv")
_TEXT = "sharecommentary"
_COMMENTS = frozenset({"date", "link", "message"})
_BREAK = re.compile('"(\r?\n)"')
_SHARE = re.compile(r"urn:li:\w{1,40}:[\d-]{1,60}")


def recognises(source: Source) -> bool:
    """Say whether there is a table with the column of what was said beside a share, or an article."""
    if any(map(_is_shares, candidates(source, _TABLES))) or linkedin_article.pages(source):
        return True
    return bool(source.alone and is_comments(_start(source.alone)))


def read(source: Source) -> Iterator[Post | Skipped]:
    """Walk the shares of every table, then the articles."""
    for member in candidates(source, _TABLES):
        if _is_shares(member) or (source.alone and not linkedin_article.pages(source)):
            file = examine(member)
            yield from _rows(file) if isinstance(file, TextFile) else [Skipped(file)]
    for page in linkedin_article.pages(source):
        yield linkedin_article.read(page)


def is_comments(start: str) -> bool:
    """Say whether a table that starts so holds what was written under the shares of others."""
    return {header(name) for name in start.partition("\n")[0].split(",")} == _COMMENTS and "linkedin.com/" in start


def _start(member: Member) -> str:
    file = examine(member)
    return file.head if isinstance(file, TextFile) else ""


def _is_shares(member: Member) -> bool:
    """Say whether the first line of a table names that column; the others, messages among them, are not read."""
    return _TEXT in map(header, first_line(member).split(","))


def _rows(file: TextFile) -> Iterator[Post | Skipped]:
    csv.field_size_limit(LARGEST)  # the library's own limit, one for the process
    comments = is_comments(file.head)
    escaped = '\\"' in file.head and comments  # as older exports write quotation marks there
    made: Callable[[Mapping[str, str]], Post | Skipped] = partial(_comment if comments else _share, source=file.name)
    with file.open() as text:
        rows = csv.reader(text, escapechar="\\" if escaped else None)
        try:
            names = [header(name) for name in next(rows, [])]
            for row in rows:
                if any(cell.strip() for cell in row):
                    yield made(dict(zip(names, row, strict=False)))
        except csv.Error:
            yield Skipped("broken")


def _share(row: Mapping[str, str], source: str) -> Post | Skipped:
    return post(
        _BREAK.sub(r"\1", row.get(_TEXT, "")),
        date=dates.zoned(row.get("date", "")),
        platform="linkedin",
        source=source,
        link=_link(row.get("sharelink", "")),
    )


def _comment(row: Mapping[str, str], source: str) -> Post | Skipped:
    """Return a comment: its link is that of what it stands under, where several may stand."""
    date = dates.zoned(row.get("date", ""))
    return post(row.get("message", ""), date=date, platform="linkedin", source=source, kind="reply")


def _link(link: str) -> str:
    share = _SHARE.search(unquote(link))
    return f"https://www.linkedin.com/feed/update/{share[0]}" if share else link
