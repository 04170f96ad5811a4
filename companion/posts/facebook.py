"""Facebook's export in JSON: what was written on one's own profile or page.

The title of an entry (`Jeanne updated her status.`) is furniture, not text. Archived and deleted posts, messages,
comments and the lists of groups are never opened; what is titled as written in a group, or to somebody, is left aside.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from companion.errors import InputError
from companion.language import folded
from companion.posts import json_list, meta_json
from companion.posts.export_files import candidates, recognised
from companion.posts.fields import post
from companion.posts.member import Member
from companion.posts.reading import Skipped
from companion.posts.source import Source
from companion.records import Post

_FILES = re.compile(r"(?:^|/)(?:your_posts(?:__check_ins__photos_and_videos)?|profile_posts)(?:_\d+)?\.json")
_MEMORY = re.compile(r"\b(?:shared a memory|a partage un souvenir)\b")
_ELSEWHERE = re.compile(
    r"\b(?:wrote on .{1,80} timeline|posted in |a ecrit (?:sur|dans) le journal|a publie (?:dans|sur le journal))"
)
"""Titles of what was written to somebody, or in a group."""
_NOT_POSTS = re.compile("archive|trash|deleted|group")
"""Lists that other files of the export hold, by their names."""
_SMALL = 1024 * 1024
_SIGNS = frozenset({"data", "attachments", "title"})


def recognises(source: Source) -> bool:
    """Say whether there are entries with a time, and data or attachments."""
    return recognised(source, _FILES, _looks) or any(map(_single, candidates(source, _FILES)))


def read(source: Source) -> Iterator[Post | Skipped]:
    """Walk the entries."""
    for member in candidates(source, _FILES):
        single = _single(member)
        for path, item in [((), single)] if single else json_list.located(member):
            if _NOT_POSTS.search("".join(path)):
                yield Skipped("private")
            else:
                yield _post(item, member.name) if isinstance(item, dict) else Skipped("broken")


def _single(member: Member) -> Mapping[str, Any] | None:
    """Return the only entry of a file that is no list: an account with one post may have it so."""
    if member.size > _SMALL:
        return None
    try:
        with member.open() as file:
            whole = json_list.whole(member) if file.read(16).lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{") else None
    except InputError:
        return None
    if not isinstance(whole, dict) or "timestamp" not in whole:
        return None
    return whole if any(isinstance(whole.get(name), list) for name in ("data", "attachments")) else None


def _looks(path: tuple[str, ...], item: Any) -> bool:  # noqa: ANN401  whatever JSON holds
    ours = not path or ("post" in path[0] and not _NOT_POSTS.search(path[0]) and len(path) == 1)
    return ours and isinstance(item, dict) and "timestamp" in item and not _SIGNS.isdisjoint(item)


def _post(item: Mapping[str, Any], source: str) -> Post | Skipped:
    title = folded(meta_json.repaired(item.get("title")))
    if _MEMORY.search(title):
        return Skipped("repost")
    if _ELSEWHERE.search(title):
        return Skipped("private")
    return post(_text(item), date=item.get("timestamp"), platform="facebook", source=source)


def _text(item: Mapping[str, Any]) -> str:
    """Return what was written, else the first words below one of the pictures."""
    said = (meta_json.repaired(each.get("post")) for each in _objects(item.get("data")))
    return next(filter(str.strip, said), "") or next(filter(str.strip, _below(item)), "")


def _below(item: Mapping[str, Any]) -> Iterator[str]:
    for attachment in _objects(item.get("attachments")):
        for each in _objects(attachment.get("data")):
            medium = each.get("media")
            if isinstance(medium, dict):
                yield meta_json.repaired(medium.get("description"))


def _objects(value: object) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
