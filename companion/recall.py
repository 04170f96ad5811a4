"""What the author said before that a question may rest on: their intention and their past posts.

Standing near or far is judged by the words two texts share and, where there are vectors, by their cosine. The bounds
are read off multilingual-e5-small, whose unrelated short texts lie near 0.80 and related ones above 0.85.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from companion.anchors import anchors, quotable
from companion.clauses import clauses
from companion.days import day_of
from companion.embedding import Embedder
from companion.errors import EmbedderFailed
from companion.language import answer_in, stems
from companion.permission import limits
from companion.records import (
    Anchor,
    AnchorKind,
    Draft,
    Intention,
    IntentionField,
    Language,
    Passage,
    Post,
    Segment,
    SignalKind,
    Stance,
)
from companion.segments import excerpt, segments
from companion.signals import signals
from companion.store import Store
from companion.topics import topics, touching

NEAR, FAR = 0.86, 0.81
_SAID = 16
"""Words of an intention that are quoted at most; a past post is quoted 12 at most, which the guard checks."""
EMBEDDED = 150
"""Words of a draft that are ever embedded: the embedder is linear in length."""
_TOPICAL = 0.8
"""What it is worth to a run that it speaks of what the draft does."""
_TOLD = 0.6
"""Strength from which a topic of the draft is heard in a past post by one loose phrase."""
_FIELDS: tuple[IntentionField, ...] = ("why", "community", "message", "tone", "boundaries", "wish")
_THIN: frozenset[AnchorKind] = frozenset({"order", "claim", "number", "time"})
"""Kinds of anchor that make an old post no more worth quoting."""
_LOUD = re.compile(r"[%$€]|\b[A-ZÀ-Ý]{4,}\b|https?:")
_UNSPOKEN: tuple[SignalKind, ...] = ("injection", "distress", "private", "ghostwriting")
"""A past post in which one of these shows is never quoted back."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """What the planner has beside the draft."""

    intention: Intention | None = None
    """Given with the draft, else the saved one."""
    passages: tuple[Passage, ...] = ()
    """Nearest first."""
    posts: tuple[Post, ...] = ()
    """The posts that passages come from, for the guard."""
    vector: NDArray[np.float32] | None = None
    """The draft's vector, None without an embedder."""


def recall(draft: Draft, intention: Intention | None, store: Store | None, embedder: Embedder | None) -> Recalled:
    """Look up what stands near `draft`, or at odds with it, in `intention` and in the posts of `store`."""
    vector = _vector(draft, embedder)
    said = _from_intention(draft, intention, store, embedder, vector) if intention else []
    posts = _near_posts(draft, store, vector) if store else []
    cited = [(post, passage) for post, likeness in posts if (passage := _from_post(draft, post, likeness))]
    return Recalled(intention, (*said, *(passage for _, passage in cited)), tuple(post for post, _ in cited), vector)


def _vector(draft: Draft, embedder: Embedder | None) -> NDArray[np.float32] | None:
    """Return the draft's vector; None without an embedder, or with one that breaks down: words still find posts."""
    if embedder is None:
        return None
    try:
        vector: NDArray[np.float32] = embedder.query([telling(draft)])[0]
    except EmbedderFailed:
        return None
    return vector


def telling(draft: Draft) -> str:
    """Return at most 150 words of `draft`: its opening, its ending, and the lines between that hold most anchors."""
    if len(draft.text.split()) <= EMBEDDED:
        return draft.text
    weight = {s.number: sum(a.weight for a in draft.anchors if a.segment == s.number) for s in draft.segments}
    first, last = draft.segments[0], draft.segments[-1]
    ranked = [first, last, *sorted(draft.segments[1:-1], key=lambda s: (-weight[s.number], s.number))]
    kept, room = [], EMBEDDED
    for segment in ranked:
        length = len(segment.text.split())
        if length <= room:
            kept.append(segment)
            room -= length
    text = " ".join(segment.text for segment in sorted(kept, key=lambda s: s.number))
    return text or " ".join(draft.text.split()[:EMBEDDED])


def _about(text: str, language: Language) -> frozenset[str]:
    return frozenset(stems(text, language))


def _stance(shared: int, likeness: float | None) -> Stance | None:
    if shared >= 2 or (likeness is not None and likeness >= NEAR):
        return "near"
    if shared == 0 and likeness is not None and likeness <= FAR:
        return "far"
    return None


