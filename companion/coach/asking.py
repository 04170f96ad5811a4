"""Asking: a choice becomes a question, and the guard reads it before anyone sees it."""

from companion import guard
from companion.coach.turn import Turn
from companion.plan import Choice
from companion.questions import render
from companion.records import Draft, Fault, Question


def ask(turn: Turn, choice: Choice) -> tuple[Question, tuple[Fault, ...]]:
    """Render `choice` for the author of `turn`; return it with what the guard refuses in it."""
    assert turn.draft is not None
    question = rendered(turn.draft, choice)
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


def rendered(draft: Draft, choice: Choice) -> Question:
    """Render `choice` for the author of `draft`, unread by the guard."""
    return render(
        choice.frame,
        language=draft.language,
        register=draft.register,
        anchor=choice.anchor,
        other=choice.other,
        passage=choice.passage,
        person=choice.person,
    )
