"""Under each question: a line to answer it for oneself, and what else can be done with it; in the journal, what was.

Invariant: what is typed leaves the browser as data and comes back as text; a box is changed by nobody but its author.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from companion.records import Answer, Reply
from companion.ui import cards
from companion.ui.cards import Below, shown
from companion.ui.script import script
from companion.ui.wording import Wording

LISTEN = script("answers")
"""What lets the boxes be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Under:
    """What stands under the questions of one reply."""

    done: Sequence[Answer] = ()
    """What was done with them."""
    kept: bool = True
    """Whether there is a journal to keep an answer in."""
    ready: bool = True
    """Whether the reply is in it already; until then a box can be written in."""
    typed: Mapping[int, str] = field(default_factory=dict)
    """Half-typed answers, by number."""
    said: Mapping[int, str] = field(default_factory=dict)
    """What is said of what was just done, by number."""
    trouble: Mapping[int, str] = field(default_factory=dict)
    """What went wrong, by number."""
    never: Collection[int] = ()
    """Those never to be asked again."""
    adoptable: Collection[int] = ()
    """Those whose answer may be noted as the author's intention."""


def boxes(reply: Reply, under: Under, wording: Wording) -> Below:
    """Return what stands under each question of a reply."""

    def box(number: int) -> str:
        return _Box(reply, number, under, wording).html()

    return box


@dataclass(frozen=True, slots=True)
class _Box:
    reply: Reply
    number: int
    under: Under
    wording: Wording

    def html(self) -> str:
        answer = next((each for each in self.under.done if each.number == self.number), None)
        told = self._say(answer.outcome) if answer else ""
        skipped = " skipped" if answer and not answer.text else ""
        ready = ' data-ready="yes"' if self.under.ready else ""
        line = self._line(answer.text if answer else "") if self.under.kept else "<textarea hidden></textarea>"
        adopt = self._button("adopt", "other") if answer and self.number in self.under.adoptable else ""
        return (
            f'<div class="answer{skipped}" aria-live="off" data-session="{shown(self.reply.session)}"'
            f' data-number="{self.number}"{ready}>{line}<div class="acts">{self._acts()}</div>'
            f'<div class="outcome" role="status">{self._outcome(told)}{adopt}</div></div>'
        )

    def _line(self, text: str) -> str:
        """Return the box, named as no other question's is: under another question it begins anew."""
        question = self.reply.questions[self.number - 1]
        name = f"answer-{shown(self.reply.id)}-{self.number}-{shown(question.frame or 'own')}"
        typed = self.under.typed.get(self.number)
        held = "" if typed is None else f' data-typed="{shown(typed)}"'
        return (
            f'<label for="{name}">{self._say("answer-label", number=self.number)}</label>'
            f'<textarea id="{name}" rows="1" placeholder="{self._say("answer-hint")}"{held}>\n{shown(text)}</textarea>'
        )

    def _acts(self) -> str:
        question = self.reply.questions[self.number - 1]
        if self.number in self.under.never:
            return self._button("undo", "other", label="draft.never-undo")
        keeping = self._button("answered", "keep", label="answer-keep") if self.under.kept else ""
        differently = self._button("differently", "other")
        skipping = self._button("skipped", "skip", label="answer-skip") if self.under.kept else ""
        never = self._button("never", "other", label="draft.never-again") if self.under.kept and question.frame else ""
        return keeping + differently + skipping + never

    def _button(self, outcome: str, name: str, *, label: str = "") -> str:
        label = label or f"draft.{outcome}"
        waits = "" if self.under.ready else " disabled"
        return (
            f'<button type="button" class="{name}" data-outcome="{outcome}"{waits}'
            f' aria-label="{self._say(f"{label}-one", number=self.number)}">{self._say(label)}</button>'
        )

    def _outcome(self, told: str) -> str:
        if trouble := self.under.trouble.get(self.number):
            return cards.trouble(trouble)
        if said := self.under.said.get(self.number):
            return f"<p>{shown(said)}</p>"
        if self.number in self.under.never:
            return f"<p>{self._say('draft.never-done')}</p>"
        return f"<p>{told}</p>" if told else ""

    def _say(self, name: str, **values: object) -> str:
        return shown(self.wording.say(name, self.reply.language, **values))


def told(reply: Reply, answers: Sequence[Answer], wording: Wording) -> Below:
    """Return what was done with each question, to be read."""
    done = {answer.number: answer for answer in answers}

    def line(number: int) -> str:
        answer = done.get(number)
        if answer is None:
            return ""
        who = shown(wording.say(f"journal-{answer.outcome}", reply.language))
        return f'<p class="mine {answer.outcome}"><span class="who">{who}</span>{shown(answer.text)}</p>'

    return line
