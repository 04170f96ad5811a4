"""Topics: heard by their words in both languages, not by idioms; each with questions that are its own."""

from collections import Counter
from typing import get_args

import pytest
from hard_texts import ANY_TEXT
from hypothesis import given

from companion import prompt
from companion.questions import frames
from companion.records import Language, SignalKind
from companion.topics import hushes, names, topics, touching, weight


def _heard(text: str, language: Language) -> set[str]:
    return {topic.name for topic in topics(text, language)}


@pytest.mark.parametrize("name", names())
def test_a_topic_is_heard_in_both_languages_and_weighs_something(name: str) -> None:
    """Each file says by which words it is heard, by which idioms not, and how much it weighs beside others."""
    table = prompt.table(f"topics/{name}.toml")
    assert set(table) - {"hushes"} == {"weight", "words", "frame"}
    assert hushes(name) <= set(get_args(SignalKind))
    assert 0 < weight(name) <= 1
    for language in get_args(Language):
        assert set(table["words"][language]) == {"strong", "weak", "never"}
        assert len(table["words"][language]["strong"]) >= 2


@pytest.mark.parametrize("name", names())
def test_a_topic_has_questions_of_its_own(name: str) -> None:
    """At least one, named after it: few that are plain, where readers found many to be riddles."""
    own = [frame for frame in frames() if frame.topic == name]
    assert own
    assert all(f"-{name}-" in frame.id for frame in own)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("fr", "À partir de mars, mes prix montent.", "price"),
        ("fr", "Le pain passe de 6 à 7 $.", "price"),
        ("en", "Our prices go up in March.", "price"),
        ("en", "A loaf goes from 6 to 7 dollars.", "price"),
    ],
)
def test_what_a_draft_speaks_of_is_heard(language: Language, text: str, name: str) -> None:
    """The words people use for a matter set it off."""
    assert name in _heard(text, language)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("fr", "On a gagné le prix du public à Rimouski, un beau prix.", "price"),
        ("fr", "Je veux finir ça à tout prix.", "price"),
        ("en", "She won the second prize at the fair.", "price"),
    ],
)
def test_an_idiom_is_not_the_matter(language: Language, text: str, name: str) -> None:
    """What only sounds like a topic does not set it off."""
    assert name not in _heard(text, language)


def test_a_loose_phrase_is_enough_where_the_topic_is_known() -> None:
    """A past post may say in one word what the draft is about."""
    text = "Le pain est à un bon prix."
    assert "price" not in _heard(text, "fr")
    assert "price" in {topic.name for topic in topics(text, "fr", known={"price"})}


def test_touching_says_what_a_stretch_speaks_of() -> None:
    """Only the words between the two ends count."""
    text = "Il neige. Nos prix montent lundi."
    found = topics(text, "fr")
    assert touching(found, text.index("Nos"), len(text)) >= {"price"}
    assert "price" not in touching(found, 0, text.index("Nos"))


@given(ANY_TEXT)
def test_topics_hold_on_any_text(text: str) -> None:
    """In any text: each once, strengths from 0 to 1, spans inside the text."""
    for language in get_args(Language):
        found = topics(text, language)
        assert max(Counter(topic.name for topic in found).values(), default=1) == 1
        for topic in found:
            assert 0 < topic.strength <= 1
            assert all(0 <= span.start < span.end <= len(text) for span in topic.spans)
