"""companion.posts.importers: what is recognised, what is refused."""

from pathlib import Path
from types import ModuleType

import pytest

from companion import posts
from companion.errors import BadSetting, UnknownFormat, UnreadableFile
from companion.posts import PLATFORMS, importers, read


def test_exported_names() -> None:
    """`__all__` is what the package gives, neither more nor less."""
    public = {name for name, value in vars(posts).items() if name[0] != "_" and not isinstance(value, ModuleType)}
    assert public == set(posts.__all__)


def test_content_wins_over_the_name(tmp_path: Path) -> None:
    """A file is recognised by what it holds."""
    path = tmp_path / "posts.txt"
    for text, platform in [
        ('{"text": "Un."}\n', "jsonl"),
        ("date;texte\n2024-01-02;Un\n", "csv"),
        ("---\na: b\n---\nUn", "markdown"),
    ]:
        path.write_text(text, encoding="utf-8")
        assert read(path).platform == platform


def test_the_author_may_say_what_it_is(tmp_path: Path) -> None:
    """`--as` is believed, even where the content says otherwise."""
    path = tmp_path / "posts.txt"
    path.write_text("Un texte tout seul.", encoding="utf-8")
    assert read(path, platform="markdown").platform == "markdown"
    assert list(read(path, platform="csv").items) == []
    with pytest.raises(UnknownFormat):
        read(tmp_path, platform="csv")


def test_every_platform_of_the_contract_is_there(tmp_path: Path) -> None:
    """Each has its importer; a name that nobody knows is refused with those that are known."""
    assert {*importers._EXPORTS, *importers._FORMATS} == set(PLATFORMS)
    path = tmp_path / "a.md"
    path.write_text("Un.", encoding="utf-8")
    with pytest.raises(BadSetting) as raised:
        read(path, platform="myspace")
    assert "markdown" in str(raised.value.details["allowed"])


@pytest.mark.parametrize("name", ["nowhere.csv", "../../etc/nowhere", "a\0b"])
def test_missing(tmp_path: Path, name: str) -> None:
    """A path that leads nowhere is unreadable, not a crash."""
    with pytest.raises(UnreadableFile):
        read(tmp_path / name)


@pytest.mark.parametrize("data", [b"", b"plain words and nothing else", b"\xff\xd8\xff\xe0\0\x10JFIF", b"[1, 2]"])
def test_not_an_export(tmp_path: Path, data: bytes) -> None:
    """Pictures and plain words are refused: nothing is guessed."""
    path = tmp_path / "x"
    path.write_bytes(data)
    with pytest.raises(UnknownFormat):
        read(path)


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file over the limit is refused before it is read whole."""
    monkeypatch.setattr("companion.posts.member.LARGEST", 10)
    path = tmp_path / "posts.csv"
    path.write_text("text\nBeaucoup trop long.", encoding="utf-8")
    with pytest.raises(UnreadableFile):
        read(path)
