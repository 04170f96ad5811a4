"""companion.posts.jsonl_file, through read()."""

from pathlib import Path

import pytest

from companion.errors import UnknownFormat
from companion.posts import Skipped, read
from companion.records import Post


def items(folder: Path, data: bytes | str) -> list[Post | Skipped]:
    path = folder / "posts.jsonl"
    path.write_bytes(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
    reading = read(path)
    assert reading.platform == "jsonl"
    return list(reading.items)


def texts(found: list[Post | Skipped]) -> list[str]:
    return [item.text if isinstance(item, Post) else f"({item.reason})" for item in found]


def test_a_line_is_a_post(tmp_path: Path) -> None:
    """Names are taken as they come, whatever their case."""
    post, other = items(
        tmp_path,
        '{"text": "Je pars demain.", "date": 1710244800}\r\n\r\n{"Caption": "I am off.", "createdAt": "2024-03-12"}\n',
    )
    assert isinstance(post, Post)
    assert isinstance(other, Post)
    assert (post.text, post.language, post.platform) == ("Je pars demain.", "fr", "jsonl")
    assert (other.text, other.date) == ("I am off.", post.date)


def test_lines_that_are_not_posts(tmp_path: Path) -> None:
    """A damaged line does not stop the next one, and each is counted under its reason."""
    lines = [
        '{"text": "Un."}', '{"text": "Deux', "[1, 2]", "null", '{"date": "2024-01-02"}', '{"text": NaN}', '{"text": 5}',
        '{"text": "  "}', "[" * 100_000, '{"text": ' * 50_000, '{"text": 1' + "0" * 5_000 + "}", '{"text": "Trois."}',
    ]  # fmt: skip
    found = texts(items(tmp_path, "\n".join(lines)))
    assert found == ["Un.", "(broken)", "(broken)", "(broken)", *["(empty)"] * 4, *["(broken)"] * 3, "Trois."]


def test_odd_characters(tmp_path: Path) -> None:
    """Halves of characters, which no database takes, do not get in; a whole emoji, NUL and U+2028 do."""
    found = texts(items(tmp_path, '{"text": "a\\ud83c"}\n{"text": "b \\ud83c\\udf3f"}\n{"text": "a\\u0000b\u2028c"}\n'))
    assert found == ["a\ufffd", "b 🌿", "a\0b\u2028c"]


def test_nan_dates(tmp_path: Path) -> None:
    """NaN and infinity are no date."""
    for post in items(tmp_path, '{"text": "Un.", "date": NaN}\n{"text": "Deux.", "date": Infinity}\n'):
        assert isinstance(post, Post)
        assert post.date is None


def test_a_first_line_longer_than_the_look(tmp_path: Path) -> None:
    """A single very long post is recognised by the names that can be seen."""
    (post,) = items(tmp_path, '{"text": "' + "mot " * 20_000 + '"}')
    assert isinstance(post, Post)


def test_other_json_is_not_jsonl(tmp_path: Path) -> None:
    """An object without a text is some other export, and is refused rather than imported as nothing."""
    path = tmp_path / "x.json"
    path.write_text('{"ig_stories": [{"uri": "a"}]}', encoding="utf-8")
    with pytest.raises(UnknownFormat):
        read(path)
