"""Standing: what each sentence of a chat is worth as its author's why, and which of them still stand.

Who they are is no why; what they deny says what it is not; what they took back is not theirs any more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from companion import lexicon
from companion.coach.hearing import Facet
from companion.coach.phrases import content
from companion.coach.spoken import breath_of
from companion.coach.story import Told
from companion.coach.thoughts import listed
from companion.language import stems, words
from companion.records import Anchor, Language, Segment

_LIVED = {"feeling": 0.6, "obligation": 0.2, "promise": 0.4, "turn": 0.1, "speech": 0.2, "detail": 0.2}
_ANSWERED = {"intention": 0.8, "matter": 0.8, "reader": 0.4, "change": 0.4, "decide": 0.4, "close": 1.6}
"""What it is worth to a sentence to answer a question asked on that occasion."""
_TELL = frozenset({"substance", "deciding", "enough"})
"""Acts of a turn that may hold sentences to hand back; what decides or ends in them is shut."""
_LONG, _SHORT = 45, 3
"""Words from which a sentence is handed back only where there is nothing shorter; and words that say too little."""
_FLAGGED, _SUMS = 0.6, 1.6
"""What it is worth to be announced as what counts ("honnêtement"), or as the whole of it ("en une phrase")."""
_ABOUT = 0.6
"""What it costs a sentence to be about posting: it seldom says why."""
_INTRODUCES, _DENIES = 1.6, 1.5
"""What it costs to say who one is, or what the reason is not."""
_LATE = 0.9
"""What it is worth to be said last rather than first: people find their why on the way."""
_WITHDRAWN = 0.6
"""What it costs a sentence to have been said before a change of mind."""
_TAKEN_BACK = 0.5
"""Share of what a denial denies from which an earlier sentence said just that."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the author, weighed."""

    text: str
    """As it was said."""
    turn: int
    """Which turn it is of, in the story."""
    number: int
    """Which sentence of that turn."""
    weight: float
    """What it is worth as their why."""
    language: Language
    """Of its turn."""
    facets: frozenset[Facet]
    """What its turn says of why, for whom and what matters."""


def standing(story: Sequence[Told]) -> list[Sentence]:
    """Return the sentences that still stand, the most telling first."""
    found = list(_sentences(story))
    denials = [s for s in found if _denies(s.text, s.language)]
    kept = [s for s in found if not any(_takes_back(denial, s) for denial in denials)]
    return sorted(kept, key=lambda s: (-s.weight, s.turn, s.number))


def turns_round(story: Sequence[Told]) -> bool:
    """Whether the last turn denies what an earlier one spoke of and says what it is: "it's not the truck, it's dad"."""
    now = story[-1]
    if now.heard.act != "substance" or now.answers == "change":
        return False
    denied = set(stems(" ".join(_denied(now.draft.text, now.draft.language)), now.draft.language))
    before = {stem for told in story[:-1] if told.heard.act == "substance" for stem in _stems(told)}
    whole = set(content(now.draft.text)) - set(content(" ".join(_denied(now.draft.text, now.draft.language))))
    return bool(denied & before) and len(denied & before) > _TAKEN_BACK * len(denied) and bool(whole)


def _stems(told: Told) -> list[str]:
    return stems(told.draft.text, told.draft.language)


def introduces(told: Told, said: Segment | Anchor) -> bool:
    """Whether a sentence of a first turn, or a part of it, says who the author is, and nothing they feel."""
    feels = any(a.kind == "feeling" and said.start <= a.start < said.end for a in told.draft.anchors)
    if told.answers != "arrive" or feels:
        return False
    hits = lexicon.load(f"hearing/{told.draft.language}.toml", ("introducing.",)).hits(said.text)
    excused = any(hit.table == "introducing.never" for hit in hits)
    return not excused and any(hit.table == "introducing.phrases" for hit in hits)


def _sentences(story: Sequence[Told]) -> Iterator[Sentence]:
    turned = max((at for at, each in enumerate(story) if each.heard.turned), default=0)
    for at, each in enumerate(story):
        for segment in each.draft.segments if each.heard.act in _TELL else ():
            if not _shut(each, segment) and content(segment.text):
                late = _LATE * at / len(story) - _WITHDRAWN * (at < turned)
                weight = _weight(each, segment) + late
                yield Sentence(segment.text, at, segment.number, weight, each.draft.language, each.facets)


def _shut(told: Told, segment: Segment) -> bool:
    """Whether a sentence is spoken to the companion, or in distress."""
    return any(span.start < segment.end and segment.start < span.end for span in told.heard.shut)


def _weight(told: Told, segment: Segment) -> float:
    count, language = len(words(segment.text)), told.draft.language
    lived = sum(_LIVED.get(a.kind, 0.0) for a in told.draft.anchors if a.segment == segment.number)
    said = set(words(segment.text))
    sums = lexicon.load(f"hearing/{language}.toml", ("clauses.sums",)).hits(segment.text)
    return (
        0.9 * len(told.heard.facets)
        + _ANSWERED.get(told.answers, 0.0)
        + min(1.2, lived)
        + min(0.6, 0.05 * count)
        - (0.8 if count < _SHORT else 0.0)
        - (1.5 if count > _LONG else 0.0)
        - (0.4 if "?" in segment.text else 0.0)
        + _FLAGGED * bool(said & listed(language, "flags"))
        + _SUMS * bool(sums)
        - _ABOUT * bool(said & listed(language, "posting"))
        - _INTRODUCES * introduces(told, segment)
        - _DENIES * _denies(segment.text, language)
    )


def _denies(text: str, language: Language) -> bool:
    """Whether a sentence says what it is not: "c'est pas pour vendre", "I'm not doing it for the money"."""
    return bool(_denied(text, language))


def _denied(text: str, language: Language) -> list[str]:
    """Return what a sentence denies, each time up to the next breath."""
    hits = lexicon.load(f"hearing/{language}.toml", ("denying.phrases",)).hits(text)
    return [text[hit.start : hit.end] + breath_of(text[hit.end :]) for hit in hits]


def _takes_back(denial: Sentence, said: Sentence) -> bool:
    """Whether `denial` denies what `said` said before it."""
    later = (denial.turn, denial.number) > (said.turn, said.number)
    if denial.language != said.language or not later or _denies(said.text, said.language):
        return False
    denied = set(stems(" ".join(_denied(denial.text, denial.language)), denial.language))
    shared = denied & set(stems(said.text, said.language))
    return bool(shared) and len(shared) > _TAKEN_BACK * len(denied)
