"""Details: the clauses of a draft in which something of a life shows, and how much.

The words they count are in prompts/lexicons (`details.*`); docs/design/anchors-and-planning.md says how the weights
were set.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from companion.clauses import clauses
from companion.language import words
from companion.lexicon import Hit
from companion.records import Language, Segment

LEAST = 0.95
"""Weight under which a clause is no detail."""
_BASE = 0.55
_SHOWS = {"things": 0.35, "people": 0.25, "lasting": 0.3, "denied": 0.25, "self": 0.3, "addressed": -0.5}
_ANNOUNCES = {"signals.sales": -0.6, "signals.urgency": -0.6, "anchors.order": -0.7, "anchors.claim": -0.4,
    "signals.corporate": -0.6, "signals.hype": -0.4, "signals.clickbait": -0.6}  # fmt: skip
_PAST = {
    "fr": re.compile(
        r"\b(?:ai|as|a|avons|avez|ont|avais|avait|étais|était|étaient|suis|sont|est)\s+(?:[^\W_]+\s){0,2}?[^\W_]+(?:é|ée|és|ées|i|ie|is|it|u|ue|us)\b"
        r"|\b[^\W_]{3,}(?:ais|ait|aient)\b",
        re.I,
    ),
    "en": re.compile(r"\b[a-z]{3,}ed\b", re.I),
}
_SIGNS = re.compile(r"[$€%#@]|\d\s?(?:h|am|pm|:)\b|https?:|\b[A-ZÀ-Ý]{4,}\b")
_LISTED = re.compile(r"(?:\d{1,2}\s*[.)/]|[-•✅👉✔➡])\s*\S")
_THANKS = frozenset({"merci", "thanks", "thank", "bonne", "bon", "joyeux", "joyeuse", "happy", "welcome", "bienvenue"})


def details(
    draft: str, segments: Sequence[Segment], hits: Sequence[Hit], language: Language
) -> Iterator[tuple[int, int, float]]:
    """Yield first character, end and weight of each detail of `draft`, in order, as `hits` are."""
    starts = [hit.start for hit in hits]
    for segment in segments:
        near = hits[bisect_left(starts, segment.start) : bisect_left(starts, segment.end)]
        for begin, stop in clauses(segment.text, language):
            start, end = segment.start + begin, segment.start + stop
            inside = [hit for hit in near if hit.start < end and start < hit.end]
            weight = _weight(draft[start:end], segment, inside, language, last=segment is segments[-1])
            if weight >= LEAST:
                yield start, end, round(min(weight, 1.9), 2)


def _weight(text: str, segment: Segment, hits: Sequence[Hit], language: Language, *, last: bool) -> float:
    spoilt = [hit for hit in hits if hit.table.endswith(".never") and hit.table.startswith("details.")]
    shown = {
        hit.table.split(".")[1]
        for hit in hits
        if hit.table.startswith("details.") and not any(s.start <= hit.start < s.end for s in spoilt)
    }
    announced = {table for hit in hits for table in _ANNOUNCES if hit.table.startswith(table + ".")}
    said = words(segment.text)
    return (
        _BASE
        + sum(_SHOWS.get(name, 0.0) for name in shown)
        + sum(_ANNOUNCES[table] for table in announced)
        + (0.25 if _PAST[language].search(text) or "past" in shown else 0.0)
        + (0.15 if len(said) <= 6 else 0.0)
        + (0.1 if last else 0.0)
        - (0.5 if _LISTED.match(segment.text) else 0.0)
        - (0.6 if _SIGNS.search(text) else 0.0)
        - (0.2 if segment.text.endswith("!") else 0.0)
        - (0.5 if set(said[:1]) & _THANKS else 0.0)
    )
