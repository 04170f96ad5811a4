"""What a question claims of things: refused in a model's own words, whatever the words are."""

import pytest

from companion.guard import check
from companion.records import Language

from .authors import refused

REFUSED: list[tuple[str, Language, str]] = [
    ("premise", "en", "When did you realise that the clay was waiting for you?"),
    ("premise", "fr", "Quand as-tu compris que la terre attendait ?"),
    ("said by nobody", "fr", "Si un client disait que la série vivait encore, que ressentirais-tu ?"),
    ("becoming", "en", "How did breaking the series become a way of opening the studio?"),
    ("lesson", "en", "What does the black clay teach you about starting over?"),
    ("lesson", "fr", "Qu'est-ce que la terre noire t'apprend sur l'art de recommencer ?"),
    ("comparison", "en", "What scares you more than the blue series?"),
    ("comparison", "fr", "Depuis quand la terre noire te parle plus que la série ?"),
    ("pieces", "en", "How can “the blue series” be “the studio” again?"),
    ("a thing that acts", "en", "When did the studio start breaking your hands?"),
    ("a thing that acts", "fr", "Depuis quand l'atelier garde-t-il la série ?"),
    ("a thing that speaks", "en", "What does the black clay know of the blue series?"),
    ("a thing that speaks", "fr", "Si la terre noire pouvait parler, que dirait-elle de toi ?"),
    ("a saying", "en", "How does a broken series open a studio?"),
    ("a saying", "fr", "Que vaut un atelier sans série bleue ?"),
    ("nobody's", "en", "Who is still breaking the blue series in the studio?"),
    ("nobody's", "fr", "Combien de terre noire ça prend pour rouvrir un atelier ?"),
]
ALLOWED: list[tuple[Language, str]] = [
    ("en", "What did you learn as the blue series broke?"),
    ("en", "When did the studio first scare you?"),
    ("en", "What was in the studio that morning?"),
    ("en", "What did that black clay ask?"),
    ("en", "What was it like to break the blue series?"),
    ("en", "How would your sister tell the story of the blue series?"),
    ("en", "What does “it scares me” know about tomorrow?"),
    ("en", "What would happen if it waited?"),
    ("fr", "Qu'as-tu compris en cassant la série bleue ?"),
    ("fr", "Comment ta mère raconterait-elle la série bleue ?"),
    ("fr", "Qu'est-ce qu'on entendait dans l'atelier, ce matin-là ?"),
    ("fr", "Que te raconte la terre noire ?"),
]


@pytest.mark.parametrize(("mechanism", "language", "question"), REFUSED)
def test_what_claims_is_refused(mechanism: str, language: Language, question: str) -> None:
    """A premise, a lesson, a comparison, a thing that acts or speaks, a saying about nobody."""
    assert refused(question, language), mechanism


@pytest.mark.parametrize(("language", "question"), ALLOWED)
def test_what_asks_about_a_life_passes(language: Language, question: str) -> None:
    """The author's own experience, another's, that very thing, or what was there."""
    assert refused(question, language) == set()


def test_a_curated_question_is_not_asked_this() -> None:
    """Curated questions were read before they shipped."""
    assert refused("How does a broken series open a studio?", "en", own=False) == set()


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Is that for your readers? Do you want them to see that while there are still hours?", "en"),
        ("Is it for them? Do you want them to see that?", "en"),
        ("Qu'est-ce que tu veux qu'ils voient que ?", "fr"),
        ("What do you want them to see that", "en"),
    ],
)
def test_a_clause_that_says_nothing_is_judged_all_the_same(question: str, language: Language) -> None:
    """A "that" with nothing after it: the guard says what is wrong with the question and does not break down."""
    draft = "The paragraph about QA stays." if language == "en" else "Le paragraphe reste."
    assert all(fault.rule for fault in check(question, draft=draft, language=language, phrasing="own"))
