"""What the page shows of a reply, as HTML.

Invariant: every foreign text (draft, post, question, intention, file name) goes through `shown` and comes out as text:
no tag, link, image or formula is ever made of it.
"""

import html
import re
from collections.abc import Callable
from datetime import datetime

from companion.days import day_of
from companion.lineup import called
from companion.questions import spoken
from companion.records import Care, Evidence, Language, Question, Reply
from companion.ui.wording import Wording

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ud800-\udfff]")
"""What no page can hold: controls, and halves of characters that cannot be sent."""
_HALVES = re.compile("[\ud800-\udfff]")
_QUOTED = re.compile("«[^«»]{1,600}»|“[^“”]{1,600}”")
Say = Callable[..., str]
Below = Callable[[int], str]
"""What stands under a question, as HTML, given its place from 1."""
_OWN = "return-to"
"""Code of the notice that holds the author's own line."""


def shown(text: str) -> str:
    """Return `text` safe to stand in HTML, in an element or an attribute."""
    return html.escape(_UNFIT.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")))


def plain(text: str) -> str:
    """Return `text` as a box can hold it: halves of characters cannot be sent to a browser at all."""
    return _HALVES.sub("\ufffd", text)


def waiting(wording: Wording, hint: str = "") -> str:
    """Return the place where the reply will come, with a line on what is being done."""
    return _panel(wording.language, hint=shown(hint))


def trouble(text: str) -> str:
    """Return what went wrong, said at once to who listens to the page."""
    return f'<p class="trouble" role="alert">{shown(text)}</p>'


def title(text: str) -> str:
    """Return the title of a part of a tab."""
    return f"<h2>{shown(text)}</h2>"


def status(text: str) -> str:
    """Return what was done, in one sentence, said when it comes."""
    return f'<div role="status">{told(text)}</div>'


def told(text: str) -> str:
    """Return one plain sentence."""
    return f'<p class="told">{shown(text)}</p>' if text else ""


def reply(reply: Reply, wording: Wording, below: Below = lambda _: "", *, draft: str | None = None) -> str:
    """Return the whole reply; the author's own line, for when they come in tired, stands apart from the notices.

    With `draft`, which stands beside it on the page, each question says where in it its passage is.
    """

    def say(name: str, **values: object) -> str:
        return shown(wording.say(name, reply.language, **values))

    def noted(*, own: bool) -> str:
        return "".join(f"<p>{shown(each.text)}</p>" for each in reply.notices if (each.code == _OWN) is own)

    done = say("arrived", count=len(reply.questions)) if reply.complete and len(reply.questions) > 1 else ""
    return _panel(
        reply.language,
        care=care(reply, wording),
        mirror=f"<p>{marked(reply.mirror.text)}</p>" if reply.mirror else "",
        questions="".join(
            f"<li{_place(question, number, draft, say)}>{_number(question, number, draft, say)}"
            f"{_question(question, reply.language, say)}{below(number)}</li>"
            for number, question in enumerate(reply.questions, start=1)
        ),
        line=noted(own=True),
        notices=noted(own=False) + _by(reply, say),
        hint="" if reply.complete else say("arriving"),
        status=done,
    )


def _by(reply: Reply, say: Say) -> str:
    """Return which model had a part in it, and where that runs; nothing where none had."""
    use = reply.model
    if not use.name or not (use.chose or use.phrased):
        return ""
    name = f"models.by-{'phrased' if use.phrased else 'chose'}-{use.where}"
    return f'<p class="by">{say(name, model=called(use.name))}</p>'


def _panel(language: Language, *, hint: str = "", status: str = "", **slots: str) -> str:
    """Each slot always stands, in the same order: what arrives is added to the page and nothing is read out twice."""
    care, mirror, questions = slots.get("care", ""), slots.get("mirror", ""), slots.get("questions", "")
    return (
        f'<div class="reply" lang="{language}">'
        f'<div class="care-slot" aria-live="polite">{care}</div>'
        f'<div class="mirror" aria-live="polite">{mirror}</div>'
        f'<div class="hint" role="status">{hint}</div>'
        f'<ol class="questions" aria-live="polite">{questions}</ol>'
        f'<div class="line">{slots.get("line", "")}</div>'
        f'<div class="notices">{slots.get("notices", "")}</div>'
        f'<div class="heard" role="status">{status}</div></div>'
    )


def _place(question: Question, number: int, draft: str | None, say: Say) -> str:
    """Return where a question's passage stands in the draft, counted as a browser counts."""
    anchor = question.anchor
    if draft is None:
        return ""
    if anchor is None or draft[anchor.start : anchor.end] != anchor.text:
        return f' data-number="{number}"'
    start = len(draft[: anchor.start].encode("utf-16-le", "surrogatepass")) // 2
    return (
        f' data-number="{number}" data-start="{start}" data-text="{shown(anchor.text)}"'
        f' data-passage="{say("draft.passage", number=number)}"'
    )


def _number(question: Question, number: int, draft: str | None, say: Say) -> str:
    """Return the number of a question; where it has a passage, it leads there."""
    if draft is None or question.anchor is None:
        return f'<span class="number" aria-hidden="true">{number}</span>'
    return (
        f'<button type="button" class="number to-passage" aria-label="{say("draft.show", number=number)}">'
        f"{number}</button>"
    )


def _question(question: Question, language: Language, say: Say) -> str:
    evidence = "".join(_evidence(each, language, say) for each in question.evidence)
    here = question.anchor.text if question.anchor else ""
    return (
        f'<p class="lens">{say(f"lenses.{question.lens}")}</p>'
        f'<p class="question">{marked(question.text, here)}</p>{evidence}<p class="why">{shown(question.why)}</p>'
    )


def _evidence(evidence: Evidence, language: Language, say: Say) -> str:
    """Return where a quotation comes from, with its words where the question does not already hold them."""
    when = spoken(evidence.date, language) if evidence.date else ""
    name = f"from-{evidence.kind}" if when else f"from-{evidence.kind}-undated"
    return f'<p class="evidence">{say(name, date=when)} <q>{shown(evidence.text)}</q></p>'


def care(reply: Reply, wording: Wording) -> str:
    """Return the care card of a reply that has one."""

    def say(name: str, **values: object) -> str:
        return shown(wording.say(name, reply.language, **values))

    return _care(reply.care, say) if reply.care else ""


def _care(care: Care, say: Say) -> str:
    contacts = "".join(
        f"<li><span>{shown(each.name)}</span> <strong>{shown(each.contact)}</strong>"
        + (f" <small>{shown(each.note)}</small>" if each.note else "")
        + "</li>"
        for each in care.resources
    )
    return (
        f'<section class="care" aria-label="{say("care")}"><p>{shown(care.text)}</p><ul>{contacts}</ul>'
        f"<small>{say('care-checked', date=care.checked)}</small></section>"
    )


def marked(text: str, here: str = "") -> str:
    """Return a sentence with the author's own words set apart, and those of the draft that stand `here` as such."""

    def own(match: re.Match[str]) -> str:
        name = "own here" if here and match[0][1:-1].strip() == shown(here) else "own"
        return f'<span class="{name}">{match[0]}</span>'

    return _QUOTED.sub(own, shown(text))


def day(when: datetime | None, wording: Wording) -> str:
    """Return a day as it is said, without its preposition."""
    if when is None:
        return wording.say("undated")
    said = spoken(day_of(when).isoformat(), wording.language)
    return said.removeprefix("le ").removeprefix("on ")
