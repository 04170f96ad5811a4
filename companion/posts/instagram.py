"""Instagram's export: posts, reels and videos with their captions, in JSON or in HTML.

Stories, archived and deleted posts, messages and profile pictures are never opened, nor is `media/posts.json`, where
the posts stand once more among archived ones. Places, cameras and addresses beside a picture are not looked at.
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

_JSON = re.compile(r"(?:^|/)(?:posts_\d+|reels|igtv_videos)\.json")
_HTML = re.compile(r"(?:^|/)(?:posts_\d+|reels|igtv_videos)\.html")
_FOLDERS = re.compile(r"(?:your_instagram_activity/)?(?:(?:content|media)/)?[^/]*\Z")
_NOT_POSTS = re.compile("archive|deleted|stories|profile|text_post_app")
"""Lists that other files of the export hold, by their names."""


def recognises(source: Source) -> bool:
    """Say whether there are posts with media, as Instagram writes them."""
    if recognised(source, _JSON, _looks):
        return True
    return any(map(instagram_html.recognises, _pages(source)))


def read(source: Source) -> Iterator[Post | Skipped]:
    """Walk the posts; those of the HTML only where the same export is not there in JSON too."""
    lists = source.matching(_JSON)
    there = {_export(member) for member in lists}
    pages = [page for page in _pages(source) if _export(page) not in there and instagram_html.recognises(page)]
    for page in pages:
        yield from instagram_html.read(page)
    for member in lists if pages else candidates(source, _JSON):
        for path, item in json_list.located(member):
            if _NOT_POSTS.search("".join(path)):
                yield Skipped("private")
            else:
                yield _post(item, member.name) if isinstance(item, dict) else Skipped("broken")


def _pages(source: Source) -> list[Member]:
    return [page for page in candidates(source, _HTML) if page.ends(".html", ".htm")]


def _export(member: Member) -> str:
    """Return what stands before the folders that an export always has: which export a file is of."""
    return _FOLDERS.sub("", member.name.lower())


def _looks(path: tuple[str, ...], item: Any) -> bool:  # noqa: ANN401  whatever JSON holds
    ours = len(path) <= 1 and not _NOT_POSTS.search("".join(path))
    return ours and isinstance(item, dict) and any("uri" in medium for medium in meta_json.media(item))


def _post(item: Mapping[str, Any], source: str) -> Post | Skipped:
    return post(
        meta_json.caption(item),
        date=meta_json.moment(item),
        platform="instagram",
        source=source,
        link=meta_json.link(item, "instagram"),
    )
