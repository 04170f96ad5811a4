"""A question of a small model that breaks off, speaks of the author as of a stranger or of nothing at all."""

import pytest

from companion.records import Language

from .authors import refused


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fr", "Qu'est-ce que tu veux qu'on garde de ?"),
        ("fr", "Qu'est-ce que la personne veut dire par « c'est tannant » ?"),
        ("fr", "Pour qui s'adresse l'intention ?"),
        ("fr", "Que ressent l'auteur dans l'atelier ?"),
        ("en", "What does the account owner feel about the clay?"),
        ("en", "What is the person trying to say?"),
        ("en", "What matters to them in it?"),
    ],
)
def test_what_is_no_question_to_the_author_is_refused(language: Language, question: str) -> None:
    """It is refused as not a question, whatever its words."""
    assert "not-a-question" in refused(question, language)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fr", "Que dirais-tu à la personne qui attend devant l'atelier ?"),
        ("fr", "De qui s'agit-il, quand tu penses à quelqu'un ?"),
        ("en", "What scares you the most about tomorrow?"),
        ("en", "What would happen if it waited?"),
    ],
)
def test_what_only_looks_like_it_passes(language: Language, question: str) -> None:
    """A person told by who they are, and a question of waiting, are asked."""
    assert refused(question, language) == set()
