"""A draft as numbered segments with exact offsets.

Our own few lines, since a segment must be found again character for character, and posts break their lines, drop their
full stops and end on emojis in ways that sentence splitters made for prose do not keep.
"""

import re
from collections.abc import Iterator

from companion.records import Segment

_BREAK = re.compile(r"[\n\r\u2028\u2029]+|(?<=[.!?…])(?:[\"»”’')\]]|[ \u00a0\u202f]»)*\s+(?=\S)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«“\"])(?:m|mm|mme|mmes|mlle|dr|dre|me|mr|mrs|ms|st|ste|no|nos|tel|tél|etc|ex|p|pp|vs|cf|inc|ltd|av|boul"
    r"|env|approx|art|(?-i:[A-ZÀ-Ý])|\d{1,2})\.$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,:](?=\s|$)|[;()\n]|\s[–—-]\s")
_DANGLES = re.compile(r"\s*(?:and|but|or|which|who|that|so|where|et|ou|mais|qui|que|qu|dont|pis|car|où|donc)\b", re.I)
_UNQUOTABLE = re.compile('[«»“”„"#@<>\\[\\]\ud800-\udfff\u2190-\u2bff\u3000-\u303f\ufe0f\U0001f000-\U000e01ff]|https?:')
_LEAD = re.compile(r"^[^\w(]+")
_LETTER = re.compile(r"[^\W_]")
_WORDS = re.compile(r"[^\W_]+")


def segments(draft: str) -> tuple[Segment, ...]:
    """Part `draft` at line breaks and sentence ends; what holds no letter or digit belongs to no segment.

    `draft[s.start:s.end] == s.text` for each, in order, none overlapping. A draft of signs alone is one segment.
    """
    found = [(start, end) for start, end in _pieces(draft) if _LETTER.search(draft, start, end)]
    if not found and draft.strip():
        found = [_trim(draft, 0, len(draft))]
    return tuple(Segment(number, start, end, draft[start:end]) for number, (start, end) in enumerate(found, 1))


def _pieces(draft: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _BREAK.finditer(draft):
        closes = match.start() + len(match[0].rstrip())
        sentence = draft[match.start() - 1] in ".!?…" if match.start() else False
        if sentence and "\n" not in match[0] and _ABBREVIATION.search(draft[max(start, closes - 12) : closes]):
            continue
        yield _trim(draft, start, closes)
        start = match.end()
    yield _trim(draft, start, len(draft))


def _trim(draft: str, start: int, end: int) -> tuple[int, int]:
    text = draft[start:end]
    return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())


def excerpt(text: str, limit: int = 12) -> str:
    """Return a run of whole words of `text`, at most `limit`, that can stand between quotation marks; "" if none can.

    A whole sentence where one is short enough, else a whole clause; never a cut in the middle of one.
    """
    for piece in segments(text):
        first, *later = _CLAUSE.split(piece.text)
        for run in (piece.text, first, *(part for part in later if not _DANGLES.match(part))):
            clean = _LEAD.sub("", run).rstrip(".!?… -–—")
            balanced = clean.count("(") == clean.count(")")
            if (
                balanced
                and len(clean.split()) >= 3
                and len(_WORDS.findall(clean)) <= limit
                and not _UNQUOTABLE.search(clean)
            ):
                return clean
    return ""
