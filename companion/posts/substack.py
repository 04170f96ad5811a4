"""Substack's export: a list of posts, and the text of each as a piece of HTML under its name.

The list says what was published; a text that it does not name is not read. Lists of subscribers and of what they opened
are never opened.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from io import TextIOWrapper

from companion.errors import InputError
from companion.posts import article, html_text
from companion.posts.encoding import decode
from companion.posts.fields import post
from companion.posts.member import LARGEST, Member
from companion.posts.reading import Skipped
from companion.posts.source import Source
from companion.records import Post

_LIST = re.compile(r"(?:^|/)posts(?: ?\(\d+\))?\.csv")
_TEXTS = re.compile(r"(?:^|/)(\d+\.[^/]*|\d+)\.html")
_COLUMNS = frozenset({"post_id", "post_date", "is_published"})
_FURNITURE = html_text.classes(
    "button-wrapper", "captioned-button-wrap", "subscription-widget-wrap", "subscription-widget-wrap-editor",
    "subscription-widget", "tweet", "twitter-embed", "comment", "digest-post-embed", "embedded-post-wrap",
    "embedded-publication-wrap", "install-substack-app-embed", "community-chat", "poll-embed", "paywall-jump",
    "file-embed-wrapper",
)  # fmt: skip
"""Buttons, forms, and what others wrote."""


def recognises(source: Source) -> bool:
    """Say whether it holds a list of posts as Substack makes it."""
    return any(map(_is_list, _lists(source)))


def read(source: Source) -> Iterator[Post | Skipped]:
    """Walk the lists, then the texts that none of them names."""
    texts = {_number(member.base): member for member in source.matching(_TEXTS)}
    for member in filter(_is_list, _lists(source)):
        for row in _rows(member):
            yield Skipped("broken") if row is None else _read(row, texts.pop(_number(row["post_id"]), None))
    yield from [Skipped("not-listed")] * len(texts)


def _lists(source: Source) -> list[Member]:
    return source.matching(_LIST) or ([source.alone] if source.alone else [])


def _is_list(member: Member) -> bool:
    try:
        with member.open() as file:
            first = file.readline(2_000)
    except (InputError, OSError):
        return False
    return {name.strip(' "\r\n') for name in decode(first).split(",")} >= _COLUMNS


def _number(name: str) -> str:
    """Return what a post is known by; the words after it are its title's."""
    return name.partition(".")[0]


def _rows(member: Member) -> Iterator[Mapping[str, str] | None]:
    """Walk the rows, None for one that is no row."""
    csv.field_size_limit(LARGEST)  # the library's own limit, one for the process
    with member.open() as file, TextIOWrapper(file, "utf-8-sig", errors="replace", newline="") as text:
        rows = csv.DictReader(text, restkey="", restval="")
        try:
            for row in rows:
                yield row if row["post_id"] else None
        except csv.Error:
            yield None


def _read(row: Mapping[str, str], text: Member | None) -> Post | Skipped:
    if row["is_published"].strip().lower() != "true":
        return Skipped("draft")
    if row.get("type") == "page":
        return Skipped("page")
    if text is None:
        return Skipped("no-body")
    with text.open() as file:
        html = decode(file.read())
    if len(html) > html_text.LONGEST:
        return Skipped("too-long")
    return post(
        article.joined(row.get("title", ""), row.get("subtitle", ""), html_text.plain(html, unwanted=_FURNITURE)),
        date=row["post_date"],
        platform="substack",
        source=text.name,
        link=f"substack:{_number(row['post_id'])}",
        kind="post" if row.get("type") == "thread" else "article",
    )
