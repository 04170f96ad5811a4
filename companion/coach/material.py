"""Material: what a model reads of an author, each text in its fence; past posts are never among it."""

from companion.coach.turn import Turn
from companion.fence import fenced
from companion.records import Intention, Question

_DRAFT = 4000
"""Characters of a draft that a model reads."""
_SAID = 700
"""Characters of one turn of a chat."""
_BEFORE = 3
"""Turns of a chat that a model reads before the last."""
_INTENTION = 600
_PARTS = ("why", "community", "message", "tone", "boundaries", "wish")


def of_draft(turn: Turn) -> str:
    """Return a draft and what its author intends."""
    return "\n".join(filter(None, (fenced("draft", turn.text, most=_DRAFT), _intended(turn.recalled.intention))))


def of_chat(turn: Turn) -> str:
    """Return the last turns of a chat, its questions and what the author said, and what they intend."""
    said: list[str] = []
    for exchange in turn.earlier[-_BEFORE:]:
        said.append(fenced("author", exchange.said, most=_SAID))
        said += [fenced("coach", q.text, most=_SAID) for q in exchange.reply.questions if not _cites(q)]
    return "\n".join(filter(None, (_intended(turn.recalled.intention), *said, fenced("author", turn.text, most=_SAID))))


def _cites(question: Question) -> bool:
    return any(each.kind == "post" for each in question.evidence)


def _intended(intention: Intention | None) -> str:
    said = "\n".join(f"{name}: {value}" for name in _PARTS if (value := getattr(intention, name, "")))
    return fenced("intention", said, most=_INTENTION) if said else ""
