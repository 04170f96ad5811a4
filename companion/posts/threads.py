"""Threads, within Instagram's export: posts and replies, whose parents are not there; in JSON or in HTML.

The HTML does not say which of them are replies: who wants them told apart asks for the JSON.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from companion.posts import instagram_html, json_list, meta_json
from companion.posts.export_files import candidates, recognised
from companion.posts.fields import post
from companion.posts.member import Member
from companion.posts.reading import Skipped
from companion.posts.source import Source
from companion.records import Post

_FILES = re.compile(r"(?:^|/)threads_and_replies\.json")
_PAGES = re.compile(r"(?:^|/)threads_and_replies\.html?")
_KEY = "text_post_app_"


def recognises(source: Source) -> bool:
    """Say whether there is a list by the name that Threads gives it, or a page of that name."""
    return recognised(source, _FILES, _looks) or any(map(_is_page, source.matching(_PAGES)))


def read(source: Source) -> Iterator[Post | Skipped]:
    """Walk the posts; those of the HTML only where there is no JSON."""
    lists, pages = source.matching(_FILES), list(filter(_is_page, source.matching(_PAGES)))
    for page in () if lists else pages:
        yield from instagram_html.read(page, "threads")
    for member in lists if pages else candidates(source, _FILES):
        for item in json_list.items(member):
            yield _post(item, member.name) if isinstance(item, dict) else Skipped("broken")


def _is_page(page: Member) -> bool:
    return instagram_html.recognises(page, media=False)


def _looks(path: tuple[str, ...], _: object) -> bool:
    return len(path) == 1 and path[0].startswith(_KEY)


def _post(item: Mapping[str, Any], source: str) -> Post | Skipped:
    return post(
        meta_json.caption(item),
        date=meta_json.moment(item),
        platform="threads",
        source=source,
        link=meta_json.link(item, "threads"),
        kind="reply" if any(map(_replies, [item, *meta_json.media(item)])) else "post",
    )


def _replies(part: Mapping[str, Any]) -> bool:
    told = part.get("text_app_post")
    return isinstance(told, dict) and told.get("is_reply") is True
