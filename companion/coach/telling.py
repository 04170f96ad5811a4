"""Telling words: what can be quoted of a turn, and how much it carries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from companion import lexicon, prompt
from companion.coach.hearing import content
from companion.coach.story import Told
from companion.language import WORD, folded, stems, words
from companion.records import Anchor, Language, Segment

CLAUSE = "clause"
"""Kind of a whole thought, whatever words are in it."""
OWN = "own"
"""Kind of a whole thought in the first person."""
_BREATH = re.compile("[^,;:.!?…()\\[\\]—–\\n]+(?:[.,]\\d[^,;:.!?…()\\[\\]—–\\n]*)*")
_WRITTEN = re.compile(r"[^\W_]+(?:[-‑][^\W_]+)*")
_PAIRING = frozenset({"et", "and", "so", "si"})
"""Words that part two thoughts only where a subject follows: "ma soeur et moi" is one."""
_WHOLE_KINDS = frozenset({"number", "name", "time", "generality", "claim", "single", "speech"})
"""Kinds that say a thing; the others open a thought, and are quoted where it ends."""
LINE = 12
"""Words of a mirror's quotation, at most."""
ASKED = 9
"""Words of a question's quotation, at most."""
_PARROT, _WHOLE = 0.85, 6
"""Share of a turn from which a quotation says it all back, and words above which that is too much."""
_UNQUOTABLE = re.compile(
    '[«»“”"„‟〝〞＂\\n#@<>\\[\\]\ud800-\udfff\u2190-\u2bff\u3000-\u303f\ufe0f\U0001f000-\U000e01ff]|https?:'
)
_PERSONAL, _ENDING, _MOST_ANCHORS, _FACET, _ABOUT, _SCRAP = 0.25, 0.15, 1.6, 0.3, 1.0, 0.4


@dataclass(frozen=True, slots=True)
class Quote:
    """A run of words that a question or a mirror can hang on."""

    kinds: frozenset[str]
    """Kinds of anchor in it, and CLAUSE where it is a whole thought."""
    anchor: Anchor
    """Where it stands in the turn."""
    weight: float
    """How much it carries, about 0 to 3."""
    mirror_only: bool = False
    """Whether it is too long for a question."""
    parrots: bool = False
    """Whether it says nearly the whole of a longer turn."""

    def meets(self, other: "Quote") -> bool:
        """Whether the two overlap, or one says what the other says."""
        said, heard = words(self.anchor.text), words(other.anchor.text)
        shared = set(said) & set(heard)
        return (
            (self.anchor.start < other.anchor.end and other.anchor.start < self.anchor.end)
            or folded(self.anchor.text) == folded(other.anchor.text)
            or len(shared) > 0.6 * min(len(said), len(heard))
        )


def quotes(told: Told) -> tuple[Quote, ...]:
    """Return what can be quoted of a turn, the most telling first."""
    found = {(q.anchor.start, q.anchor.end): q for q in _all(told) if not _closed(told, q.anchor)}
    return tuple(sorted(found.values(), key=lambda q: (-q.weight, q.anchor.start)))


def _all(told: Told) -> Iterator[Quote]:
    draft = told.draft
    for segment in draft.segments:
        thoughts = list(_thoughts(told, segment))
        for anchor in draft.anchors:
            whole = anchor.kind in _WHOLE_KINDS or not thoughts
            if anchor.segment == segment.number and whole:
                carried = anchor.weight * (0.3 if folded(anchor.text) in _dull(draft.language) else 1.0)
                yield Quote(frozenset({anchor.kind}), anchor, carried)
        yield from thoughts


def _thoughts(told: Told, segment: Segment) -> Iterator[Quote]:
    """Yield the thoughts of a sentence: what stands between two breaths, and what opens within and runs to the end."""
    for breath in _BREATH.finditer(segment.text):
        for start, end in _parts(segment.text, breath.start(), breath.end(), told.draft.language):
            yield from _quote(told, segment, start, end)


def _parts(text: str, start: int, end: int, language: Language) -> Iterator[tuple[int, int]]:
    said = [(m.start(), m.end(), folded(m[0])) for m in _WRITTEN.finditer(text, start, end)]
    cuts = [0]
    for at, (_, _, word) in enumerate(said):
        if at and word in listed(language, "joins") and not (word in _PAIRING and not _opens(said, at + 1, language)):
            cuts.append(at)
    for begin, stop in _short_enough(said, cuts, language):
        for at in range(begin, stop):
            if at == begin or (_opens(said, at, language) and _open_at(said, at, language)):
                yield said[at][0], said[stop - 1][1]


