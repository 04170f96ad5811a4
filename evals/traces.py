"""Traces: what a model did in a turn before the author saw anything, as the coach tells who measures it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from companion.records import Reply

from .sitting import Raw, Trace

if TYPE_CHECKING:
    from companion.coach.aid import Attempt


def trace(attempts: Iterable[Attempt], reply: Reply, *, own: bool) -> Trace:
    """Return what `attempts` come to; where `own` words were wanted, a curated question is one that took a place."""
    held = list(attempts)
    worded = [each for each in held if each.what == "phrase"]
    chosen = [each for each in held if each.what == "choose"]
    return Trace(
        raw=tuple(Raw(text=each.text, refused=each.rules, attempt=2 if each.again else 1) for each in worded),
        repaired=sum(each.again and not each.rules for each in worded),
        replaced=sum(question.phrasing == "curated" for question in reply.questions) if own else 0,
        agreed=sum(each.agreed for each in chosen) if chosen else None,
        offered=sum(each.asked for each in chosen) if chosen else None,
    )
