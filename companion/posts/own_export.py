"""What `companion export` wrote: posts as they were kept, with every place where they appeared."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, cast, get_args

from companion.errors import DamagedExport, InputError, UnknownFormat
from companion.posts import dates, json_list
from companion.posts.fields import LONGEST
from companion.posts.member import Member
from companion.posts.reading import Skipped
from companion.posts.source import Source
from companion.records import Place, Post, PostKind

_MARK = re.compile(r"(?:^|/)companion\.json")
_POSTS = re.compile(r"(?:^|/)posts(?:_\d+)?\.jsonl")
_UNFINISHED = re.compile(r"(?:^|/)companion-incomplete/[^/]*\.jsonl")
"""What an export that was killed leaves: half of it would be taken for all."""
_FORMAT, _VERSION = "companion-export", 1
_SMALL = 1024 * 1024
_PLACES, _LONG = 1_000, 10_000
"""Places of one post, and characters of what names it, beyond which a line is no post of ours."""
_NAMES = ("platform", "language", "link", "source")


def recognises(source: Source) -> bool:
    """Say whether there is the mark of an export, of this version or a newer one, or of one that was never finished."""
    return any(_version(member) is not None for member in source.matching(_MARK)) or bool(source.matching(_UNFINISHED))


def read(source: Source) -> Iterator[Post | Skipped]:
    """Walk the posts, each on a line.

    Raises UnknownFormat for an export of a newer version, DamagedExport for one that was stopped on the way.
    """
    for mark in source.matching(_MARK):
        if (_version(mark) or 0) > _VERSION:
            raise UnknownFormat(path=mark.origin)
    for part in source.matching(_UNFINISHED):
        raise DamagedExport(path=part.origin)
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
    """Return a post as it was kept, to the letter: nothing of it is looked at anew, or cut."""
    text, kind, told = item.get("text"), item.get("kind"), _places(item.get("places"))
    if not isinstance(text, str) or not text.strip():
        return Skipped("broken")
    if max(len(each) for each in (text, *(place.text for place in told))) > LONGEST:
        return Skipped("too-long")
    if len(told) > _PLACES or max(len(_said(item, name)) for name in _NAMES) > _LONG:
        return Skipped("broken")
    return Post(
        text,
        dates.parse(item.get("date")),
        _said(item, "platform") or "paste",
        _said(item, "language"),
        cast(PostKind, kind) if kind in get_args(PostKind) else "post",
        _said(item, "link"),
        _said(item, "source") if "source" in item else member.name,
        places=told,
    )


def _places(found: object) -> tuple[Place, ...]:
    return tuple(
        Place(
            platform,
            _said(place, "link"),
            _said(place, "source"),
            dates.parse(place.get("date")),
            _said(place, "text"),
        )
        for place in (found if isinstance(found, list) else ())
        if isinstance(place, dict) and 0 < len(platform := _said(place, "platform")) <= _LONG
    )


def _said(item: Mapping[str, Any], name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""
