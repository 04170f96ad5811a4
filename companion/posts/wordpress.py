"""WordPress's export (WXR): what a site published as posts, each with its title.

The addresses of its namespaces vary, so that elements go by their own names. Pages, drafts, comments and the workings
of a site are left aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from companion.errors import DamagedExport, ExportEntities, TooDeep
from companion.posts import article, dates, html_text, xml_text
from companion.posts.fields import post
from companion.posts.reading import Skipped, SkipReason
from companion.posts.text_file import TextFile
from companion.posts.wordpress_text import plain
from companion.records import Post

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ENDINGS = (".xml", ".wxr")
DEEPEST = 100
"""Levels of elements."""
_NAMESPACE = re.compile(r"xmlns:\w{1,20}=[\"']https?://(?:www\.)?wordpress\.org/export/\d")

_STATUSES: dict[str, SkipReason] = {"private": "private", "trash": "deleted"}
"""What keeps a post from readers; anything else that is not published is not finished."""


def recognises(file: TextFile) -> bool:
    """Say whether it names WordPress's own namespace."""
    return xml_text.root(file.head) == "rss" and bool(_NAMESPACE.search(file.head))


def read(file: TextFile) -> Iterator[Post | Skipped]:
    """Walk the items, one at a time. Raises ExportEntities, DamagedExport, TooDeep."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError

    language = ""
    try:
        for element in _elements(file):
            match _local(element):
                case "language":
                    language = element.text or ""
                case "item":
                    yield _read(_fields(element), file, language)
    except DefusedXmlException as exc:
        raise ExportEntities(path=file.member.origin) from exc
    except (ParseError, ValueError) as exc:
        raise DamagedExport(path=file.member.origin) from exc


def _elements(file: TextFile) -> Iterator[Element]:
    """Walk what a channel holds; each is forgotten once it is read."""
    from defusedxml.ElementTree import iterparse

    above: list[Element] = []
    with xml_text.opened(file) as text:
        for event, element in iterparse(xml_text.Pieces(text), events=("start", "end")):
            if event == "start":
                above.append(element)
                if len(above) > DEEPEST:
                    raise TooDeep(path=file.member.origin, limit=DEEPEST)
                continue
            above.pop()
            if len(above) == 2:
                yield element
            if 0 < len(above) <= 2:
                above[-1].remove(element)


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _fields(item: Element) -> dict[str, str]:
    """Return what an item says, by name; its text is `encoded`, which is what its summary is called too."""
    said: dict[str, str] = {}
    for element in item:
        if "excerpt" not in str(element.tag):
            said.setdefault(_local(element), element.text or "")
    return said


def _read(item: dict[str, str], file: TextFile, language: str) -> Post | Skipped:
    if reason := _left_aside(item):
        return Skipped(reason)
    content = item.get("encoded", "")
    if len(content) > html_text.LONGEST:
        return Skipped("too-long")
    title = html_text.plain(item.get("title", ""))
    moments = (dates.parse(item.get(name)) for name in ("post_date_gmt", "pubDate", "post_date"))
    return post(
        article.joined(title, plain(content)),
        date=next(filter(None, moments), None),
        platform="wordpress",
        source=file.name,
        link=item.get("link", "").strip() or _numbered(item.get("post_id", "")),
        language=language,
        kind="article" if title else "post",
    )


def _numbered(number: str) -> str:
    return f"wordpress:{number.strip()}" if number.strip() else ""


def _left_aside(item: dict[str, str]) -> SkipReason | None:
    """Return why it is not a published post, None where it is one."""
    kind, status = (item.get(name, "").strip() for name in ("post_type", "status"))
    if kind != "post":
        return "page" if kind == "page" else "not-a-post" if kind else "broken"
    if status != "publish":
        return _STATUSES.get(status, "draft")
    return "password" if item.get("post_password", "").strip() else None
