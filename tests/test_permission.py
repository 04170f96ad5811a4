"""Permission: what an author says is allowed is no limit."""

import pytest

from companion.permission import forbidden, limits
from companion.records import Language


@pytest.mark.parametrize(
    ("language", "text", "kept"),
    [
        ("en", "I'm fine with discounts; no pictures of my kids", ["no pictures of my kids"]),
        ("en", "I'm not fine with discounts", ["I'm not fine with discounts"]),
        ("en", "discounts are okay, never politics", ["never politics"]),
        ("en", "no names, no cases", ["no names", "no cases"]),
        ("fr", "les rabais, ça va; pas de photos d'enfants", ["pas de photos d'enfants"]),
        ("fr", "pas à l'aise de parler d'argent", ["pas à l'aise de parler d'argent"]),
        ("fr", "Je suis à l'aise de parler de mes clients", []),
        ("fr", "les prix c'est correct, mais jamais mon couple", ["jamais mon couple"]),
    ],
)
def test_only_what_is_forbidden_is_a_limit(language: Language, text: str, kept: list[str]) -> None:
    """A permission is left out, whether it stands in the piece or right after it; one that is denied is a limit."""
    assert list(forbidden(text, language)) == kept


def test_what_is_quoted_of_the_limits_holds_no_permission() -> None:
    """Of several sentences the first that only forbids; all of it where nothing is allowed."""
    assert limits("les rabais, ça va; pas de photos d'enfants", "fr") == "pas de photos d'enfants"
    assert limits("no names, no cases", "en") == "no names, no cases"
    assert limits("I'm happy to name people", "en") == ""
