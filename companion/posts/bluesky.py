"""Bluesky: the repository an account can be taken away as (`repo.car`), and the JSON that its interfaces give.

Likes, follows and the like are no posts and count for nothing; a repost is someone else's post.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from companion.errors import DamagedExport, InputError
from companion.posts import json_list
from companion.posts.car_file import Damaged, Tree
from companion.posts.fields import post
from companion.posts.member import Member
from companion.posts.reading import Skipped
from companion.posts.source import Source
from companion.records import Post

_CAR = re.compile(r"\.car")
_JSON = re.compile(r"\.json")
_RECORD, _REPOST = "app.bsky.feed.post", "app.bsky.feed.repost"
_SHARED = "app.bsky.feed.defs#reasonRepost"
_KEPT = (b"\x65$type\x72app.bsky.feed.post", b"\xa2\x61e", b"\x63did")
"""What the blocks of posts, of the tree and of the account hold, as DAG-CBOR writes it."""
_START = b"\xa2\x65roots"
"""How the header of a repository begins, after its length."""
_SIGNS = re.compile(
    rb'"\$type"\s*:\s*"app\.bsky\.feed\.(?:post|repost|defs#\w{1,40})"'
    rb'|"at://did:[^"/]{1,300}/app\.bsky\.feed\.(?:post|repost)/'
)
_LISTS = ((), ("feed",), ("records",), ("posts",))
_HEAD, _HEADER = 16 * 1024, 16
_SMALL = 1024 * 1024
_URI = re.compile(r"at://(did:[\w.:%-]{1,300})/([\w.]{1,100})/([\w.~:-]{1,512})")


def recognises(source: Source) -> bool:
    """Say whether it holds a repository, or JSON in which posts call themselves Bluesky's."""
    return next(_files(source), None) is not None


def read(source: Source) -> Iterator[Post | Skipped]:
    """Walk the posts of the repository, in the order of their keys, or of the JSON."""
    for member in [*_files(source)] or _alone(source):
        yield from _repository(member) if _START in _head(member)[:_HEADER] else _json(member)


def _files(source: Source) -> Iterator[Member]:
    named = [*source.matching(_CAR), *source.matching(_JSON)]
    for member in named or _alone(source):
        head = _head(member)
        if _START in head[:_HEADER] or _SIGNS.search(head):
            yield member


def _alone(source: Source) -> list[Member]:
    return [source.alone] if source.alone else []


def _head(member: Member) -> bytes:
    try:
        with member.open() as file:
            return file.read(_HEAD)
    except (InputError, OSError):
        return b""


def _repository(member: Member) -> Iterator[Post | Skipped]:
    try:
        with member.open() as file:
            tree = Tree.read(file, lambda block: any(sign in block for sign in _KEPT))
        account = tree.block(tree.root)
        for key, name in tree.entries(account.get("data")):
            kind, _, _ = key.partition("/")
            if kind == _REPOST:
                yield Skipped("repost")
            elif kind == _RECORD:
                yield _leaf(tree, name, f"at://{account.get('did')}/{key}", member)
    except Damaged as exc:
        raise DamagedExport(path=member.origin) from exc


def _leaf(tree: Tree, name: object, uri: str, member: Member) -> Post | Skipped:
    try:
        return _post(tree.block(name), uri, member)
    except Damaged:
        return Skipped("broken")


def _json(member: Member) -> Iterator[Post | Skipped]:
    found = False
    for item in json_list.items(member, *_LISTS):
        found = True
        yield from _item(item, member)
    if not found and member.size <= _SMALL:
        whole = json_list.whole(member)
        yield from _item(whole, member) if isinstance(whole, dict) else ()


def _item(item: object, member: Member) -> Iterator[Post | Skipped]:
    """Read what a list of the interface holds: a view of a post, a record with its address, or the record alone."""
    if not isinstance(item, dict):
        yield Skipped("broken")
        return
    view = item["post"] if isinstance(item.get("post"), dict) else item
    record = next((view[key] for key in ("record", "value") if isinstance(view.get(key), dict)), view)
    uri = str(view.get("uri") or "")
    kind = record.get("$type") or uri.rpartition("/")[0].rpartition("/")[2]
    if kind == _REPOST or _SHARED in str(item.get("reason")):
        yield Skipped("repost")
    elif kind == _RECORD:
        yield _post(record, uri, member)


def _post(record: Mapping[str, Any], uri: str, member: Member) -> Post | Skipped:
    text, languages = record.get("text"), record.get("langs")
    return post(
        text if isinstance(text, str) else "",
        date=record.get("createdAt"),
        platform="bluesky",
        source=member.name,
        link=_link(uri),
        language=next((each for each in languages if isinstance(each, str)), "") if isinstance(languages, list) else "",
        kind="reply" if record.get("reply") else "post",
    )


def _link(uri: str) -> str:
    """Return where a post is shown; its address among programs where that is not one of the usual kind."""
    match = _URI.fullmatch(uri)
    return f"https://bsky.app/profile/{match[1]}/post/{match[3]}" if match else uri
