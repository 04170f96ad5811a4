"""A reader may be asked about at length, but not handed a thing, a name or a saying that the author never had."""

import pytest

from companion.records import Language

from .authors import refused

BROUGHT: list[tuple[str, Language, str]] = [
    ("a thing described", "en", "What would your sister feel in a kiln that listens?"),
    ("a thing described", "fr", "Que verrait ta cliente dans une lampe qui respire ?"),
    ("a name", "en", "How would your sister feel about being called the next season?"),
    ("a word", "fr", "Qu'est-ce que ta mère dirait du mot guerrière ?"),
    ("a thing from nowhere", "en", "What would a customer feel about a waitlist?"),
    ("a saying", "fr", "Que penserait une cliente qui apprendrait que la terre pleure ?"),
    ("a wording", "fr", "Et si l'on disait un feu à la fois, qu'est-ce que cela changerait ?"),
    ("a word for another", "fr", "Qu'est-ce qui arriverait si « tannant » devenait lourd ?"),
    ("two spellings", "fr", "Qu'est-ce que « cassé » changerait à côté de « casse » ?"),
    ("how to", "fr", "Comment peux-tu rassurer tes clientes ?"),
    ("how to", "fr", "Comment t'assurer que le monde vienne à l'atelier ?"),
]
ASKED: list[tuple[Language, str]] = [
    ("en", "What would a customer who is afraid of the black clay feel here?"),
    ("en", "How would a neighbour who lost her studio hear “it scares me”?"),
    ("en", "What would your sister say about a day that you started over?"),
    ("fr", "Que dirait de ce texte la femme qui a cassé ta série bleue ?"),
    ("fr", "Comment une cliente qui a déjà cassé une pièce recevra-t-elle « c'est tannant » ?"),
    ("fr", "Qu'est-ce que ça te fait d'écrire « je recommence » devant ta mère ?"),
]


@pytest.mark.parametrize(("mechanism", "language", "question"), BROUGHT)
def test_what_a_question_brings_is_refused(mechanism: str, language: Language, question: str) -> None:
    """A thing with something said of it, a name tried out, a thing from nowhere, a saying, a wording, a how-to."""
    assert refused(question, language), mechanism


@pytest.mark.parametrize(("language", "question"), ASKED)
def test_a_reader_described_at_length_passes(language: Language, question: str) -> None:
    """Who is meant may take many words; what they meet is the author's text."""
    assert refused(question, language) == set()
