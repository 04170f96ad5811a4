"""Exam: the short one, for a model picked for the first time: what it chooses of the marked drafts, while time lasts.

It may grant choosing, or nothing: putting questions into its own words takes the whole suite.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from companion import abilities

from . import chosen, examine, licences, memo
from .examine import Wanted
from .licences import Verdict
from .results import fingerprint
from .run import Progress
from .sitting import Sitting
from .subject import Subject

SECONDS = 110.0
"""Time that a model has, loading included: the whole stays under two minutes."""

PATIENCE = 3
"""Drafts after which a model that has answered none is left alone."""


def exam(
    model: str, api_base: str | None = None, *, seconds: float = SECONDS, progress: Progress | None = None
) -> dict[str, Verdict]:
    """Return what the model may do after the short exam: drafts it had no time for count for nothing."""
    began = time.monotonic()
    wanted = Wanted(model=model, api_base=api_base)
    with examine.subject(wanted, memo.own()) as examinee:
        chooser = replace(examinee, choosing="model", phrasing="curated")
        sat = list(_within(chooser, Subject(embedder=memo.own()), began + seconds, progress))
    planner, chose = [one for one, _ in sat], [other for _, other in sat]
    verdict = licences.choosing(list(chosen.shares(planner)), list(chosen.shares(chose)))
    if sat and not any(map(chosen.answered, chose)):
        verdict = licences.unheard()
    return {"choosing": verdict, "phrasing": Verdict(granted=False, refused=("too-few",), figures={"raw": 0})}


def bound_to(model: str, api_base: str | None = None) -> tuple[str, str]:
    """Return what a licence is bound to: the model's fingerprint, and what licences rest on beside it."""
    return fingerprint(model, api_base), abilities.basis()


def _within(
    chooser: Subject, alone: Subject, until: float, progress: Progress | None
) -> Iterator[tuple[Sitting, Sitting]]:
    """Yield what the planner and the model choose, draft by draft, as long as there is time."""
    marked, heard = chosen.marked(), False
    for done, each in enumerate(marked, 1):
        if time.monotonic() >= until:
            return
        sitting = chooser.sit(each.case)
        heard = heard or chosen.answered(sitting)
        yield alone.sit(each.case), sitting
        if progress:
            progress(done, len(marked))
        if done == PATIENCE and not heard:
            return
