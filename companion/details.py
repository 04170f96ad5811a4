"""Details: the clauses of a draft that a coach would point at, and how much each carries.

The numbers are a logistic regression on 183 drafts that readers marked: see docs/design/anchors-and-planning.md.
The words they count are in prompts/lexicons (`details.*`).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from companion.clauses import clauses
from companion.language import listed, words
from companion.lexicon import Hit
from companion.records import Language, Segment

LEAST = 0.9
"""Weight under which a clause is no detail: readers choose about one such clause in four."""
_MIDDLE, _SCALE = 1.4, 0.42
"""A clause that readers choose one time in two weighs as much as a good anchor of another kind."""
_BIAS = -2.15
_SHOWS = {
    "ends": 1.1, "denied": 1.0, "self": 0.35, "small": 0.5, "past": 0.4, "long": 0.4, "we": 0.3, "lasting": 0.3,
    "people": 0.3, "future": 0.3, "late": 0.2,
    "first": -0.9, "name": -0.7, "digit": -0.75, "signs": -0.75, "orders": -0.7,
    "subject": 0.35, "clipped": -0.3, "titles": -0.5, "listed": -0.2,
}  # fmt: skip
"""Log-odds that a reader points at a clause of which this is true."""
_ANNOUNCES = {
    "anchors.order": -0.5, "anchors.time": -0.2, "signals.sales": -0.4, "signals.urgency": -0.2,
    "signals.corporate": -0.2, "anchors.obligation": 0.35, "anchors.hedge": 0.5, "signals.pressure": 0.6,
    "signals.vulnerability": 0.3, "signals.clickbait": 0.3, "signals.anger": 0.2,
}  # fmt: skip
"""The same, where it holds a phrase of one of these lists."""
_PAST = {
    "fr": re.compile(
        r"\b(?:ai|as|a|avons|avez|ont|avais|avait|étais|était|étaient|suis|sont|est)\s+(?:[^\W_]+\s){0,2}?[^\W_]+(?:é|ée|és|ées|i|ie|is|it|u|ue|us)\b"
        r"|\b[^\W_]{3,}(?:ais|ait|aient)\b",
        re.I,
    ),
    "en": re.compile(r"\b[a-z]{3,}ed\b", re.I),
}
_FUTURE = {
    "fr": re.compile(r"\b(?:vais|va|vas|allons|vont|[^\W_]{3,}(?:rai|ras|rons|ront|rais|rait))\b", re.I),
    "en": re.compile(r"\b(?:will|would|going to|gonna|could|might)\b|['’](?:ll|d)\b", re.I),
}
_NAME = re.compile(r"\s[A-ZÀ-Ý][a-zà-ÿ]{2,}")
_SIGNS = re.compile(r"[$€£%#@]|\d\s?(?:h|am|pm|:)\b|https?:|\b[A-ZÀ-Ý]{4,}\b")
_LISTED = re.compile(r"(?:\d{1,2}\s*[.)/]|[-•✅👉✔➡])\s*\S")


def weighed(
    draft: str, segments: Sequence[Segment], hits: Sequence[Hit], language: Language
) -> Iterator[tuple[int, int, float]]:
    """Yield first character, end and weight of each clause of `draft`, in order, as `hits` are.

    From LEAST on it is a detail.
    """
    starts = [hit.start for hit in hits]
    for segment in segments:
        near = hits[bisect_left(starts, segment.start) : bisect_left(starts, segment.end)]
        place = {"first": segment.number == 1 < len(segments), "late": segment.number > 0.6 * len(segments)}
        for begin, stop in clauses(segment.text, language):
            start, end = segment.start + begin, segment.start + stop
            inside = [hit.table for hit in near if hit.start < end and start < hit.end]
            orders = any(hit.start == start and hit.table == "anchors.order.phrases" for hit in near)
            true = {
                **place,
                **_around(segment.text, begin, stop, language),
                "orders": orders,
                **_seen(draft[start:end], segment, language),
                "ends": _ends(segment.text, stop),
            }
            weight = _weight({name for name, is_so in true.items() if is_so}, inside)
            yield start, end, round(min(weight, 1.9), 2)


def past(text: str, language: Language) -> bool:
    """Whether `text` tells of what was, by its verbs' endings."""
    return bool(_PAST[language].search(text))


def _seen(text: str, segment: Segment, language: Language) -> dict[str, bool]:
    """Say what can be seen of a clause without a word list."""
    return {
        "past": past(text, language),
        "future": bool(_FUTURE[language].search(text)),
        "name": bool(_NAME.search(text)),
        "digit": any(character.isdigit() for character in text),
        "signs": bool(_SIGNS.search(text)),
        "listed": bool(_LISTED.match(segment.text)),
        "long": len(text.split()) >= 7,
    }


def _around(text: str, begin: int, stop: int, language: Language) -> dict[str, bool]:
    """Say how a clause stands between its neighbours."""
    first, before = words(text[begin:stop])[:1], words(text[max(0, begin - 12) : begin])[-1:]
    return {
        "subject": bool(set(first) & listed("subjects", language)),
        "clipped": bool(set(before) & listed("relatives", language)),
        "titles": text[stop:].lstrip(" \u00a0\u202f").startswith(":"),
    }


def _ends(text: str, stop: int) -> bool:
    """Whether a clause ends its sentence: that is where the weight falls."""
    return not any(character.isalnum() for character in text[stop:])


def _weight(true: set[str], tables: Sequence[str]) -> float:
    shown = true | {table.split(".")[1] for table in tables if table.startswith("details.")}
    heard = {name for name in _ANNOUNCES for table in tables if table.startswith(f"{name}.") and "never" not in table}
    odds = _BIAS + sum(_SHOWS.get(name, 0.0) for name in shown) + sum(_ANNOUNCES[name] for name in heard)
    return _MIDDLE + _SCALE * odds
