"""Answers that a question brings along."""

import pytest

from companion.records import Language

from .authors import refused

REFUSED: list[tuple[Language, str]] = [
    ("en", "What will you make tomorrow, a black bowl?"),
    ("en", "What scares you in the studio, the clay, not the crowd?"),
    ("en", "What did you hear, if not the studio breathing?"),
    ("en", "What does it mean for you to break blue clay, to open black studios?"),
    ("en", "What changed for you, the series first, the studio after?"),
    ("fr", "Tu vas faire quoi demain, une assiette noire ?"),
    ("fr", "Qu'est-ce qui te pèse, la terre, pas la série ?"),
    ("fr", "Qu'entends-tu dans l'atelier, sinon la série bleue ?"),
    ("fr", "Ça te dit quoi, la série d'abord, la terre après ?"),
]
ALLOWED: list[tuple[Language, str]] = [
    ("en", "What would you hear in the studio, on a slow morning?"),
    ("en", "What scares you most, these days?"),
    ("en", "What holds your hands back in the studio, besides you?"),
    ("fr", "Ils pèsent combien, ces mots-là ?"),
    ("fr", "Qu'est-ce que l'atelier protège, chez toi ?"),
    ("fr", "Qu'est-ce que tu gardes de la série, une fois la porte fermée ?"),
]


@pytest.mark.parametrize(("language", "question"), REFUSED)
def test_what_answers_is_refused(language: Language, question: str) -> None:
    """An answer after the comma, an exception that answers, halves set against each other or in balance."""
    assert refused(question, language)


@pytest.mark.parametrize(("language", "question"), ALLOWED)
def test_a_circumstance_is_no_answer(language: Language, question: str) -> None:
    """A time, a place, the author or the thing itself may follow the question."""
    assert refused(question, language) == set()
