"""Mastodon's archive: an ActivityPub outbox. What was not for everyone, and what others wrote, stays out.

A post is public where its own addresses, and those of the activity that brought it, name everyone; one without any
address was for nobody.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from companion.posts import article, html_text, json_list
from companion.posts.export_files import candidates, recognised
from companion.posts.fields import post
from companion.posts.member import Member
from companion.posts.reading import Skipped
from companion.posts.source import Source
from companion.records import Post

_OUTBOX = re.compile(r"(?:^|/)outbox\.json")
_PATHS = (("orderedItems",), ("first", "orderedItems"))
_EVERYONE = frozenset({"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"})
_POSTS = frozenset({"Note", "Question", "Article", "Page"})
_FURNITURE = html_text.classes("quote-inline")
"""The line that names a quoted post for servers that cannot show it."""


def recognises(source: Source) -> bool:
    """Say whether it holds an outbox whose first activity is a post or a boost."""
    return recognised(source, _OUTBOX, lambda _, item: _activity(item) in {"Create", "Announce"}, *_PATHS)


def read(source: Source) -> Iterator[Post | Skipped]:
    """Walk the activities."""
    for member in candidates(source, _OUTBOX):
        for item in json_list.items(member, *_PATHS):
            yield _read(item, member)


def _activity(item: object) -> str:
    return str(item.get("type", "")) if isinstance(item, dict) else ""


def _read(item: Any, member: Member) -> Post | Skipped:  # noqa: ANN401  whatever JSON holds
    match _activity(item):
        case "Announce":
            return Skipped("repost")
        case "Create" if isinstance(note := item.get("object"), dict) and _text(note, "type") in _POSTS:
            return _post(note, member) if _public(item) and _public(note) else Skipped("private")
        case _:
            return Skipped("broken")


def _public(thing: dict[str, Any]) -> bool:
    """Say whether its addresses name everyone; only the post itself must have some."""
    named = [*_texts(thing.get("to")), *_texts(thing.get("cc"))]
    return not _EVERYONE.isdisjoint(named) or (not named and "object" in thing)


def _post(note: dict[str, Any], member: Member) -> Post | Skipped:
    content = _content(note)
    if len(content) > html_text.LONGEST:
        return Skipped("too-long")
    return post(
        article.joined(_text(note, "name"), _text(note, "summary"), html_text.plain(content, unwanted=_FURNITURE)),
        date=note.get("published"),
        platform="mastodon",
        source=member.name,
        link=_text(note, "url") or _text(note, "id"),
        language=next(iter(_languages(note)), ""),
        kind="reply" if note.get("inReplyTo") else "article" if note.get("type") == "Article" else "post",
    )


def _content(note: dict[str, Any]) -> str:
    """Return the post, in the first of its languages where it does not say which one is meant."""
    return _text(note, "content") or next((text for text in _languages(note).values() if isinstance(text, str)), "")


def _languages(note: dict[str, Any]) -> dict[str, Any]:
    languages = note.get("contentMap")
    return languages if isinstance(languages, dict) else {}


def _text(note: dict[str, Any], name: str) -> str:
    value = note.get(name)
    return value if isinstance(value, str) else ""


def _texts(value: object) -> Iterable[str]:
    values = value if isinstance(value, list) else [value]
    return (each for each in values if isinstance(each, str))
