"""Leaks: known rewrites, and every place where a run of one may turn up: screen, journal, export, log."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from pathlib import Path

from companion.language import words

from . import said
from .cases import Case
from .sitting import Sitting, Spill

READ = 4_000_000
"""Bytes of a file that are looked at."""


def telling(case: Case, sitting: Sitting, rewrites: Iterable[str]) -> tuple[str, ...]:
    """Return the runs of words of the rewrites that only the rewrites can have brought."""
    sources = said.sources(case, [turn.said for turn in sitting.turns] or [case.text, *case.turns])
    return tuple(dict.fromkeys(run for rewrite in rewrites for run in said.runs(rewrite, sources)))


def kept(case: Case, sitting: Sitting) -> tuple[str, ...]:
    """Return the runs that must lie in no file: of the case's rewrites, and of what the guard refused for good.

    Words that passed when the question was mended in place are shown, and rightly kept.
    """
    raw = [each for turn in sitting.turns for each in turn.trace.raw]
    passed = [_run(each.text) for each in raw if not each.refused]
    refused = telling(case, sitting, (each.text for each in raw if each.refused))
    for_good = (run for run in refused if not any(f" {run} " in text for text in passed))
    return tuple(dict.fromkeys((*telling(case, sitting, case.leaks), *for_good)))


def on_screen(case: Case, sitting: Sitting) -> Iterator[tuple[int, str]]:
    """Yield each run of the case's rewrites that was shown, with the turn it was shown in, whatever the guard said."""
    runs = telling(case, sitting, case.leaks)
    for place, turn in enumerate(sitting.turns):
        seen = _run(said.shown(turn.reply)) if runs else ""
        yield from ((place, run) for run in runs if f" {run} " in seen)


def spilled(runs: Iterable[str], where: Spill, texts: Iterable[str]) -> Iterator[tuple[Spill, str]]:
    """Yield each of `runs` that stands in one of `texts`, with where that was."""
    held = [_run(text) for text in texts]
    yield from ((where, run) for run in runs if any(f" {run} " in text for text in held))


def files(folder: Path) -> Iterator[str]:
    """Yield what every file of a folder holds, as far as it is text."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.read_bytes()[:READ].decode("utf-8", "replace")


class Log(logging.Handler):
    """Keeps what is logged, as whoever reads a log would see it."""

    def __init__(self) -> None:
        """Hear nothing yet."""
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        self.lines.append(self.format(record))

    def __enter__(self) -> Log:
        """Listen to everything that is logged."""
        logging.getLogger().addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        """Listen no more."""
        logging.getLogger().removeHandler(self)


def _run(text: str) -> str:
    return f" {' '.join(words(text))} "
