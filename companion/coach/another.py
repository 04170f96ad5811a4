"""Another: a question put differently at the author's wish, in the place of one they did not warm to."""

from collections.abc import Iterator, Sequence

from companion.coach.asking import ask
from companion.coach.turn import Turn
from companion.language import folded
from companion.plan import Choice, worth_asking
from companion.records import Cited, Question, Reply

_TRIES = 12
"""Refusals after which nothing else is looked for: the guard refuses next to nothing that is curated."""


def another(turn: Turn, reply: Reply, number: int) -> Question | None:
    """Return what to ask in the place of question `number` of `reply`; None where nothing else is worth asking.

    `turn` is read, recalled and planned, with `reply` among its earlier versions, so that nothing comes back. First
    what asks about the same thing on the same words, then about the same thing, then on the same words, then the next.
    """
    old = reply.questions[number - 1]
    others = [question for question in reply.questions if question is not old]
    seen = {folded(text) for text in turn.wish.texts}
    for choice in list(_ranked(turn, old, others))[:_TRIES]:
        question, refused = ask(turn, choice)
        if not refused and folded(question.text) not in seen:
            return question
    return None


def _ranked(turn: Turn, old: Question, others: Sequence[Question]) -> Iterator[Choice]:
    left = [c for c in (*turn.plan.choices, *turn.plan.reserve) if worth_asking(c, []) and _apart(c, others)]
    yield from sorted(left, key=lambda c: (-2 * (c.frame.lens == old.lens) - _on(c, old.anchor), -c.score))


def _apart(choice: Choice, others: Sequence[Question]) -> bool:
    """Whether `choice` repeats no lens and no words of the questions that stay."""
    return not any(
        choice.frame.lens == other.lens
        or _on(choice, other.anchor)
        or any(choice.passage and choice.passage.text == each.text for each in other.evidence)
        for other in others
    )


def _on(choice: Choice, anchor: Cited | None) -> bool:
    """Whether `choice` hangs on words of `anchor`."""
    hung = [each for each in (choice.anchor, choice.other) if each]
    return anchor is not None and any(each.start < anchor.end and anchor.start < each.end for each in hung)
