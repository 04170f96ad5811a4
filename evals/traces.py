"""Traces: what a model did in a turn before the author saw anything, as the coach tells who measures it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from companion.records import Question, Reply

from .sitting import Raw, Trace

if TYPE_CHECKING:
    from companion.coach.aid import Attempt


def trace(attempts: Iterable[Attempt], reply: Reply) -> Trace:
    """Return what `attempts` come to, and how many of the questions in `reply` the model was to word."""
    held = list(attempts)
    worded = [each for each in held if each.what == "phrase"]
    chosen = [each for each in held if each.what == "choose"]
    wordable = _wordable(reply) if worded or _failed(reply) else ()
    return Trace(
        raw=tuple(Raw(text=each.text, refused=each.rules, attempt=2 if each.again else 1) for each in worded),
        repaired=sum(each.again and not each.rules for each in worded),
        replaced=sum(question.phrasing == "curated" for question in wordable),
        wordable=len(wordable),
        agreed=sum(each.agreed for each in chosen) if chosen else None,
        offered=sum(each.asked for each in chosen) if chosen else None,
    )


def _wordable(reply: Reply) -> tuple[Question, ...]:
    """Return the questions a model may word: on a draft all but the first, which is shown at once, whoever helps."""
    return reply.questions if reply.state else reply.questions[1:]


def _failed(reply: Reply) -> bool:
    """Whether a model was asked and gave nothing; with distress, none is asked."""
    codes = {notice.code for notice in reply.notices}
    return any(code.startswith("model-") for code in codes) and not codes & _NOT_ASKED


_NOT_ASKED = frozenset({"model-not-used", "model-none", "model-unusable", "model-consent", "model-not-yet"})
