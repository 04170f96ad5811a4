"""Judging: what a judge says of the questions of a run, beside how far it agrees with people."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from statistics import fmean
from typing import Any

from companion.records import Language

from . import results
from .cases import Case
from .judge import Judge, agreement
from .sitting import Sitting
from .space import Space

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Shown:
    """One question as it was shown."""

    case: Case
    """Where."""
    said: str
    """The draft, or what was said in the chat until then."""
    text: str
    """The question."""


def judged(
    judge: Judge, cases: Sequence[Case], sat: Sequence[Sitting], space: Space, progress: Progress | None = None
) -> dict[str, Any]:
    """Return, for each language, the judge's agreement and, where that is enough, what it says of what was shown.

    A run in a model's own words is judged on those alone; another on the curated ones, which shows its false alarms.
    """
    words = "own" if any(True for _ in _shown(cases, sat, "own")) else "curated"
    return {"words": words} | {
        tongue: _tongue(judge, tongue, [each for each in _shown(cases, sat, words) if each.case.tongue == tongue],
                        space, progress)
        for tongue in ("fr", "en")
    }  # fmt: skip


def _tongue(
    judge: Judge, tongue: Language, shown: Sequence[Shown], space: Space, progress: Progress | None
) -> dict[str, Any]:
    agrees = agreement(judge, tongue, progress)
    held: dict[str, Any] = {"agreement": asdict(agrees), "leaks": None, "swap": None, "unanswered": 0}
    if agrees.refused:
        return held
    labels = [(each.case.key, judge.label(tongue, each.said, each.text)) for each in _told(shown, progress)]
    drafts = [each for each in shown if each.case.text and "grounding" in each.case.suites]
    places = [(each.case.key, _own(judge, tongue, each, space)) for each in _told(drafts, progress)]
    leaks = [(key, float(label == "leaks")) for key, label in labels if label]
    swap = [(key, float(own)) for key, own in places if own is not None]
    unanswered = len(labels) - len(leaks) + len(places) - len(swap)
    return held | {"leaks": _by_case(leaks), "swap": _by_case(swap), "unanswered": unanswered}


def _told(shown: Sequence[Shown], progress: Progress | None) -> Iterator[Shown]:
    for done, each in enumerate(shown, 1):
        yield each
        if progress:
            progress(done, len(shown))


def _by_case(values: Sequence[tuple[str, float]]) -> dict[str, Any]:
    """Return mean and standard error over cases, and how many questions they are of."""
    held: dict[str, list[float]] = {}
    for key, value in values:
        held.setdefault(key, []).append(value)
    return results.figure([fmean(each) for each in held.values()]) | {"questions": len(values)}


def _shown(cases: Sequence[Case], sat: Sequence[Sitting], words: str) -> Iterator[Shown]:
    """Yield each question that was shown once, whatever the epoch; the rows ask about the same drafts again."""
    by_key, seen = {case.key: case for case in cases}, set[tuple[str, str]]()
    for sitting in sat:
        case = by_key[sitting.case]
        for place, turn in enumerate(() if case.row else sitting.turns):
            said = "\n".join(each.said for each in sitting.turns[: place + 1])
            for question in turn.reply.questions:
                if question.phrasing == words and (said, question.text) not in seen:
                    seen.add((said, question.text))
                    yield Shown(case, said, question.text)


def _own(judge: Judge, tongue: Language, shown: Shown, space: Space) -> bool | None:
    """Whether the judge puts a question to its own draft among six, in an order that is always the same for it."""
    six = [shown.case, *space.others(shown.case)]
    six.sort(key=lambda case: hashlib.sha256(f"{shown.text}\0{case.key}".encode()).digest())
    place = judge.nearest(tongue, [case.text for case in six], shown.text)
    return None if place is None else six[place] is shown.case
