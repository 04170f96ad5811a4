"""Medium's export: a page for each story. Bookmarks, claps, highlights and the rest are other pages, never opened.

An answer to another's story is exported like a story and nothing marks it; what has no title of its own is a post
rather than an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from companion.errors import InputError
from companion.posts import article, dates, html_text
from companion.posts.encoding import decode
from companion.posts.fields import post
from companion.posts.member import Member
from companion.posts.reading import Skipped
from companion.posts.source import Source
from companion.records import Post

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import Tag

_PAGES = re.compile(r"(?:^|/)(?:posts/[^/]*|(?:draft|\d{4}-\d\d-\d\d)_[^/]*-[0-9a-f]{6,16})\.html")
_ID = re.compile(r"-([0-9a-f]{6,16})\.html$")
_STORY = re.compile(r'<section\b[^>]{0,200}\bdata-field="body"')
_ENTRY = re.compile(r'<article\b[^>]{0,200}\bclass="[^"]{0,100}\bh-entry\b')
_HEAD = 64 * 1024
_CARDS = html_text.classes("graf--mixtapeEmbed")
"""Links shown with what stands at their other end."""


def recognises(source: Source) -> bool:
    """Say whether one of its pages is a story."""
    return any(map(_is_story, _pages(source)))


def read(source: Source) -> Iterator[Post | Skipped]:
    """Walk the stories."""
    for member in _pages(source):
        yield _read(member)


def _pages(source: Source) -> list[Member]:
    return source.matching(_PAGES) or ([source.alone] if source.alone else [])


def _is_story(member: Member) -> bool:
    try:
        with member.open() as file:
            head = decode(file.read(_HEAD))
    except (InputError, OSError):
        return False
    return bool(_ENTRY.search(head) and _STORY.search(head))


def _read(member: Member) -> Post | Skipped:
    if member.base.lower().startswith("draft_"):
        return Skipped("draft")
    with member.open() as file:
        html = decode(file.read())
    if len(html) > html_text.LONGEST:
        return Skipped("too-long")
    return _post(html_text.tree(html), member)


def _post(page: BeautifulSoup, member: Member) -> Post | Skipped:
    body = page.find("section", attrs={"data-field": "body"})
    published = page.find("time", class_="dt-published")
    if body is None:
        return Skipped("broken")
    if published is None and page.find("a", class_="p-canonical") is None:
        return Skipped("draft")
    titled = body.find(class_="graf--title") is not None
    above = [_words(page.find("h1", class_="p-name"))]
    if not titled:
        above.append(_words(page.find("section", attrs={"data-field": "subtitle"})))
    return post(
        article.joined(*above, html_text.words(body, unwanted=_CARDS)),
        date=dates.parse(published.get("datetime") if published else None) or dates.in_name(member.base),
        platform="medium",
        source=member.name,
        link=_link(page, member),
        kind="article" if titled else "post",
    )


def _words(tag: Tag | None) -> str:
    return html_text.words(tag) if tag else ""


def _link(page: BeautifulSoup, member: Member) -> str:
    """Return where the story says it is, else where its number leads."""
    canonical = page.find("a", class_="p-canonical")
    number = _ID.search(member.base)
    return str(canonical.get("href") or "") if canonical else f"https://medium.com/p/{number[1]}" if number else ""
