"""The first minute: what the companion does and never does, in place of questions that are still to come."""

from companion.ui.cards import shown, told
from companion.ui.wording import Wording

_LINES = (1, 2, 3)


def promise(wording: Wording) -> str:
    """Return both lists, and where the questions will come."""
    lists = _list("does", wording) + _list("never", wording)
    return f'<div class="promise">{lists}{told(wording.say("reply-empty"))}</div>'


def _list(name: str, wording: Wording) -> str:
    lines = "".join(f"<li>{shown(wording.say(f'draft.{name}-{number}'))}</li>" for number in _LINES)
    return f'<h2>{shown(wording.say(f"draft.{name}"))}</h2><ul class="{name}">{lines}</ul>'
