"""companion.posts.article."""

import pytest

from companion.posts.article import joined


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("Le jardin", "Une saison", "Il a plu."), "Le jardin\n\nUne saison\n\nIl a plu."),
        (("Le jardin", "", "Il a plu."), "Le jardin\n\nIl a plu."),
        (("Le jardin", "", ""), "Le jardin"),
        (("Le jardin", "LE JARDIN\n\nIl a plu."), "LE JARDIN\n\nIl a plu."),
        (("Il a plu tout…", "Il a plu tout l'été."), "Il a plu tout l'été."),
        (("Il a plu tout [...]", "Il a plu\ntout l'été."), "Il a plu\ntout l'été."),
        (("Il a", "Il avait plu."), "Il a\n\nIl avait plu."),
        (("", ""), ""),
    ],
)
def test_nothing_twice_nothing_lost(parts: tuple[str, ...], text: str) -> None:
    """A title stands above its text, unless the text opens with it, or the title was cut out of the text."""
    assert joined(*parts) == text
