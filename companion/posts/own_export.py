"""What `companion export` wrote: posts as they were kept, with every place where they appeared."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, cast, get_args

from companion.errors import InputError, UnknownFormat
from companion.posts import dates, json_list
from companion.posts.fields import LONGEST, whole
from companion.posts.member import Member
from companion.posts.reading import Skipped
from companion.posts.source import Source
from companion.records import Place, Post, PostKind

_MARK = re.compile(r"(?:^|/)companion\.json")
_POSTS = re.compile(r"(?:^|/)posts(?:_\d+)?\.jsonl")
_FORMAT, _VERSION = "companion-export", 1
_SMALL = 1024 * 1024
_PLACES = 20
"""Places of one post, at most."""


def recognises(source: Source) -> bool:
    """Say whether there is the mark of an export, of this version or a newer one."""
    return any(_version(member) is not None for member in source.matching(_MARK))


def read(source: Source) -> Iterator[Post | Skipped]:
    """Walk the posts, each on a line. Raises UnknownFormat for an export of a newer version."""
    for mark in source.matching(_MARK):
        if (_version(mark) or 0) > _VERSION:
            raise UnknownFormat(path=mark.origin)
    for member in source.matching(_POSTS) or ([source.alone] if source.alone else []):
        with member.open() as lines:
            for line in lines:
                if line.strip():
                    yield _post(_object(line), member)


def _version(member: Member) -> int | None:
    """Return the version that a mark names, None where it is no mark."""
    if member.size > _SMALL:
        return None
    try:
        mark = json_list.whole(member)
    except InputError:
        return None
    version = mark.get("version") if isinstance(mark, dict) and mark.get("format") == _FORMAT else None
    return version if isinstance(version, int) else None


def _object(line: bytes) -> dict[str, Any]:
    try:
        item = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return item if isinstance(item, dict) else {}


def _post(item: Mapping[str, Any], member: Member) -> Post | Skipped:
    """Return a post as it was kept: its text and language are not looked at anew."""
    text, kind = item.get("text"), item.get("kind")
    if not isinstance(text, str) or not text.strip():
        return Skipped("broken")
    if len(text) > LONGEST:
        return Skipped("too-long")
    return Post(
        whole(text),
        dates.parse(item.get("date")),
        _said(item, "platform", 40) or "paste",
        _said(item, "language", 8),
        cast(PostKind, kind) if kind in get_args(PostKind) else "post",
        _said(item, "link"),
        _said(item, "source") if "source" in item else member.name,
        places=tuple(_places(item.get("places"))),
    )


def _places(found: object) -> Iterator[Place]:
    for place in found[:_PLACES] if isinstance(found, list) else ():
        if isinstance(place, dict) and (platform := _said(place, "platform", 40)):
            told = _said(place, "link"), _said(place, "source"), dates.parse(place.get("date"))
            yield Place(platform, *told, text=_said(place, "text", LONGEST))


def _said(item: Mapping[str, Any], name: str, most: int = 2_000) -> str:
    value = item.get(name)
    return whole(value)[:most] if isinstance(value, str) else ""
