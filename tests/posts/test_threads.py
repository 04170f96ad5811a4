"""companion.posts.threads, through read()."""

from pathlib import Path

import pytest

from tests.posts.exports import folder, items, mangled, posts, texts

LIST = {
    "text_post_app_text_posts": [
        {"media": [{"uri": "", "creation_timestamp": 1754466859, "title": mangled("d’accord — demain"),
                    "text_app_post": {"is_reply": True}}]},
        {"title": "Café", "creation_timestamp": 1754500000,
         "media": [{"uri": "media/18000000000000001.jpg", "title": "", "text_app_post": {"is_reply": False}}]},
        {"media": {"uri": "", "creation_timestamp": 1754600000, "title": "@moi note", "text_app_post": 5}},
        {"media": [{"uri": "", "title": ""}]},
    ]
}  # fmt: skip


@pytest.mark.parametrize("name", ["your_instagram_activity/threads/threads_and_replies.json", "x.json"])
def test_posts_and_replies(tmp_path: Path, name: str) -> None:
    """A reply is told by its mark, never by a mention at its start."""
    found = items(folder(tmp_path, {name: LIST}), "threads")
    assert texts(found) == ["d’accord — demain", "Café", "@moi note", "(empty)"]
    assert [post.kind for post in posts(found)] == ["reply", "post", "post"]
    assert [post.link for post in posts(found)] == ["", "threads:18000000000000001", ""]


def test_beside_instagram(tmp_path: Path) -> None:
    """One archive of both: each is read, under its own name."""
    pictured = {"media": [{"uri": "media/1.jpg", "creation_timestamp": 1736674000, "title": "Une photo"}]}
    path = folder(tmp_path, {"media/posts_1.json": [pictured], "threads/threads_and_replies.json": LIST})
    found = posts(items(path, "instagram"))
    assert [post.platform for post in found] == ["instagram", "threads", "threads", "threads"]