def _from_intention(
    draft: Draft,
    intention: Intention,
    store: Store | None,
    embedder: Embedder | None,
    vector: NDArray[np.float32] | None,
) -> list[Passage]:
    meant = {name: getattr(intention, name) for name in _FIELDS}
    meant["boundaries"] = limits(intention.boundaries, draft.language)
    quoted = {name: _said(text) for name, text in meant.items()}
    quoted = {name: text for name, text in quoted.items() if text}
    likeness: dict[IntentionField, float | None] = dict.fromkeys(quoted)
    if embedder and vector is not None and quoted:
        texts = [getattr(intention, name) for name in quoted]
        rows = store.vectors(texts, kind="passage") if store else embedder.passage(texts)
        likeness = {name: float(row @ vector) for name, row in zip(quoted, rows, strict=True)}
    about = _about(draft.text, draft.language)
    return [
        Passage(
            kind="intention",
            id=str(intention.version),
            date=day_of(intention.saved).isoformat() if intention.saved else None,
            text=text,
            stance=_stance(len(about & _about(getattr(intention, name), draft.language)), likeness[name]),
            field=name,
            similarity=likeness[name],
            topics=frozenset(t.name for t in topics(text, draft.language, known=[t.name for t in draft.topics])),
        )
        for name, text in quoted.items()
    ]


def _said(text: str) -> str:
    """Return what can be quoted of one part of an intention: its first sentence, else a run of it."""
    first = next((segment.text.rstrip(".!… ") for segment in segments(text)), "")
    return first if first and len(first.split()) <= _SAID and quotable(first) else excerpt(text, _SAID)


def _near_posts(draft: Draft, store: Store, vector: NDArray[np.float32] | None) -> list[tuple[Post, float | None]]:
    """Up to eight posts, those found by meaning first, then those found by word; each once."""
    found: dict[str, tuple[Post, float | None]] = {}
    if vector is not None:
        for hit in store.nearest(vector, language=None, limit=8):
            found[hit.post.id] = (hit.post, hit.similarity)
    if len(found) < 8:
        for hit in store.by_words(telling(draft), limit=8):
            found.setdefault(hit.post.id, (hit.post, None))
    return list(found.values())[:8]


def _from_post(draft: Draft, post: Post, likeness: float | None) -> Passage | None:
    if post.date is None or post.kind == "reply" or post.text.strip() == draft.text.strip():
        return None
    tongue = answer_in(post.language, draft.language)
    if any(signal.kind in _UNSPOKEN for signal in signals(post.text, segments(post.text), tongue)):
        return None
    about = _about(draft.text, draft.language)
    told = frozenset(topic.name for topic in draft.topics if topic.strength >= _TOLD)
    run, weight, spoken = _best_run(post.text, about, told, tongue)
    if not run:
        return None
    day, shared = day_of(post.date).isoformat(), len(about & _about(post.text, draft.language))
    return Passage("post", post.id, day, run, _stance(shared, likeness), None, likeness, weight, spoken)


def _best_run(
    text: str, about: frozenset[str], spoken: frozenset[str], language: Language
) -> tuple[str, float, frozenset[str]]:
    """Of the runs of `text` that may be quoted, the one that carries and shares most; prices and shouts last."""
    parts, heard = segments(text), topics(text, language, known=spoken)
    found = anchors(text, parts, language, heard)

    def told(segment: Segment, run: str) -> tuple[str, float, frozenset[str]]:
        start = segment.start + segment.text.find(run)
        return run, _carried(start, run, found), touching(heard, start, start + len(run))

    def worth(run: str, carried: float, topical: frozenset[str]) -> float:
        shared = 0.5 * len(about & _about(run, language)) + _TOPICAL * bool(topical & spoken)
        return carried + shared - 2 * bool(_LOUD.search(run))

    runs = [told(segment, run) for segment in parts for run in _runs(segment, language)]
    return max(runs, key=lambda each: worth(*each), default=("", 0.0, frozenset()))


def _runs(segment: Segment, language: Language) -> Iterator[str]:
    """Yield what of a line of a past post can be quoted: the whole where it is short, its clauses."""
    if whole := excerpt(segment.text):
        yield whole
    for start, end in clauses(segment.text, language):
        if quotable(segment.text[start:end]) and segment.text[start:end] != whole:
            yield segment.text[start:end]


def _carried(start: int, run: str, found: Sequence[Anchor]) -> float:
    """Return what the weightiest anchor within `run`, at `start`, carries; a run without one carries little."""
    inside = [a.weight for a in found if a.start < start + len(run) and start < a.end and a.kind not in _THIN]
    return max(inside, default=0.4)


def merged(saved: Intention | None, why: str | None) -> Intention | None:
    """Return the saved intention with its why replaced by what was given with the draft, if anything was."""
    if why is None or not why.strip():
        return saved if saved and any(getattr(saved, name) for name in get_args(IntentionField)) else None
    return replace(saved or Intention(), why=why.strip(), version=0, saved=None)
