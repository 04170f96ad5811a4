"""Examine: one model through the suites, and what that allows it. `companion eval` and Inspect both come here."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from companion import abilities

from . import cases as case_files
from . import chosen, doubles, judge, judging, licences, memo, report, results, run, suites, version
from .cases import SUITES, Case, Suite
from .crew import WORTH, Crew
from .crew import size as crew_size
from .results import Run
from .run import About, Kept, Progress
from .space import Space
from .subject import Subject
from .swap import swapped
from .turnstile import AHEAD, Turnstile

if TYPE_CHECKING:
    from companion.embedding import Embedder
    from companion.records import Language

RESULT, PAGE = "result.json", "report.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for."""

    model: str = "none"
    """As an author names it, "none", or "double:MANNER"."""
    api_base: str | None = None
    """Where it is served."""
    phrasing: str = "auto"
    """Who words the questions; auto: the model, since its words are what is examined."""
    suites: Sequence[Suite] = SUITES
    """Which suites."""
    limit: int | None = None
    """Cases at most, of each language; None for all."""
    epochs: int = 1
    """How often each is sat: a model that samples does not say the same twice."""
    parallel: int = 1
    """How many at once."""
    folder: Path | None = None
    """Where the run is kept; None to keep nothing."""
    resume: bool = False
    """Whether to go on with the run that is there."""
    judge: str | None = None
    """A model that labels what was shown; None for nobody."""
    judge_base: str | None = None
    """Where that one is served."""

    @property
    def whole(self) -> bool:
        """Whether nothing of the suite is left out."""
        return self.limit is None and set(self.suites) == set(SUITES)

    @property
    def words(self) -> str:
        """Who words the questions, "auto" being told apart."""
        return "own" if self.phrasing == "auto" and self.model != "none" else self.phrasing

    @property
    def judged(self) -> bool:
        """Whether there is anybody to license: a model that is none of ours."""
        return self.model != "none" and doubles.manner(self.model) is None


def examined(wanted: Wanted, progress: Progress | None = None, read: Progress | None = None) -> dict[str, Any]:
    """Run what is wanted and return the result, as the interface contract has it; `read` is told how far a judge is."""
    began = time.monotonic()
    every = case_files.load()
    cases = suites.wanted(every, wanted.suites, wanted.limit)
    about, space = _about(wanted, every), Space(every, memo.own())
    crew = None if wanted.judged or len(cases) < WORTH else Crew(wanted.parallel)
    with subject(wanted, memo.own()) as examinee, crew or contextlib.nullcontext():
        kept = Kept(wanted.folder, about, resume=wanted.resume) if wanted.folder else None
        at_once = crew or wanted.parallel + AHEAD
        sat = run.sat(examinee, cases, epochs=wanted.epochs, parallel=at_once, progress=progress, kept=kept)
        scores = crew.scored(cases, sat, wanted.suites) if crew else suites.scored(cases, sat, space, wanted.suites)
        held = Run(about=about, cases=cases, sittings=sat, scores=scores, epochs=wanted.epochs, limit=wanted.limit)
        licence = _licence(examinee, held, space, wanted) if wanted.whole and wanted.judged else None
    judgement = _judgement(wanted, held, space, read) if wanted.judge else None
    return results.result(replace(held, licence=licence, judge=judgement, seconds=time.monotonic() - began))


def _judgement(wanted: Wanted, held: Run, space: Space, progress: Progress | None) -> dict[str, Any]:
    """Have the judge read what was shown; whose it is stands beside what it says."""
    assert wanted.judge is not None
    with judge.opened(wanted.judge, wanted.judge_base) as reader:
        said = judging.judged(reader, held.cases, held.sittings, space, progress)
    return {"name": wanted.judge, "fingerprint": results.fingerprint(wanted.judge, wanted.judge_base), **said}


def epochs(model: str) -> int:
    """Return how often each case is sat where nobody says: who does not sample says the same each time."""
    return 1 if model == "none" or doubles.manner(model) else 2


