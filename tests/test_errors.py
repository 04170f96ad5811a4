"""Errors: one tree, one code each, words in both languages, exit codes of the contract."""

import pytest

from companion import errors, words
from companion.errors import CompanionError, InputError, PromptError, StoreError

TREE = [value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, CompanionError)]
DETAILS: dict[str, object] = {
    "length": 20_001, "limit": 20_000, "path": "dossier {x}", "what": "session", "id": "00000", "name": "region",
    "value": "mars", "allowed": "qc, ca", "file": "a.toml", "why": "…",
}  # fmt: skip


@pytest.mark.parametrize("error", TREE, ids=lambda error: error.__name__)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_error_has_words_that_its_details_fill(error: type[CompanionError], language) -> None:
    """Whatever goes wrong, the author reads what happened in their language; no slot is left open."""
    promised = {name: value for name, value in DETAILS.items() if f"`{name}`" in (error.__doc__ or "")}
    said = words.explain(language, error(**promised))
    assert said.endswith((".", "!", "”", "»"))
    for name in promised:
        assert f"{{{name}}}" not in said


def test_each_error_has_its_own_code_and_is_drawn_at_the_top() -> None:
    """The tree in the module's text is the tree there is."""
    assert len({error.code for error in TREE}) == len(TREE)
    assert all(error.__name__ in (errors.__doc__ or "") for error in TREE)


@pytest.mark.parametrize("error", TREE, ids=lambda error: error.__name__)
def test_exit_codes_are_the_contract_s(error: type[CompanionError]) -> None:
    """2 for bad input or usage, 3 where the store refused."""
    if issubclass(error, InputError):
        assert error.exit_code == 2
    if issubclass(error, StoreError | PromptError):
        assert error.exit_code == 3


def test_both_languages_have_the_same_words_and_slots() -> None:
    """French and English say the same things about the same values."""
    from companion import prompt

    french, english = (prompt.table(f"words/{language}.toml") for language in ("fr", "en"))
    assert {name: set(table) for name, table in french.items()} == {name: set(table) for name, table in english.items()}
    for name, table in french.items():
        for key, text in table.items():
            if isinstance(text, str):
                assert prompt.slots(text) == prompt.slots(english[name][key]), f"{name}.{key}"


def test_a_name_without_words_is_an_error_that_names_it() -> None:
    """A text that nobody wrote is our fault, said by name."""
    with pytest.raises(PromptError, match=r"notices\.nothing"):
        words.say("fr", "notices.nothing")
