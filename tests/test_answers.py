"""What a draft answers of itself."""

import pytest

from companion import lexicon
from companion.answers import answered
from companion.records import Language, Lens


@pytest.mark.parametrize(
    ("language", "text", "lens"),
    [
        ("fr", "Je vous écris ça parce que la moitié du village me le demande.", "intention"),
        ("fr", "À tous ceux qui sont venus samedi, merci.", "reader"),
        ("fr", "Je prends une pause jusqu'aux sucres.", "permission"),
        ("fr", "J'nommerai personne.", "boundary"),
        ("en", "I'm sharing this because someone asked.", "intention"),
        ("en", "This goes out to the night shift.", "reader"),
        ("en", "It can wait until the snow melts.", "permission"),
        ("en", "My point is that bread takes time.", "message"),
    ],
)
def test_what_the_author_has_said_is_heard(language: Language, text: str, lens: Lens) -> None:
    """Why, for whom, what stays out: said in the draft, it is known to be."""
    assert lens in answered(lexicon.load(f"lexicons/{language}.toml").hits(text))


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", "On ouvre à dix heures samedi, il y aura du café."), ("en", "We open at ten on Saturday, with coffee.")],
)
def test_a_plain_notice_answers_nothing(language: Language, text: str) -> None:
    """A draft that says nothing of itself leaves every lens open."""
    assert answered(lexicon.load(f"lexicons/{language}.toml").hits(text)) == frozenset()