def parallel(model: str, api_base: str | None) -> int:
    """Return how many cases are sat at once where nobody says: as many as the model's server answers at once."""
    if model == "none" or doubles.manner(model):
        return crew_size()
    if api_base is None:
        return 1
    import httpx

    with contextlib.suppress(httpx.HTTPError, ValueError, TypeError):
        told = httpx.get(api_base.rstrip("/").removesuffix("/v1") + "/props", timeout=2.0).json()
        return max(1, min(16, int(told.get("total_slots", 1))))
    return 1


def kept(result: Mapping[str, Any], folder: Path, language: Language) -> None:
    """Write the result and its page into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
    (folder / RESULT).write_text(text, encoding="utf-8")
    (folder / PAGE).write_text(report.page(result, language), encoding="utf-8")


@contextlib.contextmanager
def subject(wanted: Wanted, embedder: Embedder | None) -> Iterator[Subject]:
    """Give who is examined; its model is opened once for all cases."""
    with _engine(wanted) as engine:
        yield Subject(
            model=wanted.model,
            api_base=wanted.api_base,
            phrasing=wanted.words,
            choosing="planner",
            embedder=embedder,
            engine=engine,
        )


@contextlib.contextmanager
def _engine(wanted: Wanted) -> Iterator[Turnstile | None]:
    """Give what keeps the model open; whoever names a remote one here sends it our cases, and nothing of theirs."""
    if not wanted.judged:
        yield None
        return
    from companion.model import choose

    with TemporaryDirectory(prefix="companion-eval-", ignore_cleanup_errors=True) as folder:
        host = choose.host(wanted.model, wanted.api_base)
        abilities.keep(Path(folder), wanted.model, consent=host)
        with contextlib.closing(Turnstile(Path(folder), wanted.parallel)) as engine:
            yield engine


def _about(wanted: Wanted, every: tuple[Case, ...]) -> About:
    return About(
        model=wanted.model,
        fingerprint=results.fingerprint(wanted.model, wanted.api_base),
        suite_version=version.suite_version(every),
        phrasing=wanted.phrasing,
        choosing="planner",
        basis=abilities.basis(),
    )


def _licence(examinee: Subject, held: Run, space: Space, wanted: Wanted) -> dict[str, licences.Verdict]:
    """Return the verdicts on what was measured, beside the planner alone; curated words say nothing of a model's."""
    alone = Subject(embedder=examinee.embedder)
    chosen_ = {"choosing": choosing(examinee, alone, wanted.parallel)}
    return chosen_ | ({"phrasing": _phrasing(alone, held, space)} if wanted.words == "own" else {})


def choosing(examinee: Subject, alone: Subject, parallel: int = 1, limit: int | None = None) -> licences.Verdict:
    """Have the model and the planner choose for the same marked drafts."""
    cases = [each.case for each in chosen.marked()][:limit]
    chooser = replace(examinee, choosing="model", phrasing="curated")
    chose = run.sat(chooser, cases, parallel=parallel)
    if not any(map(chosen.answered, chose)):
        return licences.unheard()
    return licences.choosing(list(chosen.shares(run.sat(alone, cases))), list(chosen.shares(chose)))


def _phrasing(alone: Subject, held: Run, space: Space) -> licences.Verdict:
    cases = [case for case in held.cases if "grounding" in case.suites and case.text]
    both = swapped(cases, held.sittings, run.sat(alone, cases), space)
    counts = results.counted(held)
    if not counts["raw"]:
        return licences.unheard()
    worded = licences.Worded(
        raw=counts["raw"],
        cases=counts["raw_cases"],
        leaky=counts["leaky_cases"],
        own=both.own,
        curated=both.curated,
        fallback=counts["replaced"] / counts["wordable"] if counts["wordable"] else 1.0,
        shown=counts["shown_leaks"],
        guard=version.guard(),
    )
    return licences.phrasing(worded)
