"""companion.posts.encoding."""

import codecs

import pytest

from companion.posts.encoding import decode, guess

FRENCH = "Dépêchez-vous, l'été s'achève « déjà » — où ça ?"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_accents_survive(encoding: str) -> None:
    """Whatever program saved the text, its accents are what the author typed, and no mark stands before it."""
    assert decode(FRENCH.encode(encoding)) == FRENCH


def test_truncated_utf8_is_still_utf8() -> None:
    """A file cut in the middle of a character loses that character alone: the others do not turn into mojibake."""
    assert decode("déjà vu, où ça".encode()[:-1]) == "déjà vu, où ç\ufffd"[:13] or "Ã" not in decode(
        "déjà".encode()[:-1]
    )
    assert decode(FRENCH.encode() + "é".encode()[:1]) == FRENCH + "\ufffd"


def test_chunks_may_cut_characters() -> None:
    """Reading by chunks changes nothing."""
    data = FRENCH.encode()
    assert guess(data[i : i + 1] for i in range(len(data))) == "utf-8-sig"


def test_nothing_and_control_characters() -> None:
    """An empty file is a text, and NUL is a character like another."""
    assert decode(b"") == ""
    assert decode(b"a\0b\x1b[2J") == "a\0b\x1b[2J"
    assert decode(codecs.BOM_UTF8) == ""
