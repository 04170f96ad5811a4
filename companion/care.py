"""The care cards: written and dated by people, chosen by the region the author set."""

from pydantic import TypeAdapter

from companion import prompt
from companion.records import Care, Language, Resource

REGIONS = ("qc", "ca", "fr", "us", "elsewhere")
"""Regions that settings take."""


def card(region: str, language: Language) -> Care:
    """Return the card for acute distress, `region` being one of REGIONS."""
    known = region if region in REGIONS else "elsewhere"
    table = prompt.table(f"care/{known}.toml")
    return Care(
        kind="distress",
        region=known,
        text=table[language]["text"],
        resources=tuple(TypeAdapter(list[Resource]).validate_python(table[language]["resources"])),
        checked=table["checked"],
    )
