"""LinkedIn's articles: a page for each, with its title, when it was begun and when it appeared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from companion.errors import InputError
from companion.posts import article, dates, html_text
from companion.posts.encoding import decode
from companion.posts.export_files import candidates
from companion.posts.fields import post
from companion.posts.member import Member
from companion.posts.reading import Skipped
from companion.posts.source import Source
from companion.records import Post

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import Tag

_PAGES = re.compile(r"(?:^|/)articles/(?:[^/]+/)*[^/]*\.html?")
_SIGNS = re.compile(r"<p class=[\"'](?:created|published)[\"']|https?://(?:\w{2,3}\.)?linkedin\.com/pulse/")
_ADDRESS = re.compile(r"https?://(?:\w{2,3}\.)?linkedin\.com/pulse/\S+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?")
_HEAD = 64 * 1024


def pages(source: Source) -> list[Member]:
    """Return the articles; a page that stands alone may have any name."""
    return [page for page in candidates(source, _PAGES) if _SIGNS.search(_head(page))]


def read(page: Member) -> Post | Skipped:
    """Read one; what was begun and never appeared is a draft."""
    with page.open() as file:
        html = decode(file.read())
    if len(html) > html_text.LONGEST:
        return Skipped("too-long")
    tree = html_text.tree(html)
    begun, appeared = (_moment(tree, name) for name in ("created", "published"))
    if begun and not appeared:
        return Skipped("draft")
    heading = tree.find("h1")
    return post(
        article.joined(html_text.words(heading) if heading else "", _body(tree)),
        date=appeared or dates.in_name(page.base),
        platform="linkedin",
        source=page.name,
        link=next(filter(None, map(_address, heading.find_all("a"))), "") if heading else "",
        kind="article",
    )


def _head(page: Member) -> str:
    try:
        with page.open() as file:
            head = file.read(_HEAD)
    except (InputError, OSError):
        return ""
    return "" if b"\0" in head else decode(head)


def _moment(tree: BeautifulSoup, name: str) -> str:
    """Return the date that a line of this class tells, "" without one."""
    line = tree.find("p", class_=name)
    found = _DAY.search(html_text.words(line)) if line else None
    return found[0] if found else ""


def _body(tree: BeautifulSoup) -> str:
    """Return the text without the heading and the two lines that tell dates."""
    above = {id(tag) for tag in [tree.find("h1"), *tree.find_all("p", class_=["created", "published"])]}
    return html_text.words(tree, unwanted=lambda tag: id(tag) in above or tag.name in {"head", "title"})


def _address(tag: Tag) -> str:
    found = _ADDRESS.match(str(tag.get("href") or ""))
    return found[0] if found else ""
