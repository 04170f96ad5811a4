"""companion.posts.facebook, through read()."""

from pathlib import Path

import pytest

from companion.errors import UnknownFormat
from companion.posts import read
from companion.posts.reading import Skipped
from tests.posts.exports import folder, items, mangled, posts, texts, zipped

WORDS = "On ouvre samedi! Venez au marché. 🍁"
PICTURE = {
    "data": [{"media": {"uri": "p.jpg", "title": "Mobile uploads", "description": mangled("Sortie du four, déjà")}}]
}
ENTRIES = [
    {"timestamp": 1711000000, "title": "Jeanne updated her status."},
    {"timestamp": 1711000000, "data": [{"post": mangled(WORDS)}], "title": "Jeanne updated her status."},
    {"timestamp": 1711000100, "attachments": [PICTURE], "data": [{"update_timestamp": 1}, {"post": "Sortie du four"}]},
    {"timestamp": 1711000150, "attachments": [PICTURE, PICTURE], "data": []},
    {"timestamp": 1711000200, "attachments": [{"data": [{"external_context": {"url": "https://a.example"}}]}]},
    {"timestamp": 1711000300, "data": [{"post": "Il y a cinq ans"}], "title": "Jeanne shared a memory."},
    {"timestamp": 1711000300, "data": [{"post": "Il y a cinq ans"}], "title": mangled("Jeanne a partagé un souvenir.")},
    {
        "timestamp": 1711000400,
        "data": [{"backdated_timestamp": 1700000000}, {"post": "Avant"}],
        "tags": [{"name": "Ami"}],
    },
]
READ = ["(empty)", WORDS, "Sortie du four", "Sortie du four, déjà", "(empty)", "(repost)", "(repost)", "Avant"]


@pytest.mark.parametrize(
    "name",
    [
        "posts/your_posts_1.json",
        "your_activity_across_facebook/posts/your_posts__check_ins__photos_and_videos_2.json",
        "wrapped/your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json",
        "any.json",
    ],
)
def test_what_was_written(tmp_path: Path, name: str) -> None:
    """The words of an entry are wherever "post" stands; its title is furniture; a memory is somebody's of once."""
    found = items(folder(tmp_path, {name: ENTRIES}), "facebook")
    assert texts(found) == READ
    post = posts(found)[0]
    assert (post.platform, post.kind, post.link, post.source) == ("facebook", "post", "", name)
    assert post.date is not None
    assert post.date.timestamp() == 1711000000


def test_what_is_never_read(tmp_path: Path) -> None:
    """The bin, the archive, messages, and what was written to others stay closed."""
    secret = [{"timestamp": 1711000000, "data": [{"post": "SECRET"}]}]
    path = zipped(
        tmp_path / "a.zip",
        {
            "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json": ENTRIES[:2],
            "your_facebook_activity/posts/archive.json": {"archive_v2": secret},
            "your_facebook_activity/posts/trash.json": {"trash_v2": secret},
            "your_facebook_activity/messages/inbox/a/message_1.json": {"messages": secret},
            "your_facebook_activity/groups/group_posts_and_comments.json": {"group_posts_v2": secret},
        },
    )
    assert texts(items(path, "facebook")) == ["(empty)", WORDS]
    bin_ = folder(tmp_path / "b", {"trash.json": {"trash_v2": secret}})
    said = folder(tmp_path / "c", {"comments.json": {"comments_v2": [{"timestamp": 1, "data": [{"comment": {}}]}]}})
    for path in (bin_, bin_ / "trash.json", said / "comments.json"):
        with pytest.raises(UnknownFormat):
            read(path)


def test_odd_entries(tmp_path: Path) -> None:
    """Whatever stands where a list or an object should is passed over; nothing stops the next entry."""
    odd = [
        ENTRIES[1],
        5,
        [],
        {"data": "x", "timestamp": {}},
        {"data": [5, {"post": 5}], "attachments": [{"data": 3}, 4]},
    ]
    assert texts(items(folder(tmp_path, {"your_posts.json": odd}), "facebook")) == [
        WORDS, "(broken)", "(broken)", "(empty)", "(empty)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "title", ["Ana wrote on Bob's timeline.", "Ana posted in Les Voisins.", "Ana a publié dans Les Voisins."]
)
def test_what_was_written_to_somebody_or_in_a_group_is_left_aside(tmp_path: Path, title: str) -> None:
    """It lies in the same list as one's own posts, told apart by its title alone."""
    name = "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json"
    entry = {"timestamp": 1711000000, "title": title, "data": [{"post": "Pour Bob seulement"}]}
    found = items(zipped(tmp_path / "a.zip", {name: [ENTRIES[1], entry]}), "facebook")
    assert [each.reason for each in found if isinstance(each, Skipped)] == ["private"]


def test_a_file_of_one_entry(tmp_path: Path) -> None:
    """An account with one post may have it without a list; a JSON line with a time and a title is no such thing."""
    assert texts(items(folder(tmp_path / "a", {"your_posts_1.json": ENTRIES[1]}), "facebook")) == [WORDS]
    line = folder(tmp_path / "b", {"a.jsonl": {"timestamp": 1711000000, "title": "T", "text": "Un billet"}})
    assert texts(items(line / "a.jsonl", "jsonl")) == ["Un billet"]
