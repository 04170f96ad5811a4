"""What a question claims of things: refused in a model's own words, whatever the words are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        ("What scares you more than when you closed the shop?", "en"),
        ("What would you rather hear than if nobody came?", "en"),
        ("Qu'est-ce qui te fait plus peur que quand tu as fermé ?", "fr"),
        ("Qu'est-ce qui te pèse autant que lorsque tu as commencé ?", "fr"),
        ("than  if", "en"),
    ],
)
def test_a_clause_without_a_word_in_it_breaks_nothing(question: str, language: Language) -> None:
    """Where another clause begins at once, there is nothing to judge between, and the rest is judged."""
    draft = "The paragraph about QA stays." if language == "en" else "Le paragraphe reste."
    check(question, draft=draft, language=language, phrasing="own")


_WORDS = """
what who that than like as if when while which or and the you qu'est-ce que qui comme si quand lorsque dont plus moins
autant ou et tu vous ton le bowl bol price prix more ? ! . , : ; « » “ ” ( ) - — 4:30 not ne pas
"""
_PIECES = st.lists(st.sampled_from(sorted(_WORDS.split())), max_size=25)


@given(_PIECES, st.sampled_from(["fr", "en"]))
def test_no_question_breaks_the_guard(pieces: list[str], language: Language) -> None:
    """A hostile model can put any words in any order: each gets a verdict."""
    draft = "J'ai tourné un bol, le prix monte." if language == "fr" else "I turned a bowl, the price goes up."
    for fault in check(" ".join(pieces), draft=draft, language=language, phrasing="own"):
        assert fault.rule
