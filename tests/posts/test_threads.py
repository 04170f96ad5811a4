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


PAGE = (
    '<html><body><div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder"><div class="_3-95 _2pim _a6-h _a6-i">Un '
    'fil<br /> d’été</div><div class="_3-95 _a6-p"></div>'
    '<div class="_3-94 _a6-o">Mar 02, 2024 2:05 pm</div></div></body></html>'
)


def test_html(tmp_path: Path) -> None:
    """A page is read where there is no JSON, and only there."""
    page = {"your_instagram_activity/threads/threads_and_replies.html": PAGE}
    (post,) = posts(items(folder(tmp_path / "a", page), "threads"))
    assert (post.text, post.platform, str(post.date)) == ("Un fil\nd’été", "threads", "2024-03-02 22:05:00+00:00")
    lists = {"your_instagram_activity/threads/threads_and_replies.json": {"text_post_app_text_posts": []}}
    assert items(folder(tmp_path / "b", page | lists), "threads") == []
