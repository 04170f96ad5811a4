"""Telling words: what can be quoted of a turn, and how much it carries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from companion import lexicon, prompt
from companion.coach.phrases import content
from companion.coach.standing import introduces
from companion.coach.story import Told
from companion.coach.thoughts import LINE, denied, listed, stands_alone, thoughts, torn, trimmed
from companion.language import folded, stems, words
from companion.records import Anchor, Language, Segment

CLAUSE = "clause"
"""Kind of a whole thought, whatever words are in it."""
OWN = "own"
"""Kind of a whole thought in the first person."""
CUES = ("kin", "made", "office", "joy", "raw", "switch", "loss", "never")
"""Kinds of a thought by a word in it: a relative, a thing made, a firm, a joy, a hurt, a change, a loss, a "never"."""
_HEAVY = frozenset({"joy", "raw", "loss"})
_WHOLE_KINDS = frozenset({"number", "name", "time", "generality", "claim", "single", "speech"})
"""Kinds that say a thing; the others open a thought, and are quoted where it ends."""
ASKED = 9
"""Words of a question's quotation, at most."""
_PARROT, _WHOLE = 0.85, 3
"""Share of a turn from which a quotation says it all back, and words above which that is too much."""
_UNQUOTABLE = re.compile(
    '[«»“”"„‟〝〞＂\\n#@<>\\[\\]\ud800-\udfff\u2190-\u2bff\u3000-\u303f\ufe0f\U0001f000-\U000e01ff]|https?:'
)
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""What turns the direction of writing: between quotation marks, it would turn our own words as well."""
_PERSONAL, _ENDING, _MOST_ANCHORS, _FACET, _ABOUT, _SCRAP, _FLAGGED, _MOCKS = 0.4, 0.4, 1.4, 0.3, 1.0, 0.5, 0.8, 0.6
_DENIES = 1.5
"""What it costs to say what something is not."""
_CUED = {"raw": 0.6, "joy": 0.3, "never": 0.2, "loss": 0.2, "kin": 0.1}
"""What it is worth to a thought to hold a word of that cue; the last two only where the author says "I"."""


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

    @property
    def heavy(self) -> bool:
        """Whether it weeps or laughs: said back with a full stop, it would sound recorded."""
        return bool(self.kinds & _HEAVY)

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
    found = {(q.anchor.start, q.anchor.end): q for q in _all(told) if _quotable(told, q.anchor)}
    return tuple(sorted(found.values(), key=lambda q: (-q.weight, q.anchor.start)))


def _all(told: Told) -> Iterator[Quote]:
    draft = told.draft
    for segment in draft.segments:
        if segment.text.rstrip().endswith("?"):
            continue  # most often the companion's own question, said back
        whole_thoughts = list(_thoughts(told, segment))
        for anchor in draft.anchors:
            whole = anchor.kind in _WHOLE_KINDS or not (whole_thoughts or len(segment.text.split()) <= LINE)
            if anchor.segment == segment.number and whole:
                carried = anchor.weight * (0.3 if folded(anchor.text) in _dull(draft.language) else 1.0)
                yield Quote(frozenset({anchor.kind}), anchor, carried)
        yield from whole_thoughts


def _thoughts(told: Told, segment: Segment) -> Iterator[Quote]:
    """Yield the thoughts of a sentence that can stand alone and say something."""
    language = told.draft.language
    for begin, stop in thoughts(segment.text, language):
        start, end = trimmed(segment.text, begin, stop, language)
        text = segment.text[start:end]
        anchor = Anchor("detail", segment.number, segment.start + start, segment.start + end, text)
        says = content(text) or (len(words(text)) > _WHOLE and _announced(told, anchor))
        if says and stands_alone(text, language) and not _UNQUOTABLE.search(text):
            yield _quote(told, anchor)


def _quote(told: Told, anchor: Anchor) -> Quote:
    said, inside = words(anchor.text), [a for a in told.draft.anchors if a.start < anchor.end and anchor.start < a.end]
    own = {OWN} if set(said) & listed(told.draft.language, "personal") else set()
    cued = {name for name in CUES if set(said) & cue(told.draft.language, name)}
    kinds = frozenset(
        {CLAUSE, *own, *cued, *(a.kind for a in inside if a.start >= anchor.start and a.end <= anchor.end)}
    )
    parrots = _WHOLE <= len(words(told.draft.text)) < len(said) / _PARROT
    return Quote(kinds, anchor, _weight(told, anchor, inside), len(anchor.text.split()) > ASKED, parrots)


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
        + _ENDING * anchor.segment / len(told.draft.segments)
        + sum(worth for name, worth in _CUED.items() if set(said) & cue(language, name) and (personal or worth > 0.2))
        - 0.04 * max(0, len(said) - 7)
        + _FLAGGED * _announced(told, anchor)
        - _DENIES * bool(lexicon.load(f"hearing/{language}.toml", ("denying.phrases",)).hits(anchor.text))
        - _MOCKS * bool(set(said) & listed(language, "mocks"))
        - _SCRAP * (len(said) <= _WHOLE < len(words(told.draft.text)) / 2)
        - _ABOUT * (bool(set(said) & listed(language, "posting")) and not any(a.kind == "obligation" for a in inside))
    )


def _announced(told: Told, anchor: Anchor) -> bool:
    """Whether something before it in its sentence, or in it, announces what counts: "surtout", "the truth is"."""
    segment, language = told.draft.segments[anchor.segment - 1], told.draft.language
    before = segment.text[: anchor.end - segment.start]
    marks = lexicon.load(f"hearing/{language}.toml", ("clauses.marks",)).hits(before)
    return bool(marks) or bool(set(words(before)) & listed(language, "flags"))


def _quotable(told: Told, anchor: Anchor) -> bool:
    shut = any(span.start < anchor.end and anchor.start < span.end for span in told.heard.shut)
    segment = told.draft.segments[anchor.segment - 1]
    return not (
        shut
        or words(anchor.text)[:1] in [[word] for word in listed(told.draft.language, "dangling")]
        or introduces(told, anchor)
        or torn(segment.text, anchor.start - segment.start, told.draft.language)
        or (introduces(told, segment) and not set(words(anchor.text)) & listed(told.draft.language, "personal"))
        or turns_writing(anchor.text)
        or denied(segment.text, anchor.start - segment.start, told.draft.language)
    )


def turns_writing(text: str) -> bool:
    """Whether `text` holds a character that turns the direction of what stands around it."""
    return bool(_TURNING.search(text))


@cache
def cue(language: Language, name: str) -> frozenset[str]:
    """Return the words of one list of [cues] in prompts/hearing."""
    return frozenset(words(prompt.table(f"hearing/{language}.toml")["cues"][name]))


@cache
def _dull(language: Language) -> frozenset[str]:
    return frozenset(folded(line) for line in prompt.table("language.toml")["dull"][language])
