"""Crew: processes that sit and score cases side by side, where no model is waited for and the work is all our own."""

from __future__ import annotations

import dataclasses
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from types import TracebackType
from typing import Self

from . import memo, suites
from .cases import SUITES, Case, Suite, load
from .scores import Score
from .sitting import Sitting
from .space import Space
from .subject import Subject

MOST = 8
"""Processes at most: each holds an embedder of its own."""
WORTH = 8
"""Cases from which it pays to start them: each takes some seconds to begin."""


def size() -> int:
    """Return how many processes this machine has cores for."""
    return max(1, min(MOST, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1))


class Crew:
    """Some processes, each for cases of one language: a draft is compared with others of its own, and embedded once."""

    def __init__(self, hands: int) -> None:
        """Start nothing yet: a process begins with its first case."""
        context = multiprocessing.get_context("spawn")
        self._hands = [ProcessPoolExecutor(1, context, initializer=_begin) for _ in range(hands)]
        self._personas: dict[str, list[str]] = {}

    def __enter__(self) -> Self:
        """Be there."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        """Let what is under way end, and nothing else."""
        for hand in self._hands:
            hand.shutdown(cancel_futures=True)

    def sit(self, subject: Subject, case: Case, epoch: int) -> Future[Sitting]:
        """Have a shipped case sat, by `subject` with the embedder of this machine."""
        return self._hand(case).submit(_sit, dataclasses.replace(subject, embedder=None), case.key, epoch)

    def scored(
        self, cases: Iterable[Case], sittings: Iterable[Sitting], named: Sequence[Suite] = SUITES
    ) -> list[Score]:
        """Return what `suites.scored` returns."""
        sat: dict[str, list[Sitting]] = {}
        for sitting in sittings:
            sat.setdefault(sitting.case, []).append(sitting)
        coming = [self._hand(case).submit(_score, case.key, sat[case.key], named) for case in cases if case.key in sat]
        found = [score for each in coming for score in each.result()]
        return sorted(found, key=lambda score: named.index(score.suite))  # stable: the order of the cases stays

    def _hand(self, case: Case) -> ProcessPoolExecutor:
        """Return the process of a persona, always the same: their posts are embedded once."""
        half = (len(self._hands) + 1) // 2
        hands = self._hands[:half] if case.tongue == "fr" else self._hands[half:] or self._hands
        personas = self._personas.setdefault(case.tongue, [])
        persona = case.key.rpartition("/")[0]
        if persona not in personas:
            personas.append(persona)
        return hands[personas.index(persona) % len(hands)]


def _begin() -> None:
    """Leave an interrupt to the process that started this one, end with it, and give one core to each embedder."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, name="companion-eval-end", daemon=True).start()
    os.environ["OMP_NUM_THREADS"] = "1"  # read when the embedder's engine is loaded


def _follow() -> None:
    """End as soon as the process that started this one is gone, killed or not: nobody else would end it."""
    started = multiprocessing.parent_process()
    if started:
        started.join()
    os._exit(1)


def _sit(subject: Subject, key: str, epoch: int) -> Sitting:
    return dataclasses.replace(subject, embedder=memo.own()).sit(_cases()[key], epoch)


def _score(key: str, sittings: Sequence[Sitting], named: Sequence[Suite]) -> list[Score]:
    return suites.scored([_cases()[key]], sittings, _space(), named)


@cache
def _cases() -> dict[str, Case]:
    return {case.key: case for case in load()}


@cache
def _space() -> Space:
    return Space(tuple(_cases().values()), memo.own())
