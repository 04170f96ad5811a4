"""Leaks: known rewrites, and every place where a run of one may turn up: screen, journal, export, log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from companion.language import words

from . import said
from .cases import Case
from .sitting import Sitting, Spill

READ = 4_000_000
"""Bytes of a file that are looked at."""


def known(case: Case, sitting: Sitting) -> tuple[str, ...]:
    """Return the rewrites that must not be seen: the case's own, and every raw question that the guard refused."""
    refused = (raw.text for turn in sitting.turns for raw in turn.trace.raw if raw.refused)
    return tuple(dict.fromkeys((*case.leaks, *refused)))


def telling(case: Case, sitting: Sitting, rewrites: Iterable[str]) -> tuple[str, ...]:
    """Return the runs of words of the rewrites that only the rewrites can have brought."""
    sources = said.sources(case, [turn.said for turn in sitting.turns] or [case.text, *case.turns])
    return tuple(dict.fromkeys(run for rewrite in rewrites for run in said.runs(rewrite, sources)))


def on_screen(case: Case, sitting: Sitting) -> Iterator[tuple[int, str]]:
    """Yield each run that was shown, with the turn it was shown in."""
    runs = telling(case, sitting, known(case, sitting))
    for place, turn in enumerate(sitting.turns):
        seen = _run(said.shown(turn.reply)) if runs else ""
        yield from ((place, run) for run in runs if f" {run} " in seen)


def spilled(case: Case, sitting: Sitting, rewrites: Iterable[str], home: Path) -> Iterator[tuple[Spill, str]]:
    """Yield each run that lies in a file of the home."""
    runs = telling(case, sitting, rewrites)
    if not runs:
        return
    for path in sorted(home.rglob("*")):
        if path.is_file():
            text = _run(path.read_bytes()[:READ].decode("utf-8", "replace"))
            yield from (("file", run) for run in runs if f" {run} " in text)


def _run(text: str) -> str:
    return f" {' '.join(words(text))} "
