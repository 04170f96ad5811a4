"""Asking: a choice becomes a question, and the guard reads it before anyone sees it."""

from companion import guard
from companion.coach.turn import Turn
from companion.plan import Choice
from companion.questions import render
from companion.records import Fault, Question


def ask(turn: Turn, choice: Choice) -> tuple[Question, tuple[Fault, ...]]:
    """Render `choice` for the author of `turn`; return it with what the guard refuses in it."""
    assert turn.draft is not None
    question = render(
        choice.frame,
        language=turn.draft.language,
        register=turn.draft.register,
        anchor=choice.anchor,
        other=choice.other,
        passage=choice.passage,
    )
    faults = guard.check(
        question.text,
        draft=turn.text,
        intention=turn.recalled.intention,
        posts=turn.recalled.posts,
        replies=tuple(exchange.said for exchange in turn.earlier),
        language=turn.draft.language,
        register=turn.draft.register,
    )
    return question, tuple(fault for fault in faults if fault.level == "G")
