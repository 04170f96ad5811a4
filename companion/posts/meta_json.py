"""What the exports of Instagram, Facebook and Threads share: how their JSON writes text, and media with captions.

Each byte of a text's UTF-8 is written as a character of its own (`é` as `Ã©`). It is put right by the way
back, strictly, and left alone where there is none: nothing else of the author's text is touched.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

_BYTES = re.compile("[\u00c2-\u00f4][\u0080-\u00bf]")
_END = 100
_ID = re.compile(r"(\d{10,})(?:_n)?(?:\.\w{1,5})?$")


def repaired(value: object) -> str:
    """Return a text as its author wrote it, "" for what is none."""
    if not isinstance(value, str):
        return ""
    if not _BYTES.search(value):
        return value
    try:
        return value.encode("latin-1").decode()
    except UnicodeError:
        return value


def caption(item: Mapping[str, Any]) -> str:
    """Return the text of an item: its own title, else that of its first medium that has one."""
    titles = [item.get("title"), *(medium.get("title") for medium in media(item))]
    return next(filter(str.strip, map(repaired, titles)), "")


def media(item: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the media of an item, where a single one may stand without a list; nothing else of them is read."""
    given = item.get("media")
    listed = given if isinstance(given, list) else [given]
    return [medium for medium in listed if isinstance(medium, dict)]


def moment(item: Mapping[str, Any]) -> object:
    """Return when an item appeared, in seconds: its own time, else the first of its media's."""
    own = item.get("creation_timestamp")
    return own if _is_time(own) else min(filter(_is_time, _times(media(item))), default=None)


def uri_id(uri: object) -> str:
    """Return the number that the name of a medium ends in, the same in every export of it; "" without one."""
    match = _ID.search(uri[-_END:]) if isinstance(uri, str) else None
    return match[1] if match else ""


def link(item: Mapping[str, Any], platform: str) -> str:
    """Return what names an entry for good: the number of its first medium, "" without one."""
    number = next(filter(None, (uri_id(medium.get("uri")) for medium in media(item)[:1])), "")
    return f"{platform}:{number}" if number else ""


def _times(found: Iterable[Mapping[str, Any]]) -> list[Any]:
    return [medium.get("creation_timestamp") for medium in found]


def _is_time(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0
