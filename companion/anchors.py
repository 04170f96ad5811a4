"""Anchors: the telling words and turns of a draft that a question can hang on.

Kinds that are word lists live in prompts/lexicons; numbers, names, one-word sentences and quoted speech are found here.
An anchor is verbatim, stands in one segment and holds no quotation mark.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import cast, get_args

from companion import lexicon, prompt
from companion.language import folded, past_marks, words
from companion.records import Anchor, AnchorKind, Language, Segment

WEIGHTS: dict[AnchorKind, float] = {
    "single": 1.5, "speech": 1.4, "feeling": 1.4, "obligation": 1.4, "generality": 1.25, "promise": 1.3, "order": 1.2,
    "turn": 1.05, "hedge": 1.1, "claim": 1.2, "name": 1.0, "number": 1.0, "time": 0.9,
}  # fmt: skip
"""How much a kind carries before anything is known of the draft; by reading, later to be measured."""

_OPENING: frozenset[AnchorKind] = frozenset({"obligation", "turn", "promise", "feeling", "hedge", "speech"})
"""Kinds whose listed words only open a thought."""
_NUMBER = re.compile(
    r"(?<![\w#@$€./,-])(\d{1,3}(?:[\s\u00a0\u202f.,]\d{3})*|\d{1,4})(?:[.,]\d{1,2})?"
    r"(?:[ \u00a0\u202f]?(?:%|\$|€)|(?:[ \u00a0\u202f][^\W\d_]{3,})?)(?![\w-])"
)
_CLOCK = re.compile(r"^\d{1,2}$")
_NAME = re.compile(
    r"(?<![\w#@./])[A-ZÀ-Ý][a-zà-ÿ\u0300-\u036f]{2,}(?:[-' ’](?:[A-ZÀ-Ý][a-zà-ÿ\u0300-\u036f]+))*(?![\w\u0300-\u036f])"
)
_SPEECH = re.compile(r"«([^«»\n]{3,90})»|“([^“”\n]{3,90})”|(?<!\w)\"([^\"\n]{3,90})\"(?!\w)")
_UNQUOTABLE = re.compile('[«»“”"„‟〝〞＂\\n\\ud800-\\udfff]')
_RUN = re.compile("[\\w\u0300-\u036f'’‑%$€ \u00a0\u202f-]*")
"""Words in one breath: no comma, bracket, quotation mark or sign between them."""
_WRITTEN = re.compile(r"\S+")
_INTRODUCED = 5
"""Characters at most between what introduces a quotation and its first word."""
_LONGEST = 7
"""Words of an anchor that takes its clause along."""
_LETTER = re.compile(r"[^\W_]")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[^\s@]{1,64}@[^\s@]{1,190}|[#@]\w+")


def anchors(draft: str, segments: Sequence[Segment], language: Language) -> tuple[Anchor, ...]:
    """Find the anchors of `draft`, in reading order; where two overlap the weightier stays."""
    dead = [match.span() for match in _ADDRESS.finditer(draft)]
    found: list[Anchor] = []
    for kind, start, end in _spans(draft, segments, language):
        if any(start < stop and begin < end for begin, stop in dead):
            continue
        segment = next((s for s in segments if s.start <= start and end <= s.end), None)
        text = draft[start:end]
        if segment is not None and text.strip() == text and text and not _UNQUOTABLE.search(text):
            found.append(Anchor(kind, segment.number, start, end, text, WEIGHTS[kind]))
    return tuple(_apart(_with_clauses(_apart(found), segments, language)))


def _with_clauses(found: list[Anchor], segments: Sequence[Segment], language: Language) -> list[Anchor]:
    """Let what only opens a thought take the rest of it along: `faut que` says less than `faut que je publie`.

    What introduces a quotation goes: the words said are the anchor.
    """
    whole: list[Anchor] = []
    for anchor in found:
        segment = segments[anchor.segment - 1]
        start, end = anchor.start - segment.start, anchor.end - segment.start
        if anchor.kind in _OPENING:
            start, end = _clause(segment.text, start, end, language)
        text = segment.text[start:end]
        whole.append(replace(anchor, start=segment.start + start, end=segment.start + end, text=text))
    said = {anchor.start for anchor in whole if anchor.kind == "speech"}
    return [a for a in whole if a.kind != "speech" or said.isdisjoint(range(a.end, a.end + _INTRODUCED))]


def _clause(text: str, start: int, end: int, language: Language) -> tuple[int, int]:
    """Return the clause of `text` around `start` and `end`, or as much of it as seven words hold, from `start` on."""
    run = next((m for m in _RUN.finditer(text) if m.start() <= start and end <= m.end()), None)
    if run is None:
        return start, end
    words = [(run.start() + m.start(), run.start() + m.end()) for m in _WRITTEN.finditer(run[0])]
    joins = [i for i, (a, b) in enumerate(words) if folded(text[a:b]) in _listed_words(language, "joins")]
    opens = max((i + 1 for i in joins if words[i][1] <= start), default=0)
    first = next(i for i, (_, b) in enumerate(words) if b > start)
    last = next(i for i, (_, b) in enumerate(words) if b >= end)
    cuts = [len(words), *sorted((i for i in _breaks(text, words, language) if i > last), reverse=True)]
    for stop in cuts:
        for begin in (min(opens, first), first):
            if stop - begin <= _LONGEST:
                begins = words[begin][0] if begin < first else start
                return begins, max(end, words[stop - 1][1])
    return start, end


def _breaks(text: str, words: Sequence[tuple[int, int]], language: Language) -> Iterator[int]:
    """Yield the places where a clause may be left off: before what joins another to it, or adds where and why."""
    small = _listed_words(language, "joins") | _listed_words(language, "adds")
    for index, (start, end) in enumerate(words):
        if folded(text[start:end]) in small:
            yield index


def _spans(draft: str, segments: Sequence[Segment], language: Language) -> Iterator[tuple[AnchorKind, int, int]]:
    yield from _listed(draft, language)
    for segment in segments:
        only, letters = words(segment.text), list(_LETTER.finditer(segment.text))
        if len(only) == 1 and len(letters) > 1 and not _courtesy(segment, segments, language) and not only[0].isdigit():
            yield "single", segment.start + letters[0].start(), past_marks(draft, segment.start + letters[-1].end())
        for match in _NAME.finditer(segment.text):
            start, end = segment.start + match.start(), segment.start + match.end()
            if _is_name(segment, match, language):
                yield "name", start, end
    for match in _SPEECH.finditer(draft):
        group = next(number for number in (1, 2, 3) if match[number])
        said = match[group].rstrip(" \u00a0\u202f.,;:!?…")
        opens = len(said) - len(said.lstrip())
        yield "speech", match.start(group) + opens, match.start(group) + len(said)
    for match in _NUMBER.finditer(draft):
        if not _CLOCK.match(match[0]) and not re.match(r"(19|20)\d\d$", match[1]):
            yield "number", *_without_small_word(draft, match, language)


def _listed(draft: str, language: Language) -> Iterator[tuple[AnchorKind, int, int]]:
    hits = [hit for hit in lexicon.load(f"lexicons/{language}.toml").hits(draft) if hit.table.startswith("anchors.")]
    for hit in hits:
        _, kind, part = hit.table.split(".")
        idiom = any(
            other.table == f"anchors.{kind}.never" and other.start < hit.end and hit.start < other.end for other in hits
        )
        if part == "phrases" and not idiom and kind in get_args(AnchorKind):
            yield cast(AnchorKind, kind), hit.start, _whole_word(draft, hit.end)


def _whole_word(draft: str, end: int) -> int:
    """Take a clitic along: `dépêchez` in `dépêchez-vous` ends after `vous`."""
    tail = re.compile(r"(?:-[^\W\d_]+)*").match(draft, end)
    return tail.end() if tail else end


@cache
def _listed_words(language: Language, name: str) -> frozenset[str]:
    return frozenset(words(prompt.table("language.toml")[name][language]))


def _courtesy(segment: Segment, segments: Sequence[Segment], language: Language) -> bool:
    """Whether a one-word line is a greeting, a label or the signature under the text."""
    word = words(segment.text)[0]
    signed = segment is segments[-1] and len(segments) > 1 and segment.text[:1].isupper() and segment.text.isalpha()
    return signed or segment.text.endswith(":") or word in _listed_words(language, "greetings")


def _is_name(segment: Segment, match: re.Match[str], language: Language) -> bool:
    letters = [word for word in re.findall(r"[^\W\d_]+", segment.text) if len(word) > 2]
    shouted = sum(word[0].isupper() for word in letters) > 0.6 * len(letters)
    plain = folded(match[0]) in _listed_words(language, "not_names")
    opens = not re.search(r"[^\W_]", segment.text[: match.start()]) or re.search(
        r"[:.!?«“\"]\s*$", segment.text[: match.start()]
    )
    return not plain and not opens and (not shouted or len(letters) <= 3)


def _without_small_word(draft: str, match: re.Match[str], language: Language) -> tuple[int, int]:
    """Leave off the word after a number where it is not a thing counted."""
    unit = re.search(r"[ \u00a0\u202f]([^\W\d_]+)$", match[0])
    if unit and set(words(unit[1])) & (_listed_words(language, "function") | _listed_words(language, "not_units")):
        return match.start(), match.start() + unit.start()
    return match.span()


def _apart(found: list[Anchor]) -> list[Anchor]:
    kept: list[Anchor] = []
    for anchor in sorted(found, key=lambda a: (-a.weight, -(a.end - a.start), a.start)):
        if all(anchor.end <= other.start or other.end <= anchor.start for other in kept):
            kept.append(anchor)
    return sorted(kept, key=lambda a: a.start)
