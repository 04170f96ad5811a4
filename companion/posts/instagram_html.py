"""Instagram's export in HTML: a box for each post, its caption above its media, its date below.

The classes of a box change; what holds is that a caption is the text before the first medium. Dates are printed without
a zone, eight hours behind UTC all year, and in the words of the account's language: those of English and French are
read. Who wants them exact asks for the JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from html import unescape
from typing import TYPE_CHECKING

from companion.posts import dates, html_text, meta_json
from companion.posts.encoding import decode
from companion.posts.fields import post
from companion.posts.member import Member
from companion.posts.reading import Skipped
from companion.records import Post

if TYPE_CHECKING:
    from bs4.element import Tag

_BOX = re.compile(r"(?<![\w-])uiBoxWhite(?![\w-])")
_BEFORE = 600
"""Characters between the start of a box and the class it is known by, at most."""
_MEDIUM = re.compile(r"(?:href|src)=\"([^\"]{0,300}?\bmedia/[^\"]{1,500})\"")
_DATE = re.compile(r"\b([A-Z][a-z]{2}) (\d{1,2}), (\d{4}),? (\d{1,2}:\d{2})(?::\d{2})?[ \u202f\u00a0]([ap]m)$", re.I)
_CLOCK = re.compile(r"(?<!\d)(\d{1,2}) ?[:h] ?(\d\d)(?::\d\d)?(?: ?([ap])\.? ?m\.?)?$", re.I)
_TEXT = re.compile(r">([^<>]{1,200})<")
_ZONE = timezone(timedelta(hours=-8))
_HEAD = 256 * 1024
_LAST = 3
"""Texts at the end of a box that may be its date."""
_FOOT = 4_000
"""Characters at the end of a box that hold them."""


def recognises(page: Member, *, media: bool = True) -> bool:
    """Say whether a page has boxes, with `media` in them."""
    with page.open() as file:
        head = decode(file.read(_HEAD))
    return bool(_BOX.search(head) and (not media or _MEDIUM.search(head)))


def read(page: Member, platform: str = "instagram") -> Iterator[Post | Skipped]:
    """Walk the boxes of Instagram's pages, or of those of Threads, which are made the same way."""
    with page.open() as file:
        text = decode(file.read())
    starts = list(_starts(text))
    for start, end in zip(starts, [*starts[1:], len(text)], strict=False):
        yield _post(text[start:end], page.name, platform)


def _starts(text: str) -> Iterator[int]:
    for sign in _BOX.finditer(text):
        start = text.rfind("<", max(0, sign.start() - _BEFORE), sign.start())
        if text.startswith("<div", start):
            yield start


def _post(box: str, source: str, platform: str) -> Post | Skipped:
    medium = _MEDIUM.search(box)
    number = meta_json.uri_id(unescape(medium[1])) if medium else ""
    return post(
        _caption(box, medium.start() if medium else None),
        date=_date(box),
        platform=platform,
        source=source,
        link=f"{platform}:{number}" if number else "",
    )


def _caption(box: str, medium: int | None) -> str:
    """Return the text before the first medium; without a medium, the heading, as all else is dates and labels."""
    if medium is not None:
        return html_text.plain(box[: box.rfind("<", 0, medium)])
    heading = html_text.tree(box).find(_is_heading)
    return html_text.words(heading) if heading else ""


def _is_heading(tag: Tag) -> bool:
    return tag.name == "h2" or "_a6-h" in tag.get_attribute_list("class")


def _date(box: str) -> datetime | None:
    """Return the moment that the last texts of a box tell, else the day."""
    texts = [" ".join(unescape(text).split()) for text in _TEXT.findall(box[-_FOOT:])]
    for text in [text for text in reversed(texts) if text][:_LAST]:
        if match := _DATE.search(text):
            try:
                moment = datetime.strptime(" ".join(match.groups()).lower(), "%b %d %Y %I:%M %p")
            except ValueError:
                continue
            return moment.replace(tzinfo=_ZONE).astimezone(UTC)
        if day := dates.parse(text):
            return _at(day, text)
    return None


def _at(day: datetime, text: str) -> datetime:
    """Return the moment of a day that `text` ends in, in whatever words the day is told; else the day."""
    clock = _CLOCK.search(text)
    if not clock or int(clock[1]) > 23 or int(clock[2]) > 59:
        return day
    half = (clock[3] or "").lower()
    hour = int(clock[1]) % 12 + 12 * (half == "p") if half else int(clock[1])
    return datetime(day.year, day.month, day.day, hour, int(clock[2]), tzinfo=_ZONE).astimezone(UTC)
