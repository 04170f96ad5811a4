"""prompts/: found, loaded, filled strictly and once."""

import pytest
from hard_texts import ANY_TEXT
from hypothesis import given
from hypothesis import strategies as st

from companion import prompt
from companion.errors import PromptError


@given(ANY_TEXT, ANY_TEXT)
def test_what_is_filled_in_is_never_read_again(one: str, other: str) -> None:
    """A slot in the author's text is not a slot: each value stands whole where its own slot was."""
    assert prompt.fill("<{one}|{other}>", one=one, other=other) == f"<{one}|{other}>"


@given(st.sampled_from(["{other}", "{one}", "{missing}", "{{one}}", "$one", "%s", "{0}", "\\1", "\\g<1>"]))
def test_slots_and_patterns_in_a_value_are_left_alone(value: str) -> None:
    """Braces, dollars and backslashes in the author's text do no harm."""
    assert prompt.fill("{one} {other}", one=value, other="x") == f"{value} x"


def test_a_missing_value_is_an_error_with_its_name() -> None:
    """A template that wants what nobody gives is our fault, said by name."""
    with pytest.raises(PromptError, match="other"):
        prompt.fill("{one} {other}", one="1")


def test_only_names_between_braces_are_slots() -> None:
    """Braces around anything else are text."""
    assert prompt.slots("{one} {Two} {} {a b} {three_four} {5}") == {"one", "three_four"}


def test_a_missing_file_is_an_error_with_its_name() -> None:
    """An incomplete installation says what is missing."""
    with pytest.raises(PromptError, match=r"nothing\.toml"):
        prompt.table("nothing.toml")


def test_a_file_that_is_not_toml_is_an_error_with_its_name(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A prompt broken by an edit says which."""
    (tmp_path / "broken.toml").write_text("[oups", encoding="utf-8")
    monkeypatch.setattr(prompt, "root", lambda: tmp_path)
    with pytest.raises(PromptError, match=r"broken\.toml"):
        prompt.table("broken.toml")


def test_every_file_loads() -> None:
    """No file of prompts/ is broken as shipped."""
    files = sorted(prompt.root().rglob("*.toml"))
    assert len(files) >= 20
    for file in files:
        assert prompt.table(file.relative_to(prompt.root()).as_posix())
