"""People: who a draft tells of, and how a question may speak of them."""

from itertools import pairwise
from typing import get_args

import pytest
from hard_texts import ANY_TEXT
from hypothesis import given

from companion.coach.reading import read
from companion.people import people
from companion.records import Language, Register


def _called(text: str, language: Language, register: Register | None = "tu") -> list[str]:
    return [person.text for person in people(read(text, language, detected=language, register=register))]


@pytest.mark.parametrize(
    ("language", "text", "called"),
    [
        ("fr", "J'ai engagé ma nièce pour l'été.", "ta nièce"),
        ("fr", "Une petite dame est entrée.", "cette petite dame"),
        ("fr", "Un homme m'attendait.", "cet homme"),
        ("fr", "Mégane a décidé de partir.", "Mégane"),
        ("fr", "Hier M. Ferrante est passé.", "M. Ferrante"),
        ("en", "My son has a page for it.", "your son"),
        ("en", "A woman in Dartmouth called.", "that woman in Dartmouth"),
        ("en", "Kayleigh asked me if we would tell.", "Kayleigh"),
    ],
)
def test_who_is_told_of_is_spoken_of_plainly(language: Language, text: str, called: str) -> None:
    """Kin become the author's own, a stranger is pointed at, a name stays."""
    assert _called(text, language) == [called]


def test_to_vous_the_kin_are_theirs() -> None:
    """The register of the question is kept."""
    assert _called("J'ai engagé ma nièce.", "fr", "vous") == ["votre nièce"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Garlic is done for the year."),
        ("en", "Today I drove to Halifax and came back."),
        ("fr", "Merci de votre encouragement.\n\nMme Thérèse Gagné"),
        ("fr", "Ça a été long, tout a changé."),
        ("en", "My father built the barn."),
    ],
)
def test_what_is_no_person_and_who_may_be_gone_is_left_alone(language: Language, text: str) -> None:
    """Things with a capital, a signature; parents, since a text may speak of them long after."""
    assert _called(text, language) == []


@given(ANY_TEXT)
def test_people_hold_on_any_text(text: str) -> None:
    """In any text: stretches inside it, none overlapping, each with words."""
    for language in get_args(Language):
        found = people(read(text, language, detected=language))
        assert all(0 <= one.start < one.end <= len(text) and one.text.strip() for one in found)
        assert all(one.end <= other.start for one, other in pairwise(found))
