"""TikTok's export in JSON: the captions of videos. Comments, messages, searches and what was watched are read past.

An address that tells no video's number is one for downloading, which changes with every export: it is no link.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from companion.posts import dates, json_list
from companion.posts.export_files import candidates, recognised
from companion.posts.fields import post
from companion.posts.reading import Skipped
from companion.posts.source import Source
from companion.records import Post

_FILES = re.compile(r"(?:^|/)user_data(?:_tiktok)?(?:_\d+)?\.json")
_DELETED = ("Post", "Recently Deleted Posts", "PostList")
_LISTS = (
    ("Post", "Posts", "VideoList"),
    ("Video", "Videos", "VideoList"),
    ("Activity", "Videos", "VideoList"),
    _DELETED,
)
_NOTHING = "N/A"
"""What stands where there is nothing."""
_VIDEO = re.compile(r"/video/(\d{1,25})")


def recognises(source: Source) -> bool:
    """Say whether there is a list of videos where TikTok keeps it."""
    return recognised(source, _FILES, lambda path, item: bool(path) and isinstance(item, dict), *_LISTS)


def read(source: Source) -> Iterator[Post | Skipped]:
    """Walk the videos; a deleted one is counted and not looked at."""
    deleted = tuple(key.lower() for key in _DELETED)
    for member in candidates(source, _FILES):
        for path, item in json_list.located(member, *_LISTS):
            if path == deleted:
                yield Skipped("deleted")
            else:
                yield _post(_lowered(item), member.name) if isinstance(item, dict) else Skipped("broken")


def _lowered(item: Mapping[str, Any]) -> dict[str, str]:
    """Return its texts by name, as some exports write names in small letters."""
    return {name.lower(): value for name, value in item.items() if isinstance(value, str)}


def _post(item: Mapping[str, str], source: str) -> Post | Skipped:
    if item.get("whocanview", "").strip().lower() in {"private", "only me", "only you"}:
        return Skipped("private")
    video = _VIDEO.search(item.get("link", ""))
    title = item.get("title", "")
    return post(
        "" if title.strip() == _NOTHING else title,
        date=dates.zoned(item.get("date", "")),
        platform="tiktok",
        source=source,
        link=f"https://www.tiktokv.com/share/video/{video[1]}/" if video else "",
    )
