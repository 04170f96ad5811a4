"""Care cards: static, dated, nearest first, in both languages, for every region."""

from datetime import date
from typing import get_args

import pytest

from companion import settings
from companion.care import REGIONS, card
from companion.records import Language

FIRST = {"qc": "1 866 APPELLE (277-3553)", "ca": "9-8-8", "fr": "3114", "us": "988", "elsewhere": "findahelpline.com"}
ALSO = {
    "qc": ["535353", "suicide.ca", "9-8-8", "668-6868", "686868"], "ca": ["668-6868", "686868"],
    "fr": ["119", "15", "17", "18", "112"], "us": [], "elsewhere": [],
}  # fmt: skip


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("region", REGIONS)
def test_each_region_has_its_own_numbers_first(region: str, language: Language) -> None:
    """The card names, to the digit, who answers where the author lives, and when that was last checked."""
    shown = card(region, language)
    assert (shown.kind, shown.region) == ("distress", region)
    assert shown.resources[0].contact == FIRST[region]
    contacts = " ".join(resource.contact for resource in shown.resources)
    assert all(number in contacts for number in ALSO[region])
    assert date.fromisoformat(shown.checked) <= date(2027, 12, 31)
    assert shown.text.endswith(".")


@pytest.mark.parametrize("region", REGIONS)
def test_both_languages_give_the_same_numbers(region: str) -> None:
    """Nobody gets fewer ways to reach someone for the language they write in."""
    digits = [
        ["".join(c for c in resource.contact if c.isdigit()) for resource in card(region, language).resources]
        for language in get_args(Language)
    ]
    assert digits[0] == digits[1]


def test_an_unknown_region_is_elsewhere() -> None:
    """A region nobody knows still brings up a card."""
    assert card("mars", "fr").region == "elsewhere"


def test_settings_take_the_regions_that_have_cards() -> None:
    """What can be chosen is what there is."""
    assert settings.REGIONS == REGIONS
