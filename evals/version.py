"""Version: of the suite, so that a licence and a baseline hold for what was measured and for nothing else."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from companion import abilities, prompt
from companion import guard as of_guard

from . import lexicon
from .cases import Case, load
from .cases import version as of_cases

HERE = Path(__file__).resolve().parent
SHOWING = frozenset({"crew", "gate", "memo", "report", "scoreboard", "speed", "tasks", "telling", "wording"})
"""Modules that show, compare or hasten what was scored: no score and no licence depends on them."""
_READ = ("judge.toml", "judged.toml", "licences.toml", "marked.jsonl")


@cache
def suite() -> str:
    """Return the version of the whole suite as it lies here."""
    return suite_version(load())


def suite_version(cases: tuple[Case, ...], folder: Path = HERE) -> str:
    """Return the version of a suite of `cases`, with the lists, thresholds, marked drafts and code in `folder`."""
    code = sorted(path for path in folder.glob("*.py") if path.stem not in SHOWING)
    files = (*((folder / name) for name in _READ), *code)
    return of_cases(cases, lexicon.digest(), *(path.name.encode() + b"\0" + path.read_bytes() for path in files))


@cache
def guard() -> str:
    """Return the digest of the guard, its code and its lists: what was measured on one says nothing of another."""
    return abilities.digest(Path(of_guard.__file__).resolve().parent, prompt.root() / "guard")
