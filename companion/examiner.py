"""Examiner: puts a model to the evals, and keeps in the author's home what they say it may do.

The evals lie beside the package in a checkout and inside it in a wheel; they are found here by either name.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from companion import abilities
from companion.records import Language

FOLDER = "evals"
"""Where runs lie in a home, each in a folder of its own."""
SUITES = ("covenant", "tone", "grounding", "language", "care", "clarify", "variety")
Outcome = Literal["granted", "refused", "unanswered", "unknown"]
"""What a short exam says of choosing; unknown: nobody could tell that model from another of its name."""
Progress = Callable[[int, int], None]


def part(name: str) -> Any:  # noqa: ANN401  a module, by either of its names
    """Return a module of the evals."""
    return importlib.import_module(f"{'companion.evals' if find_spec('companion.evals') else 'evals'}.{name}")


def examined(home: Path, name: str, api_base: str | None, progress: Progress) -> Outcome:
    """Let a model sit the short exam, and keep what it earned; one that never answered has earned and lost nothing."""
    exam = part("exam")
    mark, suite = exam.bound_to(name, api_base)
    if not mark:
        return "unknown"
    verdict = exam.exam(name, api_base, progress=progress)["choosing"]
    if part("licences").UNHEARD in verdict.refused:
        return "unanswered"
    day = datetime.now(UTC).date().isoformat()
    licence = abilities.Licence(verdict.granted, mark, suite, day, dict(verdict.figures))
    abilities.keep(home, name, choosing=licence)
    return "granted" if verdict.granted else "refused"


def measured(
    home: Path,
    name: str,
    api_base: str | None,
    *,
    suites: Sequence[str] = SUITES,
    limit: int | None = None,
    resume: bool = False,
    language: Language = "fr",
    progress: Progress,
) -> dict[str, Any]:
    """Put a model through suites; keep the run, its page and what it allows in the home, and return the result."""
    examine, folder = part("examine"), run_of(home, name)
    wanted = examine.Wanted(
        model=name,
        api_base=api_base,
        suites=tuple(suites),
        limit=limit,
        epochs=examine.epochs(name),
        parallel=examine.parallel(name, api_base),
        folder=folder,
        resume=resume and folder.is_dir(),
    )
    result: dict[str, Any] = examine.examined(wanted, progress)
    examine.kept(result, folder, language)
    keep(home, result)
    return result


def keep(home: Path, result: Mapping[str, Any]) -> None:
    """Keep what the whole suite says of what was measured; of a model nobody can tell apart, nothing."""
    if not result["licence"] or not result["fingerprint"]:
        return
    bound = {"fingerprint": result["fingerprint"], "suite": result["basis"], "date": result["date"]}
    kept = {
        name: abilities.Licence(granted=verdict["granted"], figures=verdict["figures"], **bound)
        for name, verdict in result["licence"].items()
        if part("licences").UNHEARD not in verdict["refused"]
    }
    abilities.keep(home, result["model"], **kept)


def run_of(home: Path, name: str) -> Path:
    """Return the folder of a model's run: letters, digits and dashes of its name."""
    slug = "".join(c if c.isalnum() else "-" for c in name).strip("-")[-60:] or "none"
    return home / FOLDER / slug
