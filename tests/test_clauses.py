"""Clauses: runs of words that can be quoted without cutting a thought, at exact offsets."""

import itertools

import pytest
from hard_texts import ANY_TEXT, HARD
from hypothesis import given

from companion.clauses import LONGEST, around, clauses
from companion.records import Language


def _found(text: str, language: Language) -> list[str]:
    return [text[start:end] for start, end in clauses(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "He was standing there this morning with his hat in his hands and I had nothing to say to him.",
            ["He was standing there this morning with his hat", "I had nothing to say to him"],
        ),
        ("en", "Then I put the paper away, and I can't yet.", ["Then I put the paper away", "I can't yet"]),
        ("fr", "Il me manque déjà, sa chaise est encore là.", ["Il me manque déjà", "sa chaise est encore là"]),
        (
            "fr",
            "J'ai pleuré tantôt parce que la canette était vide.",
            ["J'ai pleuré tantôt parce que la canette était vide"],
        ),
        ("fr", "Merci beaucoup", []),
        ("fr", "Merci à ceux qui venaient juste jaser.", ["Merci à ceux qui venaient juste jaser"]),
        ("fr", "Nous vous informons que nos tarifs augmenteront.", ["Nous vous informons que nos tarifs augmenteront"]),
        (
            "fr",
            "Ma grand-mère Rose disait toujours à tout le monde que la terre se souvient.",
            ["Ma grand-mère Rose disait toujours à tout le monde", "la terre se souvient"],
        ),
        ("en", "The shop, which my father built, is closing.", ["The shop, which my father built, is closing"]),
        ("fr", "La garantie finissait le 9 mai.", ["La garantie finissait le 9 mai"]),
        ("fr", "Enfin livrée, la table.", ["Enfin livrée, la table"]),
        ("fr", "Ça va coûter 5 $ de plus.", ["Ça va coûter 5 $ de plus"]),
        (
            "en",
            "I love your horses but I can't keep squeezing you in between the other barns and the school run.",
            ["I love your horses", "I can't keep squeezing you in between the other barns"],
        ),
        ("en", "Including the one who sat down.", ["Including the one who sat down"]),
    ],
)
def test_a_long_sentence_falls_into_its_clauses(language: Language, text: str, found: list[str]) -> None:
    """Cut at breaths and joining words; too long or too short for a quotation, a clause is left out."""
    assert _found(text, language) == found


@pytest.mark.parametrize(
    ("language", "text", "word", "clause"),
    [
        ("fr", "Bon, faut que je publie demain.", "faut", "faut que je publie demain"),
        ("fr", "Je dois publier du « contenu de valeur » chaque semaine.", "Je dois", "Je dois"),
        (
            "fr",
            "Chus tannée de faire confiance pis de passer pour une autre.",
            "tannée",
            "Chus tannée de faire confiance pis de passer pour une autre",
        ),
        ("fr", "Merci à ceux qui venaient juste jaser.", "juste", "Merci à ceux qui venaient juste jaser"),
        ("en", "Apparently I have to post.", "have to", "Apparently I have to post"),
        ("en", "I wanted to stop, but nobody came.", "but", "but nobody came"),
    ],
)
def test_a_telling_word_takes_its_clause_along(language: Language, text: str, word: str, clause: str) -> None:
    """Around a word, the clause that holds it; where what follows would be cut short, the word alone."""
    start = text.index(word)
    begin, end = around(text, start, start + len(word), language)
    assert text[begin:end] == clause


@given(ANY_TEXT)
def test_clauses_stand_in_any_text_in_order_and_apart(text: str) -> None:
    """In any text: three to eleven words each, none overlapping, none starting or ending on a blank."""
    for language in ("fr", "en"):
        spans = list(clauses(text, language))  # type: ignore[arg-type]
        for start, end in spans:
            assert text[start:end].strip() == text[start:end] != ""
            assert 3 <= len(text[start:end].split()) <= LONGEST
        assert all(one[1] <= two[0] for one, two in itertools.pairwise(spans))


@pytest.mark.parametrize("name", HARD)
def test_clauses_hold_on_hard_texts(name: str) -> None:
    """The same on what people and machines really paste: a span asked about is never lost."""
    text = HARD[name]
    for start in range(0, min(len(text), 60), 7):
        begin, end = around(text, start, start + 1, "fr")
        assert begin <= start
        assert end >= start + 1
