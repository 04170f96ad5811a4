"""Form: one line, one sentence, one open and short question."""

import pytest

from companion.records import Language

from .authors import faults, refused, rules

GOOD: list[tuple[Language, str]] = [
    ("fr", "Qu'est-ce qui t'amène à rouvrir l'atelier ?"),
    ("fr", "À qui penses-tu quand tu écris « tannant » ?"),
    ("fr", "Dans « faut que ça sorte », c'est la voix de qui ?"),
    ("fr", "La terre noire, elle t'apporte quoi ces temps-ci ?"),
    ("fr", "Pourrais-tu me raconter le moment où la série bleue a cassé ?"),
    ("fr", "Quand tu regardes la terre noire, qu'est-ce que tu vois ?"),
    ("fr", "Entre « la terre noire » et « tannant », où te situes-tu ?"),
    ("fr", "Avant de rouvrir l'atelier, de quoi aurais-tu besoin ?"),
    ("fr", "De 0 à 10, à quel point « tannant » te pèse-t-il ?"),
    ("fr", "Que se passerait-il si ça attendait ?"),
    ("fr", "Et si ça attendait ?"),
    ("en", "What brings you back to the studio?"),
    ("en", "To whom are you saying “I should”?"),
    ("en", "Could you tell me what happened just before you “broke the blue series”?"),
    ("en", "When you picture the black clay, what do you feel?"),
    ("en", "“it scares me”: what does that look like in the morning?"),
    ("en", "Between “black clay” and “it scares me”, which one came first for you?"),
    ("en", "Where in this text do you hear yourself?"),
    ("en", "What would happen if it waited?"),
]


@pytest.mark.parametrize(("language", "question"), GOOD)
def test_a_good_open_question_passes(language: Language, question: str) -> None:
    """The questions of an attentive coach pass, whatever word they open with and wherever the question word stands."""
    assert refused(question, language) == set()


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fr", "La terre noire te fait peur."),
        ("fr", "Que ressens-tu ?\nEt demain ?"),
        ("fr", "Ferme les yeux, qu'est-ce que tu vois dans l'atelier ?"),
        ("fr", "Raconte « tannant », qu'est-ce que ça te fait ?"),
        ("fr", "À quoi bon la terre noire ?"),
        ("fr", "« faut que ça sorte » ?"),
        ("fr", ""),
        ("en", "The black clay scares you."),
        ("en", "Imagine the studio tomorrow, what do you see?"),
        ("en", "Who needs a blue series?"),
        ("en", "“it scares me”?"),
    ],
)
def test_what_does_not_ask_is_refused(language: Language, question: str) -> None:
    """A statement, an order, a rhetorical question, two lines or a bare quotation are no questions."""
    assert "not-a-question" in refused(question, language)


def test_an_order_inside_a_quotation_is_the_authors() -> None:
    """An imperative counts only among the coach's words."""
    assert "not-a-question" not in rules("À qui s'adresse « publier, faut que ça sorte » ?", "fr")


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fr", "C'est beau. Qu'est-ce que la terre noire te demande ?"),
        ("fr", "Qu'est-ce que tu gardes ? C'est la vraie histoire."),
        ("en", "The clay is black. What does it ask of you?"),
        ("en", "What do you keep from the blue series? Maybe that is the story."),
    ],
)
def test_more_than_one_sentence_is_refused(language: Language, question: str) -> None:
    """Nothing stands before or after the question."""
    assert "one-sentence" in refused(question, language)


@pytest.mark.parametrize(
    ("language", "question"),
    [("fr", "Que dirait M. Roy de la terre noire ?"), ("en", "What would Mrs. Roy say of the black clay?")],
)
def test_an_abbreviation_ends_no_sentence(language: Language, question: str) -> None:
    """The point of M. or Mrs. is no full stop."""
    assert "one-sentence" not in rules(question, language)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fr", "Qu'est-ce que la terre noire t'apporte et comment tu te sens demain ?"),
        ("fr", "À qui penses-tu, et qu'est-ce que tu leur dis ?"),
        ("fr", "Qu'est-ce qui te pèse ou as-tu hâte à demain ?"),
        ("en", "What does the black clay bring you and how do you feel?"),
        ("en", "Who are you thinking of, and what would you tell them?"),
        ("en", "What scares you, or is it the studio?"),
    ],
)
def test_two_questions_in_one_are_refused(language: Language, question: str) -> None:
    """A second interrogative after a conjunction is a second question."""
    assert "single-barrelled" in refused(question, language)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fr", "Qu'est-ce qui lie la série bleue et la terre noire ?"),
        ("fr", "Entre ce que tu as cassé et ce que tu gardes, qu'est-ce qui te ressemble ?"),
        ("fr", "Que dirait ton voisin, qui passe chaque matin, de la terre noire ?"),
        ("en", "What ties the blue series and the black clay together for you?"),
        ("en", "Between what you broke and what you keep, where are you?"),
    ],
)
def test_a_conjunction_alone_is_no_second_question(language: Language, question: str) -> None:
    """Two things may be joined inside one question."""
    assert "single-barrelled" not in rules(question, language)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fr", "Est-ce que la terre noire te fait peur ?"),
        ("fr", "As-tu peur de la terre noire ?"),
        ("fr", "T'as-tu hâte de rouvrir l'atelier ?"),
        ("fr", "C'est-tu pour toi, l'atelier ?"),
        ("fr", "Tu rouvres l'atelier pour toi ?"),
        ("en", "Do you like the black clay?"),
        ("en", "Is the studio yours?"),
        ("en", "If it waited, would you rest?"),
    ],
)
def test_a_closed_question_is_a_warning_and_refused_in_own_words(language: Language, question: str) -> None:
    """Closed questions (inversion, est-ce que, the Québec -tu) are refused from a model, noted in a frame."""
    assert "open" in refused(question, language)
    assert "open" in rules(question, language, own=False) - refused(question, language, own=False)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fr", "Qu'est-ce que la terre noire te dit " + "de toi " * 15 + "?"),
        ("en", "What does the black clay tell you " + "of you " * 15 + "?"),
        ("en", "What " + "x" * 280 + "?"),
    ],
)
def test_a_long_question_is_refused(language: Language, question: str) -> None:
    """At most 25 words in English, 30 in French, 280 characters."""
    assert "short" in refused(question, language)


def test_a_quotation_counts_for_three_words_in_a_curated_question() -> None:
    """A frame's length is the coach's; the author's words may be longer."""
    question = (
        "On March 2, 2026, you wrote “the most honest thing these old hands have made”; "
        "between that day and this “it scares me”, what has shifted?"
    )
    assert "short" in rules(question, "en")
    assert rules(question, "en", own=False) == set()


def test_a_huge_question_is_capped() -> None:
    """What is over the cap is never looked at, and is a fault already."""
    assert "short" in {fault.rule for fault in faults("What? " * 200_000, "en")}


def test_an_invisible_character_cannot_be_judged() -> None:
    """Zero-width and bidirectional characters could hide words."""
    assert "input" in refused("What does the black\u200b clay \u202e ask?", "en")
