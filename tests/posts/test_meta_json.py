"""companion.posts.meta_json: text put right without touching what was right."""

import pytest

from companion.posts.meta_json import repaired, uri_id
from tests.posts.exports import mangled


@pytest.mark.parametrize("text", ["été", "L’hiver — « pis »", "❄️🍁", "plain", "", "Ñandú ÿ"])
def test_there_and_back(text: str) -> None:
    """What the export mangled is what the author wrote, to the letter: no quote is straightened."""
    assert repaired(mangled(text)) == text


@pytest.mark.parametrize("text", ["été", "Ã", "déjà vu", "â\u0082", "100 €", "ÃÂ© et 雪"])
def test_what_was_right_stays(text: str) -> None:
    """A text that is no mangled UTF-8 is left alone."""
    assert repaired(text) == text


def test_what_is_no_text() -> None:
    """Anything else says nothing."""
    assert [repaired(value) for value in (None, 5, ["a"], {"a": "b"}, True)] == [""] * 5


def test_ids() -> None:
    """A number at the end of a medium's name, long enough to be one."""
    assert uri_id("media/posts/202501/1_17972948920990787.jpg") == "17972948920990787"
    assert uri_id("media/posts/269853_123_n_17912345678901234.jpg") == "17912345678901234"
    assert [uri_id(uri) for uri in ("media/posts/1.jpg", "", None, 5)] == [""] * 4