def _short_enough(said: list[tuple[int, int, str]], cuts: list[int], language: Language) -> Iterator[tuple[int, int]]:
    """Yield where thoughts begin and stop; of one that is too long, what stands before a word that goes on."""
    for begin, stop in zip(cuts, [*cuts[1:], len(said)], strict=True):
        goes_on = (
            at for at in range(min(stop - 1, begin + LINE), begin + 3, -1) if said[at][2] in listed(language, "goes_on")
        )
        yield begin, stop if stop - begin <= LINE else next(goes_on, stop)


def _opens(said: list[tuple[int, int, str]], at: int, language: Language) -> bool:
    """Whether a subject stands at `at`."""
    return at < len(said) and said[at][2] in listed(language, "subjects")


def _open_at(said: list[tuple[int, int, str]], at: int, language: Language) -> bool:
    """Whether the word before lets a whole thought open: "que", not behind "avant" or "pour"."""
    bound = at >= 2 and said[at - 2][2] in listed(language, "binding")
    return said[at - 1][2] in listed(language, "opens") and not bound


def _quote(told: Told, segment: Segment, start: int, end: int) -> Iterator[Quote]:
    """Yield the thought between `start` and `end` without what leads in to it, if it can stand alone."""
    language = told.draft.language
    start = _past_leads(segment.text, start, end, language)
    end = start + len(segment.text[start:end].rstrip(" \u00a0\u202f.,;:!?…-–—"))
    text = segment.text[start:end]
    said = words(text)
    if (
        not said
        or len(text.split()) > LINE
        or _UNQUOTABLE.search(text)
        or said[0] in listed(language, "dangling")
        or said[-1] in listed(language, "tails")
        or not content(text)
    ):
        return
    anchor = Anchor("detail", segment.number, segment.start + start, segment.start + end, text)
    inside = [a for a in told.draft.anchors if a.start < anchor.end and anchor.start < a.end]
    own = {OWN} if set(said) & listed(language, "personal") else set()
    kinds = frozenset({CLAUSE, *own, *(a.kind for a in inside if a.start >= anchor.start and a.end <= anchor.end)})
    parrots = _WHOLE < len(words(told.draft.text)) < len(said) / _PARROT
    yield Quote(kinds, anchor, _weight(told, anchor, inside), len(text.split()) > ASKED, parrots)


def _weight(told: Told, anchor: Anchor, inside: list[Anchor]) -> float:
    language, said = told.draft.language, words(anchor.text)
    carried = sum(a.weight * (0.3 if folded(a.text) in _dull(language) else 1.0) for a in inside)
    personal = bool(set(said) & listed(language, "personal"))
    aims = lexicon.load(f"hearing/{language}.toml", ("facets.",)).hits(anchor.text)
    return (
        0.3
        + min(_MOST_ANCHORS, 0.6 * carried)
        + 0.12 * min(5, len(set(stems(anchor.text, language))))
        + _PERSONAL * personal
        + _FACET * bool(aims)
        + _ENDING * (anchor.segment == len(told.draft.segments))
        - 0.04 * max(0, len(said) - 7)
        - _SCRAP * (len(said) < _WHOLE / 2 < len(words(told.draft.text)) / 2)
        - _ABOUT * (bool(set(said) & listed(language, "posting")) and not any(a.kind == "obligation" for a in inside))
    )


def _past_leads(text: str, start: int, end: int, language: Language) -> int:
    """Return where the thought begins, past "ben", "parce que", "I guess"."""
    while True:
        blank = WORD.search(text, start, end)
        start = blank.start() if blank else end
        hits = lexicon.load(f"hearing/{language}.toml", ("clauses.leads",)).hits(text[start:end])
        lead = next((hit for hit in hits if hit.start == 0 and start + hit.end < end), None)
        if lead is None or text[start + lead.end : start + lead.end + 1] not in {"'", "’", " ", ",", "\u00a0"}:
            return start
        start += lead.end


def _closed(told: Told, anchor: Anchor) -> bool:
    return any(span.start < anchor.end and anchor.start < span.end for span in told.heard.shut)


@cache
def listed(language: Language, name: str) -> frozenset[str]:
    """Return the words of one list of [clauses] in prompts/hearing."""
    return frozenset(words(prompt.table(f"hearing/{language}.toml")["clauses"][name]))


@cache
def _dull(language: Language) -> frozenset[str]:
    return frozenset(folded(line) for line in prompt.table("language.toml")["dull"][language])
