"""companion.posts.own_export, through read()."""

import json
from pathlib import Path

import pytest

from companion.errors import UnknownFormat
from companion.posts import read
from tests.posts.exports import folder, items, posts, texts, zipped

LINE = {
    "id": "0123456789abcdef", "text": "Je pars demain.", "date": "2025-03-02T14:05:00+00:00", "platform": "instagram",
    "language": "fr", "kind": "reply", "link": "https://a.example/1", "source": "posts_1.json",
    "places": [
        {"platform": "instagram", "link": "https://a.example/1", "source": "posts_1.json", "date": None, "text": ""},
        {"platform": "facebook", "source": "f.json", "date": "2025-03-02T15:00:00+00:00", "text": "Je pars."},
    ],
}  # fmt: skip


def export(version: object = 1) -> dict[str, object]:
    lines = [
        json.dumps(LINE),
        "",
        "{",
        json.dumps({"text": 5}),
        json.dumps({**LINE, "kind": "x", "places": [5, {}], "date": 5}),
    ]
    return {
        "companion.json": {"format": "companion-export", "version": version, "counts": {}},
        "posts.jsonl": "\n".join(lines),
        "posts.md": "# Pas ceci",
        "sessions.jsonl": json.dumps({"text": "ni cela"}),
    }


@pytest.mark.parametrize("pack", [folder, zipped])
def test_posts_come_back_as_they_were(tmp_path: Path, pack) -> None:
    """Platform, kind, link, source and places are those of the post; nothing else of the export is read."""
    found = items(pack(tmp_path / "out", export()), "companion")
    assert texts(found) == ["Je pars demain.", "(broken)", "(broken)", "Je pars demain."]
    post, other = posts(found)
    assert (post.platform, post.kind, post.link, post.source) == (
        "instagram",
        "reply",
        "https://a.example/1",
        "posts_1.json",
    )
    assert str(post.date) == "2025-03-02 14:05:00+00:00"
    assert [(place.platform, place.source, place.text) for place in post.places] == [
        ("instagram", "posts_1.json", ""), ("facebook", "f.json", "Je pars."),
    ]  # fmt: skip
    assert (other.kind, other.date, other.places) == ("post", None, ())


def test_a_newer_export_is_refused(tmp_path: Path) -> None:
    """What this version cannot know it does not guess."""
    with pytest.raises(UnknownFormat):
        list(read(folder(tmp_path, export(2))).items)
