"""Drafts on which two readers marked what they would hang a question on, and which questions; how far we agree.

The readers saw draft, intention and posts, and neither the code nor each other's marks. No weight is tuned on these;
some who widened the topics' word lists had them before their eyes. Of the questions they saw what is `shown`: half of
it what the planner thought best, half drawn from the rest of what could be asked. Questions written since then, those
about what is at stake, nobody could choose: they count for the anchors, not for the frames and lenses.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from typing import Any

from companion import language, situations
from companion.coach.reading import read
from companion.embedding import Embedder
from companion.plan import Plan, plan
from companion.recall import recall
from companion.records import Draft, Intention, Post
from companion.store import Store

FILE = Path(__file__).parent.parent / "evals" / "marked.jsonl"


@dataclass(frozen=True, slots=True)
class Agreement:
    """One figure, beside what chance and the readers themselves do."""

    what: str
    """What is agreed on."""
    ours: float
    """Share of the planner's choices that a reader made too."""
    by_chance: float
    """The same for choices taken at random."""
    between: float
    """Share of one reader's choices that the other made too."""


def marked() -> list[dict[str, Any]]:
    """Load the drafts, as evals/marked.jsonl has them."""
    return [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


def agreement(embedder: Embedder | None) -> list[Agreement]:
    """Plan each marked draft in a home of its own and compare the anchors, the frames and the lenses taken."""
    rows = marked()
    planned = [_planned(row, embedder) for row in rows]
    shown = [list(row["shown"]) for row in rows]

    def spans(row: dict[str, Any], reader: int) -> list[range]:
        return [_range(row["draft"], text) for text in row["marks"][reader]["anchors"]]

    def ids(row: dict[str, Any], reader: int) -> list[str]:
        return list(row["marks"][reader]["frames"])

    def lenses(row: dict[str, Any], reader: int) -> list[str]:
        return [_lens(name) for name in ids(row, reader)]

    def named(choices: Sequence[Sequence[str]]) -> list[list[str]]:
        return [[_lens(name) for name in each] for each in choices]

    hung = [[range(a.start, a.end) for c in p.choices for a in (c.anchor, c.other) if a] for _, p in planned]
    there = [[range(a.start, a.end) for a in draft.anchors] for draft, _ in planned]
    asked = [
        [c.frame.id for c in p.choices if c.frame.id in row["shown"]] for row, (_, p) in zip(rows, planned, strict=True)
    ]
    return [
        _agreed("anchors", rows, hung, there, spans, _overlap),
        _agreed("frames", rows, asked, shown, ids, str.__eq__),
        _agreed("lenses", rows, named(asked), named(shown), lenses, str.__eq__),
    ]


def _lens(name: str) -> str:
    """Return the lens that a question's name says, since some that were shown then are gone."""
    return name.partition("-")[0]


def _agreed(
    what: str,
    rows: Sequence[dict[str, Any]],
    ours: Sequence[Sequence[Any]],
    there: Sequence[Sequence[Any]],
    theirs: Callable[[dict[str, Any], int], Sequence[Any]],
    same: Callable[[Any, Any], bool],
) -> Agreement:
    """Compare choice by choice: each of ours, each that was there, and each of one reader's with the other's."""

    def shares(of: Sequence[Sequence[Any]]) -> Iterator[float]:
        for row, choices in zip(rows, of, strict=True):
            wanted = [*theirs(row, 0), *theirs(row, 1)]
            if choices and wanted:
                yield mean(any(same(choice, each) for each in wanted) for choice in choices)

    both = [(theirs(row, 0), theirs(row, 1)) for row in rows]
    between = [any(same(one, each) for each in other) for pair in both for one, other in _ways(pair)]
    return Agreement(what, mean(shares(ours)), mean(shares(there)), mean(between))


def _ways(pair: tuple[Sequence[Any], Sequence[Any]]) -> Iterator[tuple[Any, Sequence[Any]]]:
    first, second = pair
    yield from ((one, second) for one in first)
    yield from ((one, first) for one in second)


def _range(draft: str, text: str) -> range:
    start = draft.index(text)
    return range(start, start + len(text))


def _overlap(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


def _planned(row: dict[str, Any], embedder: Embedder | None) -> tuple[Draft, Plan]:
    draft = read(row["draft"], row["language"], detected=row["language"], register=row["register"])
    intention = Intention(**row["intention"]) if any(row["intention"].values()) else None
    posts = [
        Post(
            post["text"],
            datetime.fromisoformat(post["date"]).replace(tzinfo=UTC),
            language=language.detect(post["text"]),
        )
        for post in row["posts"]
    ]
    with TemporaryDirectory() as home, Store.open(Path(home), embedder=embedder, own_index=False) as store:
        store.add_posts(posts)
        store.catch_up()
        recalled = recall(draft, intention, store, embedder)
    likeness = (
        situations.affinity(recalled.vector, draft.language, name=embedder.name, version=embedder.version)
        if embedder and recalled.vector is not None
        else {}
    )
    return draft, plan(draft, recalled, affinity=likeness)
