"""Details: clauses in which something of a life shows, told from announcements."""

import pytest

from companion import lexicon
from companion.details import LEAST, details
from companion.records import Language
from companion.segments import segments


def _found(text: str, language: Language) -> dict[str, float]:
    hits = lexicon.load(f"lexicons/{language}.toml").hits(text)
    return {text[start:end]: weight for start, end, weight in details(text, segments(text), hits, language)}


@pytest.mark.parametrize(
    ("language", "text", "detail"),
    [
        (
            "fr",
            "Son licol reste accroché au box pour l'instant, merci.",
            "Son licol reste accroché au box pour l'instant",
        ),
        ("fr", "J'ai les doigts tellement enflés que j'ai enlevé mon jonc.", "J'ai les doigts tellement enflés"),
        ("en", "I drew it out eleven times. I can't yet.", "I can't yet"),
        ("en", "The clay remembers my grandmother's hands.", "The clay remembers my grandmother's hands"),
    ],
)
def test_a_glimpse_of_a_life_is_a_detail(language: Language, text: str, detail: str) -> None:
    """What was seen, kept, missed or not yet done is found, with at least the least weight."""
    assert _found(text, language)[detail] >= LEAST


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Profitez de nos rabais sur toutes les chaises! Livraison gratuite chez vous."),
        ("fr", "Merci à tous nos clients pour leur confiance."),
        ("en", "Shop our best mugs today! 20% off your first order."),
        ("en", "1. Cars in the driveway\n2. Mixed bulb colours\n3. Vertical phone pics"),
        ("en", "Our team delivers scalable solutions that empower your business."),
    ],
)
def test_an_announcement_is_no_detail(language: Language, text: str) -> None:
    """Offers, thanks, lists and slogans show nothing of a life, whatever things they name."""
    assert _found(text, language) == {}


def test_what_is_kept_and_missed_weighs_more_than_what_is_merely_there() -> None:
    """Weights rank the clauses of one draft: the planner reads them."""
    found = _found("La table est dans la cuisine. Sa tasse est encore sur mon comptoir.", "fr")
    assert found["Sa tasse est encore sur mon comptoir"] > found.get("La table est dans la cuisine", 0.0)
