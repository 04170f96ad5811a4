"""companion.posts.tiktok, through read()."""

from pathlib import Path

import pytest

from tests.posts.exports import folder, items, posts, texts

VIDEOS = [
    {"Date": "2025-03-01 00:00:00", "Link": "https://www.tiktokv.com/share/video/1/", "Title": "Mes prix 💸 #pme",
     "WhoCanView": "Public", "AddYoursText": "N/A", "Location": "SECRET"},
    {"Date": "2025-02-01 08:00:00", "Link": "https://v16.example/video.mp4?expires=1", "Title": "Pour les ami·es",
     "WhoCanView": "Friends"},
    {"Date": "2025-02-01 08:00:00", "Title": "SECRET", "WhoCanView": "Private"},
    {"Date": "2025-02-01 08:00:00", "Link": "https://x", "Likes": "3"},
    {"Date": "2025-02-01 08:00:00", "Title": "N/A"},
    5,
]  # fmt: skip
DELETED = {"PostList": [{"Date": "2025-01-01 00:00:00", "Title": "SECRET"}]}
REST = {"Comment": {"Comments": {"CommentsList": [{"date": "2025-01-02 10:00:00", "comment": "SECRET"}]}}}
READ = ["Mes prix 💸 #pme", "Pour les ami·es", "(private)", "(empty)", "(empty)", "(broken)"]


@pytest.mark.parametrize(
    ("name", "export", "read"),
    [
        ("user_data_tiktok.json", {**REST, "Post": {"Recently Deleted Posts": DELETED, "Posts": {"VideoList": VIDEOS}}},
         ["(deleted)", *READ]),
        ("TikTok/user_data.json", {"Video": {"Videos": {"VideoList": VIDEOS}}, "Activity": {}}, READ),
        ("x.json", {"activity": {"videos": {"videolist": [{k.lower(): v for k, v in v.items()} for v in VIDEOS[:4]]}}},
         READ[:4]),
    ],
)  # fmt: skip
def test_captions(tmp_path: Path, name: str, export: object, read: list[str]) -> None:
    """Captions of any year's export; what was deleted is counted and not looked at, what others wrote not at all."""
    found = items(folder(tmp_path, {name: export}), "tiktok")
    assert texts(found) == read
    assert "SECRET" not in repr(found)
    first, second = posts(found)
    assert (first.link, str(first.date)) == ("https://www.tiktokv.com/share/video/1/", "2025-03-01 00:00:00+00:00")
    assert second.link == ""
