"""History: what was asked before weighs on what is asked now."""

from collections.abc import Callable, Sequence

from companion.plan.choice import Choice
from companion.questions import Frame
from companion.records import Asked

_LATELY = 8
"""Questions back from now within which what was asked, or left aside, weighs on the next."""
_LEFT_ASIDE = 0.4
"""What a lens loses while a question on it was lately left aside."""


def history(asked: Sequence[Asked]) -> Callable[[Frame], float]:
    """Return what a question loses by having been asked lately, or by its lens having been left aside."""
    unwelcome = {question.lens for question in asked[:_LATELY] if question.outcome == "skipped"}
    last = {frame: age for age, frame in reversed(list(enumerate(question.frame for question in asked)))}

    def cost(frame: Frame) -> float:
        lately = (2.0 if last[frame.id] < _LATELY else 0.8) if frame.id in last else 0.0
        return lately + (_LEFT_ASIDE if frame.lens in unwelcome else 0.0)

    return cost


def unsettled(ranked: list[Choice], asked: Sequence[Asked]) -> list[Choice]:
    """Return what the author neither answered nor left aside; all of it where nothing else can be asked."""
    settled = {question.frame for question in asked if question.outcome}
    return [choice for choice in ranked if choice.frame.id not in settled] or ranked
