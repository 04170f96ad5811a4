"""A conversation as the page shows it: what the author said, what they were asked, and nothing made of their words."""

from collections.abc import Sequence

from companion.records import Exchange, Reply
from companion.ui import cards
from companion.ui.cards import shown
from companion.ui.wording import Wording


def talk(opening: Reply | None, exchanges: Sequence[Exchange], wording: Wording) -> str:
    """Return a whole conversation, oldest first; the last reply is said at once to who listens to the page."""
    first = _heard(opening, wording) if opening else ""
    turns = "".join(_said(each.said, wording) + _heard(each.reply, wording) for each in exchanges)
    return f'<div class="talk" role="log" aria-live="polite" lang="{wording.language}">{first}{turns}</div>'


def _said(text: str, wording: Wording) -> str:
    who = f'<span class="who">{shown(wording.say("talk-you"))}</span>'
    return f'<div class="turn author">{who}<p>{shown(text)}</p></div>'


def _heard(reply: Reply, wording: Wording) -> str:
    care = cards.care(reply, wording)
    mirror = f'<p class="mirror">{cards.marked(reply.mirror.text)}</p>' if reply.mirror else ""
    questions = "".join(f'<p class="question">{cards.marked(question.text)}</p>' for question in reply.questions)
    notices = "".join(f'<p class="notice">{shown(each.text)}</p>' for each in reply.notices)
    who = '<span class="who">Companion</span>'
    return f'<div class="turn coach" lang="{reply.language}">{who}{care}{notices}{mirror}{questions}</div>'


def gathered(sentences: Sequence[str], wording: Wording) -> str:
    """Return what the author has said of their why so far, in their own sentences."""
    lines = "".join(f'<li dir="auto">{shown(text)}</li>' for text in sentences)
    empty = "" if sentences else cards.told(wording.say("clarify.gathered-empty"))
    return (
        f'<section class="gathered" lang="{wording.language}">{cards.title(wording.say("clarify.gathered"))}'
        f'<ul aria-live="polite">{lines}</ul>{empty}</section>'
    )
