"""RSS and Atom files: what a site tells its readers of itself, entry by entry.

feedparser knows the dialects; it is given text that was looked through before, and never a name or an address. What it
could not make out and what it could are the same to us: it reads on after mistakes that feeds are full of.
"""

import re
from calendar import timegm
from collections.abc import Iterator, Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

from companion.errors import DamagedExport, ExportEntities
from companion.posts import article, dates, html_text, xml_text
from companion.posts.fields import post
from companion.posts.reading import Skipped, SkipReason
from companion.posts.text_file import TextFile
from companion.records import Post

ENDINGS = (".xml", ".rss", ".atom", ".rdf")
_ROOTS = frozenset({"rss", "feed", "RDF"})
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,500}\?>")
_TAG = re.compile(r"<[^<>]+")
_CROWDED = 1_000
"""Attributes of one element that the library would take half a minute for, and no feed has."""
_UTF8 = {"content-type": "application/xml; charset=utf-8"}
_BLOGGER = "blogger/2008/kind#"
_FURNITURE = re.compile(
    r"\n*(?:The post [^\n]{1,400} (?:appeared first on|first appeared on)"
    r"|(?:L.article|Cet article) [^\n]{1,400} est apparu en premier sur) [^\n]{1,200}\Z"
)
"""What WordPress puts under a summary."""


def recognises(file: TextFile) -> bool:
    """Say whether its first element is one that feeds start with."""
    return xml_text.root(file.head) in _ROOTS


def read(file: TextFile) -> Iterator[Post | Skipped]:
    """Walk the entries. Raises ExportEntities, DamagedExport."""
    parsed = _parsed(file)
    if not parsed.entries and parsed.bozo:
        raise DamagedExport(path=file.member.origin)
    language = _text(parsed.feed, "language")
    for entry in parsed.entries:
        yield _read(entry, file, language)


def _parsed(file: TextFile) -> Any:  # noqa: ANN401  the library has no types
    import feedparser

    with xml_text.opened(file) as text:
        whole = _DECLARATION.sub("", xml_text.clean(text.read()), count=1)
    if xml_text.declares_entities(whole):
        raise ExportEntities(path=file.member.origin)
    if any(tag[0].count("=") > _CROWDED for tag in _TAG.finditer(whole)):
        raise DamagedExport(path=file.member.origin)
    try:
        return feedparser.parse(
            BytesIO(whole.encode()), response_headers=_UTF8, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as exc:  # whatever a library of a hundred dialects may stumble over
        raise DamagedExport(path=file.member.origin) from exc


def _read(entry: Mapping[str, Any], file: TextFile, language: str) -> Post | Skipped:
    if reason := _left_aside(entry):
        return Skipped(reason)
    content, title = _content(entry), _plain(_held(entry, "title_detail"))
    if len(_text(content, "value")) > html_text.LONGEST:
        return Skipped("too-long")
    return post(
        article.joined(title, _FURNITURE.sub("", _plain(content))),
        date=_date(entry),
        platform="feed",
        source=file.name,
        link=_link(entry),
        language=_text(content, "language") or language,
        kind="reply" if entry.get("thr_in-reply-to") else "article" if title else "post",
    )


def _left_aside(entry: Mapping[str, Any]) -> SkipReason | None:
    """Return why it is no post: Blogger's own export is a feed of everything, drafts and readers' comments included."""
    kind = next((term.partition("#")[2] for term in _terms(entry) if _BLOGGER in term), _text(entry, "blogger_type"))
    match kind.lower(), _text(entry, "blogger_status").lower():
        case "page", _:
            return "page"
        case other, _ if other not in {"", "post"}:
            return "not-a-post"
        case _, "soft_trashed":
            return "deleted"
        case _, status if status == "draft" or _text(entry, "app_draft").lower() == "yes":
            return "draft"
    return None


def _content(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the whole text, or the summary where the feed has no more; a picture or a sound is neither."""
    contents = entry.get("content")
    held = [each for each in contents or () if "html" in _text(each, "type") or _text(each, "type").startswith("text/")]
    return next((each for each in held if _text(each, "value").strip()), _held(entry, "summary_detail"))


def _plain(detail: Mapping[str, Any]) -> str:
    value = _text(detail, "value")
    return value.strip() if _text(detail, "type") == "text/plain" else html_text.plain(value)


def _link(entry: Mapping[str, Any]) -> str:
    """Return its address, or the name that it never changes; the library takes the one for the other."""
    link, name = _text(entry, "link"), _text(entry, "id")
    return link if "://" in link else f"feed:{name}" if name else link


def _date(entry: Mapping[str, Any]) -> datetime | None:
    """Return when it appeared; where we cannot read that ourselves, as the library reads it."""
    for name in ("published", "updated", "created"):
        if moment := dates.parse(_text(entry, name)):
            return moment
        if parsed := entry.get(f"{name}_parsed"):
            return dates.parse(timegm(parsed))
    return None


def _terms(entry: Mapping[str, Any]) -> Iterator[str]:
    return (_text(tag, "term") for tag in entry.get("tags") or ())


def _held(entry: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return entry.get(name) or {}


def _text(held: Mapping[str, Any], name: str) -> str:
    value = held.get(name)
    return value if isinstance(value, str) else ""
