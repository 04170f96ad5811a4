"""companion.cli.terminal."""

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from companion.cli import terminal


@given(st.text(alphabet=st.characters(), max_size=200))
def test_nothing_in_it_is_obeyed(text: str) -> None:
    """Whatever is shown holds no control character but the line's end, nothing that turns text, no half character."""
    for character in terminal.harmless(text):
        assert character == "\n" or unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"}
        assert character not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def test_what_people_write_is_untouched() -> None:
    """Accents, emoji joined to others and other scripts are shown as they are."""
    text = "Été « déjà » 👩‍🌾🏳️‍🌈 العربية e\u0301\nfin"
    assert terminal.harmless(text) == text


@given(st.text(alphabet=st.characters(), max_size=100))
def test_escaped_json_says_the_same(text: str) -> None:
    """What is escaped reads back as it was."""
    written = terminal.escaped(json.dumps(text, ensure_ascii=False))
    assert json.loads(written) == text
    written.encode("utf-8")


def test_wrapping_never_breaks_what_belongs_together() -> None:
    """A no-break space keeps a quotation mark with its word, and a long link stays whole."""
    link = "https://a.example/" + "x" * 100
    assert link in terminal.wrapped(f"voir {link} ici")
    lines = terminal.wrapped("mot " * 17 + "«\u202fAllô\u202f»").splitlines()
    assert all(line.count("«") == line.count("»") for line in lines)
