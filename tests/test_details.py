"""Details: the clauses that a coach would point at, told from announcements."""

import pytest

from companion import lexicon
from companion.details import LEAST, weighed
from companion.records import Language
from companion.segments import segments


def _found(text: str, language: Language) -> dict[str, float]:
    hits = lexicon.load(f"lexicons/{language}.toml").hits(text)
    return {text[start:end]: weight for start, end, weight in weighed(text, segments(text), hits, language)}


@pytest.mark.parametrize(
    ("language", "text", "detail"),
    [
        ("fr", "Elle est partie. Son licol reste encore accroché au box.", "Son licol reste encore accroché au box"),
        (
            "fr",
            "Il neige. J'ai les doigts tellement enflés que j'ai enlevé mon jonc.",
            "J'ai les doigts tellement enflés que j'ai enlevé mon jonc",
        ),
        ("en", "I drew it out eleven times. I can't yet.", "I can't yet"),
        ("en", "He came twice. I still keep my grandmother's apron.", "I still keep my grandmother's apron"),
    ],
)
def test_a_glimpse_of_a_life_is_a_detail(language: Language, text: str, detail: str) -> None:
    """What was seen, kept, missed or not yet done is found, with at least the least weight."""
    assert _found(text, language)[detail] >= LEAST


@pytest.mark.parametrize(
    ("language", "lived", "announced"),
    [
        ("fr", "j'ai enlevé mon jonc pour coudre", "Profitez de nos rabais sur les chaises"),
        ("fr", "je l'ai pas encore dit à ma mère", "Livraison gratuite à Longueuil dès 50 $"),
        ("en", "I still can't drive past his house", "Order today from Hamilton for $20"),
        ("en", "we just sat there", "1. Cars in the driveway"),
    ],
)
def test_what_is_lived_weighs_more_than_what_is_announced(language: Language, lived: str, announced: str) -> None:
    """Weights rank the clauses of one draft: offers, prices, names and lists come after the author's own life."""
    found = _found(f"{announced}.\n{lived}.\n{announced}.", language)
    assert found[lived] > max((weight for text, weight in found.items() if text in announced), default=0.0)


def test_where_a_sentence_ends_weighs_more() -> None:
    """Of two clauses of one sentence, the weight falls on the one that ends it."""
    found = _found("On a rangé la shop et on a soupé debout.", "fr")
    assert found["on a soupé debout"] > found.get("On a rangé la shop", 0.0)
