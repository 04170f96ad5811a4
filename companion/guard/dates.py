"""Dates said in a question: "le 12 mars 2026", "on March 12", "in September 2025", "2026-03-12"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from companion.language import fold
from companion.records import Language

MONTHS = {
    "fr": [
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
    ],
    "en": [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
}
_ABBREVIATED = {
    "fr": ["janv", "fev(?:r)?", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "oct", "nov", "dec"],
    "en": ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sept?", "oct", "nov", "dec"],
}
_BEFORE = re.compile(r"(?:\b(?:in|since|last|en|depuis|debut|fin|by|until|mid|of|de)|d') *$")
_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b")


@dataclass(frozen=True, slots=True)
class Said:
    """A date as a question says it."""

    start: int
    """First character, in the text it was found in."""
    end: int
    """One past the last character."""
    month: int
    """1 to 12."""
    day: int | None
    """Day of the month, None where only the month is said."""
    year: int | None
    """None where it is not said."""

    @property
    def full(self) -> bool:
        """Whether it says enough to find a post: a day, or a month and a year."""
        return self.day is not None or self.year is not None

    def names(self, day: date) -> bool:
        """Whether `day` is what it says."""
        return self.month == day.month and self.day in {None, day.day} and self.year in {None, day.year}


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    months = "|".join([*MONTHS[language], *(f"{short}\\b\\.?" for short in _ABBREVIATED[language])])
    year = r"(?:19|20)\d\d"
    if language == "fr":
        return re.compile(rf"\b(?:(?P<day>\d{{1,2}})(?:er)? +)?(?P<name>{months})(?:,? +(?P<year>{year}))?(?!\w)")
    day = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th)?\b"
    before, after = rf"(?:{day.format('before')} +(?:of +)?)?", rf"(?: +(?:the +)?{day.format('after')})?"
    return re.compile(rf"\b{before}(?P<name>{months}){after}(?:,? +(?:of +)?(?P<year>{year}))?(?!\w)")


def said(text: str, language: Language) -> Iterator[Said]:
    """Find the dates in `text`; a bare month counts only after a preposition ("may" and "march" are verbs too)."""
    line = fold(text)
    found = [*_ISO.finditer(line.text), *_pattern(language).finditer(line.text)]
    for match in found:
        groups = match.groupdict()
        name = groups.get("name")
        day = groups.get("day") or groups.get("before") or groups.get("after")
        if name and not day and not groups["year"] and not _placed(line.text[: match.start()], name):
            continue
        month = _month(name, language) if name else int(groups["month"])
        year = int(groups["year"]) if groups["year"] else None
        yield Said(line.offsets[match.start()], line.offsets[match.end()], month, int(day) if day else None, year)


def _month(name: str, language: Language) -> int:
    return next(number for number, full in enumerate(MONTHS[language], 1) if full.startswith(name.rstrip(".")))


def _placed(before: str, name: str) -> bool:
    """Whether a bare month follows a word that makes it a date."""
    return len(name) > 2 and bool(_BEFORE.search(before))
