"""Dates in figures, in which day and month may be taken for each other: the other dates of their column tell.

`02/03/2024` alone is no date. Below `25/12/2023`, or in a table made in French, it is the second of March.
"""

import re
from collections.abc import Iterable

_FIGURES = re.compile(r"\s*(\d{1,2})([/.-])(\d{1,2})\2(\d{4})\b")
_CLOCK = re.compile(r" (\d{1,2})[:h](\d\d)(?::\d\d)?\s*$")
"""Of twenty-four hours."""
_FRENCH = frozenset({
    "texte", "legende", "contenu", "publication", "texte_de_la_publication", "texte_du_post", "contenu_du_post",
    "contenu_de_la_publication", "date_de_publication", "publie_le", "lien", "titre", "langue",
})  # fmt: skip
"""Names of columns."""


def days_first(values: Iterable[str], names: Iterable[str], delimiter: str) -> bool | None:
    """Say whether days stand before months, by the dates that can be read one way only; None where nothing tells.

    Without any, days come first where the names are French, or where cells are parted as Excel does in French.
    """
    told = {first for value in values if (first := _told(value)) is not None}
    if told:
        return told.pop() if len(told) == 1 else None
    return True if delimiter == ";" or not _FRENCH.isdisjoint(names) else None


def ordered(value: str, *, day_first: bool | None) -> str:
    """Return a date in figures as year, month and day, with its clock; another one, or one in doubt, as it is."""
    match = _FIGURES.match(value)
    if not match or day_first is None:
        return value
    first, _, second, year = match.groups()
    month, day = (second, first) if day_first else (first, second)
    clock = _CLOCK.search(value)
    return f"{year}-{month:0>2}-{day:0>2}" + (f"T{clock[1]:0>2}:{clock[2]}" if clock else "")


def _told(value: str) -> bool | None:
    match = _FIGURES.match(value)
    first, second = (int(match[1]), int(match[3])) if match else (0, 0)
    return None if (first > 12) == (second > 12) else first > 12
