"""Language, register, gender."""

import pytest

from companion.records import Language

from .authors import refused, rules


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fr", "What does the black clay ask of you?"),
        ("fr", "Pour tes élèves, come as you are, ça sonnerait comment ?"),
        ("en", "Qu'est-ce que la terre noire te demande ?"),
        ("en", "What would la terre qui dort mean to you?"),
        ("en", "What does the black сlay ask of you?"),
    ],
)
def test_another_language_is_refused(language: Language, question: str) -> None:
    """A question in another language, or with a piece of one, or with letters of another script."""
    assert "language" in refused(question, language)


@pytest.mark.parametrize(
    "question",
    [
        "Qu'est-ce que ta terre noire vous dit ?",
        "Que ressens-tu quand vous ouvrez l'atelier ?",
        "Que voyez-vous dans ton atelier ?",
    ],
)
def test_tu_and_vous_are_never_mixed(question: str) -> None:
    """One register in one question, verbs included."""
    assert "register" in refused(question, "fr")


@pytest.mark.parametrize(
    "question",
    [
        "Qu'est-ce que ton prochain rendez-vous à l'atelier t'apporte ?",
        "Qu'est-ce que la terre te dit chez toi, assez souvent ?",
        "Qu'est-ce que « publier » te demande, s'il vous plaît ?",
        "Toi et ton monde, qu'est-ce que vous tous voyez dans la terre noire ?",
        "Qu'est-ce que c'est-tu qui vous amène à l'atelier ?",
        "Dans l'atelier, quel ton entendez-vous ?",
    ],
)
def test_what_only_looks_like_the_other_register(question: str) -> None:
    """Rendez-vous, chez, s'il vous plaît, a plural vous and the particle -tu are not counted."""
    assert "register" not in rules(question, "fr")


def test_the_authors_register_is_kept() -> None:
    """A question says vous to who is addressed as vous, and tu to the others."""
    tu, vous = "Que gardes-tu de la série bleue ?", "Que gardez-vous de la série bleue ?"
    assert "register" in refused(tu, "fr", register="vous")
    assert "register" in refused(vous, "fr", register="tu")
    assert "register" not in rules(tu, "fr", register="tu") | rules(vous, "fr", register="vous")


def test_the_author_is_given_no_gender() -> None:
    """An adjective that agrees with the author is a warning; what they said of themselves, and epicenes, are not."""
    assert "neutral" in rules("De quoi es-tu fière dans la série bleue ?", "fr")
    assert "neutral" in rules("Qu'est-ce qui vous a rendue patiente, à l'atelier ?", "fr")
    assert "neutral" not in rules("Qu'est-ce que tu as senti dans l'atelier ?", "fr")
    assert "neutral" not in rules("Où es-tu dans la série bleue ?", "fr")
