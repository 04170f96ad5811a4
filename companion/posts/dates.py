"""Dates as exports write them. A date that cannot be read is no date: never a guess, never a crash."""

import math
import re
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime

from companion.language import folded

_EARLIEST, _LATEST = 1900, 2200
_NOON = time(12)
"""In UTC: the same day for nearly everyone, wherever the post is listed or cited."""
_SECONDS = 10**8
"""Numbers below this are not moments: 1973 in seconds."""
_MILLISECONDS = 10**11
"""Numbers above this count milliseconds: the year 5138 in seconds."""
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("janvier january janv jan", "fevrier february fevr feb fev", "mars march mar", "avril april avr apr",
         "mai may", "juin june jun", "juillet july juil jul", "aout august aug", "septembre september sept sep",
         "octobre october oct", "novembre november nov", "decembre december dec"), start=1)
    for name in names.split()
}  # fmt: skip
_SPACED_ZONE = re.compile(r"(?<=\d) (?=[+-]\d\d:?\d\d$)| ?(?:UTC|GMT|Z)$")
_ISO = re.compile(r"(\d{4})(?:[-/](\d{1,2})[-/](\d{1,2})|(\d\d)(\d\d))((?:[T ].*)?)$")
_NUMBER = re.compile(r"\d{9,13}(\.\d{1,9})?")
_DAY_FIRST = re.compile(r"(?:[a-z]+\.? )?(\d{1,2})(?:er|st|nd|rd|th)? ([a-z]+)\.?,? (\d{4})\b")
_MONTH_FIRST = re.compile(r"(?:[a-z]+\.?,? )?([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
_HALVES = re.compile(r"[ap]\.?m\.?$", re.I)
"""Twelve-hour clocks, which the mail parser takes for twenty-four: the day alone is kept."""
_SLASHES = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})\b")
_IN_NAME = re.compile(r"(?<!\d)(\d{4})([-_.]?)(\d{2})\2(\d{2})(?!\d)")


_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(?: UTC)?")


def zoned(value: str) -> str:
    """Return the date of an export whose clock is in UTC with that zone, which some of its files leave out."""
    clock = _CLOCK.fullmatch(value.strip())
    return f"{clock[1]}+00:00" if clock else value


def parse(value: object) -> datetime | None:
    """Return the moment `value` names, in UTC; a moment without a zone is taken to be in UTC, a day alone is its noon.

    A midnight without a zone is how programs write a day alone. What is neither a text, a number nor a date is none.
    """
    try:
        moment = _number(value) if isinstance(value, int | float) else _text(_written(value))
        if moment is None:
            return None
        if moment.tzinfo is None:
            hour = moment.time() if moment.time() != time() else _NOON
            moment = datetime.combine(moment.date(), hour, UTC)
        moment = moment.astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment if _EARLIEST <= moment.year < _LATEST else None


def in_name(name: str) -> datetime | None:
    """Return the day a file name starts with or holds (`2024-03-12-title.md`, `20240312.md`)."""
    match = _IN_NAME.search(name)
    return parse(f"{match[1]}-{match[3]}-{match[4]}") if match else None


def _written(value: object) -> str:
    return str(value).strip()[:80] if isinstance(value, str | date) else ""


def _number(value: float) -> datetime | None:
    if isinstance(value, bool) or not math.isfinite(value) or value < _SECONDS:
        return None
    return datetime.fromtimestamp(value / 1000 if value > _MILLISECONDS else value, UTC)


def _text(text: str) -> datetime | None:
    if _NUMBER.fullmatch(text):
        return _number(float(text))
    for form in (_iso, _mail, _words, _slashes):
        try:
            if moment := form(text):
                return moment
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
    return None


def _iso(text: str) -> datetime | None:
    match = _ISO.match(text)
    if not match:
        return None
    year, rest = match[1], match[6]
    month, day = match[2] or match[4], match[3] or match[5]
    zoned = _SPACED_ZONE.sub(lambda zone: "" if zone[0] == " " else "+00:00", rest)
    return datetime.fromisoformat(f"{year}-{month:0>2}-{day:0>2}{zoned}")


def _mail(text: str) -> datetime | None:
    return None if _HALVES.search(text) else parsedate_to_datetime(text)


def _words(text: str) -> datetime | None:
    plain = " ".join(folded(text).split())
    if match := _DAY_FIRST.match(plain):
        return _day(match[3], _MONTHS.get(match[2], 0), match[1])
    if match := _MONTH_FIRST.match(plain):
        return _day(match[3], _MONTHS.get(match[1], 0), match[2])
    return None


def _day(year: str, month: int, day: str) -> datetime:
    """Return a day alone, as a midnight without a zone."""
    return datetime(int(year), month, int(day))


def _slashes(text: str) -> datetime | None:
    """Day and month only where they cannot be taken for each other."""
    match = _SLASHES.match(text)
    if not match:
        return None
    first, _, second, year = match.groups()
    if int(first) > 12 or int(first) == int(second):
        return _day(year, int(second), first)
    return _day(year, int(first), second) if int(second) > 12 else None
