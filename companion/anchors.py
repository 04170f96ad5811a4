"""Anchors: the telling words and turns of a draft that a question can hang on.

Kinds that are word lists live in prompts/lexicons; numbers, names, one-word sentences and quoted speech are found here.
An anchor is verbatim, stands in one segment and holds no quotation mark.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast, get_args

from companion import lexicon
from companion.clauses import around, dangles
from companion.details import LEAST, weighed
from companion.language import folded, listed, past_marks, words
from companion.lexicon import Hit
from companion.records import Anchor, AnchorKind, Language, Segment, Topic
from companion.topics import touching

WEIGHTS: dict[AnchorKind, float] = {
    "obligation": 1.5, "hedge": 1.35, "promise": 1.3, "speech": 1.3, "generality": 1.05, "feeling": 1.2, "turn": 1.15,
    "single": 1.0, "order": 0.9, "claim": 0.9, "detail": 0.9, "name": 0.65, "number": 0.6, "time": 0.6,
    "topic": 0.6,
}  # fmt: skip
"""How much a kind carries before anything is known of the draft, after how often a reader pointed at one."""

_OPENING: frozenset[AnchorKind] = frozenset({"obligation", "turn", "promise", "feeling", "hedge", "speech"})
"""Kinds whose listed words only open a thought."""
_NUMBER = re.compile(
    r"(?<![\w#@$€./,:-])(\d{1,3}(?:[\s\u00a0\u202f.,]\d{3})*|\d{1,4})(?:[.,]\d{1,2})?"
    r"(?:[ \u00a0\u202f]?(?:%|\$|€|£)|(?:[ \u00a0\u202f][^\W\d_]{3,})?)(?![\w-])"
)
_BARE = re.compile(r"^\d{1,2}$")
"""A small number alone: an hour, a rank, a score."""
_NAME = re.compile(
    r"(?<![\w#@./])[A-ZÀ-Ý][a-zà-ÿ\u0300-\u036f]{2,}(?:[-' ’](?:[A-ZÀ-Ý][a-zà-ÿ\u0300-\u036f]+))*(?![\w\u0300-\u036f])"
)
_SPEECH = re.compile(r"«([^«»\n]{3,90})»|“([^“”\n]{3,90})”|(?<!\w)\"([^\"\n]{3,90})\"(?!\w)")
_UNQUOTABLE = re.compile('[«»“”"„‟〝〞＂\\n\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]')
_SCRAP = 3
"""Words under which what speaks of a topic is only its name, unless the line says no more."""
_INTRODUCED = 5
"""Characters at most between what introduces a quotation and its first word."""
_LETTER = re.compile(r"[^\W_]")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[^\s@]{1,64}@[^\s@]{1,190}|[#@]\w+")


def anchors(
    draft: str, segments: Sequence[Segment], language: Language, topics: Sequence[Topic] = ()
) -> tuple[Anchor, ...]:
    """Find the anchors of `draft`, in reading order: of two that overlap the weightier; a detail may hold others.

    A clause that speaks of one of `topics` is an anchor whatever it carries.
    """
    hits = lexicon.load(f"lexicons/{language}.toml").hits(draft)
    named = [(kind, start, end, WEIGHTS[kind]) for kind, start, end in _spans(draft, segments, hits, language)]
    lived = list(_clauses(draft, segments, hits, language, topics))
    opened = _with_clauses(_apart(_quotable(draft, segments, named)), segments, language)
    scenes = {(anchor.start, anchor.end): anchor for anchor in _quotable(draft, segments, lived)}
    told = [_weightier(anchor, scenes.pop((anchor.start, anchor.end), anchor)) for anchor in _apart(opened)]
    worth = [a for a in (*told, *scenes.values()) if not _scrap(a, language)]
    found = [replace(a, topics=touching(topics, a.start, a.end)) for a in worth]
    return tuple(sorted(found, key=lambda anchor: (anchor.start, anchor.end)))


def _scrap(anchor: Anchor, language: Language) -> bool:
    """Whether it is a piece of a thought: cut before its end, or a "but" without what follows."""
    short = len(anchor.text.split()) < _SCRAP
    return short and (anchor.kind == "turn" or (anchor.kind not in _OPENING and dangles(anchor.text, language)))


def _clauses(
    draft: str, segments: Sequence[Segment], hits: Sequence[Hit], language: Language, topics: Sequence[Topic]
) -> Iterator[tuple[AnchorKind, int, int, float]]:
    """Yield the details, then what else speaks of a topic: a clause of little weight, or the words around it."""
    spoken = {(span.start, span.end) for topic in topics for span in topic.spans}
    for start, end, weight in weighed(draft, segments, hits, language):
        about = {span for span in spoken if span[0] < end and start < span[1]}
        spoken -= about
        if weight >= LEAST or about:
            yield ("detail" if weight >= LEAST else "topic"), start, end, max(weight, WEIGHTS["topic"])
    for start, end in sorted(spoken):
        segment = next((s for s in segments if s.start <= start and end <= s.end), None)
        if segment:
            first, last = around(segment.text, start - segment.start, end - segment.start, language)
            if len(segment.text[first:last].split()) >= min(_SCRAP, len(segment.text.split())):
                yield "topic", segment.start + first, segment.start + last, WEIGHTS["topic"]


def _weightier(anchor: Anchor, scene: Anchor) -> Anchor:
    """Return `anchor`, with the weight of the same words as a detail where that is more."""
    return replace(anchor, weight=max(anchor.weight, scene.weight))


def quotable(text: str) -> bool:
    """Whether `text` can stand between quotation marks, on one line, as it is."""
    return not _UNQUOTABLE.search(text) and not _ADDRESS.search(text)


def _quotable(
    draft: str, segments: Sequence[Segment], spans: Sequence[tuple[AnchorKind, int, int, float]]
) -> list[Anchor]:
    """Return what can stand between quotation marks: in one segment, and no part of an address."""
    dead = [match.span() for match in _ADDRESS.finditer(draft)]
    found: list[Anchor] = []
    for kind, start, end, weight in spans:
        segment = next((s for s in segments if s.start <= start and end <= s.end), None)
        text = draft[start:end]
        alive = all(end <= begin or stop <= start for begin, stop in dead)
        if alive and segment is not None and text and text.strip() == text and not _UNQUOTABLE.search(text):
            found.append(Anchor(kind, segment.number, start, end, text, weight))
    return found


def _with_clauses(found: list[Anchor], segments: Sequence[Segment], language: Language) -> list[Anchor]:
    """Let what only opens a thought take the rest of it along: `faut que` says less than `faut que je publie`.

    What introduces a quotation goes: the words said are the anchor.
    """
    whole = [_whole(anchor, segments[anchor.segment - 1], language) for anchor in found]
    said = {anchor.start for anchor in whole if anchor.kind == "speech"}
    return [
        a
        for a, bare in zip(whole, found, strict=True)
        if a.kind != "speech"
        or ((a != bare or _quoted(bare, segments)) and said.isdisjoint(range(a.end, a.end + _INTRODUCED)))
    ]


def _quoted(anchor: Anchor, segments: Sequence[Segment]) -> bool:
    """Whether these are words said, between quotation marks, rather than what introduces them."""
    segment = segments[anchor.segment - 1]
    return segment.text[: anchor.start - segment.start].rstrip(" \u00a0\u202f")[-1:] in {"«", "“", '"'}


def _whole(anchor: Anchor, segment: Segment, language: Language) -> Anchor:
    if anchor.kind not in _OPENING:
        return anchor
    start, end = around(segment.text, anchor.start - segment.start, anchor.end - segment.start, language)
    if anchor.kind == "turn":  # what stands before a "but" is not its turn
        start = anchor.start - segment.start
    return replace(anchor, start=segment.start + start, end=segment.start + end, text=segment.text[start:end])


def _spans(
    draft: str, segments: Sequence[Segment], hits: Sequence[Hit], language: Language
) -> Iterator[tuple[AnchorKind, int, int]]:
    yield from _listed(draft, [hit for hit in hits if hit.table.startswith("anchors.")])
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
        if len(words(said)) > 1 or len(said.strip()) > 4:  # "euh" is no speech
            yield "speech", match.start(group) + opens, match.start(group) + len(said)
    for match in _NUMBER.finditer(draft):
        if not _BARE.match(match[0]) and not re.match(r"(19|20)\d\d$", match[1]):
            yield "number", *_without_small_word(draft, match, language)


def _listed(draft: str, hits: Sequence[Hit]) -> Iterator[tuple[AnchorKind, int, int]]:
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


def _courtesy(segment: Segment, segments: Sequence[Segment], language: Language) -> bool:
    """Whether a one-word line is a greeting, a label or the signature under the text."""
    word = words(segment.text)[0]
    signed = segment is segments[-1] and len(segments) > 1 and segment.text[:1].isupper() and segment.text.isalpha()
    return signed or segment.text.endswith(":") or word in listed("greetings", language)


def _is_name(segment: Segment, match: re.Match[str], language: Language) -> bool:
    letters = [word for word in re.findall(r"[^\W\d_]+", segment.text) if len(word) > 2]
    shouted = sum(word[0].isupper() for word in letters) > 0.6 * len(letters)
    plain = folded(match[0]) in listed("not_names", language)
    opens = not re.search(r"[^\W_]", segment.text[: match.start()]) or re.search(
        r"[:.!?«“\"]\s*$", segment.text[: match.start()]
    )
    return not plain and not opens and (not shouted or len(letters) <= 3)


def _without_small_word(draft: str, match: re.Match[str], language: Language) -> tuple[int, int]:
    """Leave off the word after a number where it is not a thing counted."""
    unit = re.search(r"[ \u00a0\u202f]([^\W\d_]+)$", match[0])
    if unit and set(words(unit[1])) & (listed("function", language) | listed("not_units", language)):
        return match.start(), match.start() + unit.start()
    return match.span()


def _apart(found: list[Anchor]) -> list[Anchor]:
    kept: list[Anchor] = []
    for anchor in sorted(found, key=lambda a: (-a.weight, -(a.end - a.start), a.start)):
        if all(anchor.end <= other.start or other.end <= anchor.start for other in kept):
            kept.append(anchor)
    return sorted(kept, key=lambda a: a.start)
