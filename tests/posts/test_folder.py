"""companion.posts.folder, through read() and bring()."""

from pathlib import Path

import pytest

from companion.embedding import HashEmbedder
from companion.errors import UnknownFormat
from companion.posts import ImportReport, Skipped, bring, read
from companion.records import Post
from companion.store import Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a file of each format and some that are none."""
    held = {
        "a.md": "---\ndate: 2024-03-12\n---\nUn.",
        "b.csv": "date,text\n2024-03-13,Deux.\n2024-03-13,Deux.\n2024-03-14,Trop, long\n",
        "c.JSONL": '{"text": "Trois."}\n{"text": ""}\n',
        "deep/d.tsv": "date\ttexte\n2024-03-15\tQuatre.\n",
        "deep/contacts.csv": "email,phone\na@b.example,555\n",
        "deep/package.json": '{\n  "name": "x",\n  "message": "y"\n}\n',
        "style.css": "html,\nbody {\n  margin: 0;\n}\n",
        "photo.jpg": "\xff\xd8\xff",
        "notes.txt": "Message\nUn mot à moi.\n",
        ".DS_Store": "x",
        ".git/e.md": "non",
    }
    place = tmp_path / "in"
    for name, text in held.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, encoding="utf-8")
    return place


def told(path: Path, platform: str | None = None) -> list[str]:
    items = read(path, platform=platform).items
    return [f"({item.reason})" if isinstance(item, Skipped) else item.text for item in items]


def test_each_file_is_read_by_its_own_reader(folder: Path) -> None:
    """Markdown, CSV and JSON Lines of one folder are all posts, named from it; what nobody reads is counted."""
    assert [text for text in told(folder) if text[0] != "("] == ["Un.", "Deux.", "Deux.", "Trois.", "Quatre."]
    posts = [item for item in read(folder).items if isinstance(item, Post)]
    assert [post.platform for post in posts] == ["markdown", "csv", "csv", "jsonl", "csv"]
    assert posts[-1].source == "deep/d.tsv"
    assert told(folder).count("(unknown-format)") == 5


def test_a_folder_adds_up(folder: Path, tmp_path: Path) -> None:
    """Everything found is imported, a duplicate, or left aside under its reason."""
    expected = ImportReport("markdown", 12, 4, 1, {"broken": 1, "empty": 1, "unknown-format": 5})
    with Store.open(tmp_path / "home", embedder=HashEmbedder(), own_index=False) as store:
        assert bring(folder, store, dry_run=True) == bring(folder, store) == expected


def test_one_format_alone(folder: Path) -> None:
    """`--as` reads one format of a folder and counts the rest."""
    assert read(folder, platform="csv").platform == "csv"
    assert [text for text in told(folder, "csv") if text[0] != "("] == ["Deux.", "Deux.", "Quatre."]
    assert told(folder, "csv").count("(unknown-format)") == 7


def test_pictures_do_not_use_up_the_limit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only files that are opened count against the limit."""
    monkeypatch.setattr("companion.posts.mixed.MOST", 4)
    for number in range(9):
        (folder / f"A{number}.jpg").write_bytes(b"\xff\xd8")
    assert told(folder).count("(over-limit)") == 2
    assert "Un." in told(folder)


def test_a_folder_of_nothing_known_is_refused(tmp_path: Path) -> None:
    """It is refused by name."""
    (tmp_path / "style.css").write_text("body,\nhtml {}", encoding="utf-8")
    with pytest.raises(UnknownFormat):
        read(tmp_path)


def test_exports_side_by_side(tmp_path: Path) -> None:
    """A folder of several exports and of notes is read whole: each by its own reader, notes by theirs."""
    held: dict[str, str] = {
        "all/insta/your_instagram_activity/media/posts_1.json": '[{"media": {"uri": "1.jpg", "title": "Une photo."}}]',
        "all/insta/your_instagram_activity/messages/message_1.json": '{"text": "SECRET"}',
        "all/threads/threads_and_replies.json": '{"text_post_app_text_posts": [{"title": "Un fil."}]}',
        "all/li/Shares.csv": "Date,ShareLink,ShareCommentary\n2026-01-05,,Un partage.\n",
        "all/li/Comments.csv": "Date,Link,Message\n2026-01-05,,SECRET\n",
        "all/notes/a.md": "Une note.",
        "all/b.csv": "date,text\n2024-03-12,Une rangée.\n",
    }
    for name, text in held.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert sorted(told(tmp_path)) == ["Un fil.", "Un partage.", "Une note.", "Une photo.", "Une rangée."]
    assert told(tmp_path / "all/insta") == ["Une photo."]
    assert told(tmp_path, "linkedin") == ["Un partage."]
