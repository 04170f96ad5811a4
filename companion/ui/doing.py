"""What an author does with one question: answer it, leave it aside, have it put differently, or never again."""

from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from companion.errors import CompanionError
from companion.records import Answer, Intention, Question, Version
from companion.session import Companion
from companion.ui.held import NOTED, Held
from companion.ui.wording import Wording


@dataclass(frozen=True, slots=True)
class Doing:
    """One thing done."""

    companion: Companion
    """Whose question it is."""
    wording: Wording
    """The page's words."""
    number: int
    """Which question, from 1."""
    text: str = ""
    """What was written under it."""

    def done(self, outcome: str, held: Held) -> Held:
        """Do it, and return what the page holds then; what was refused is said under the question."""
        try:
            return self._do(outcome, held)
        except CompanionError as error:
            return held.told(self.number, trouble=self.wording.explain(error))

    def beside(self, outcome: str, session: str) -> None:
        """Do it for a reply that is not on this page any more; what was refused is said in a corner."""
        try:
            if outcome in {"answered", "skipped"}:
                self._keep(outcome, session)
        except CompanionError as error:
            gr.Warning(self.wording.explain(error), title="Companion")

    def _do(self, outcome: str, held: Held) -> Held:
        match outcome:
            case "differently":
                return self._differently(held)
            case "never":
                self.companion.never_ask(held.session, self.number)
                return replace(held.told(self.number), never=held.never | {self.number})
            case "undo":
                self.companion.ask_again(self._question(held).frame or "")
                return replace(held.told(self.number), never=held.never - {self.number})
            case "adopt":
                return held.told(self.number, said=self._adopted(held))
            case _:
                self._keep(outcome, held.session)
                return self._cared(held.told(self.number))

    def _keep(self, outcome: str, session: str) -> None:
        if outcome == "skipped":
            self.companion.skip(session, self.number)
        else:
            self.companion.answer(session, self.number, self.text)

    def _cared(self, held: Held) -> Held:
        """Bring the care card where the answer calls for it; it is shown, and kept nowhere."""
        card = self.companion.care(self.text, held.reply.language) if self.text and not held.reply.care else None
        *before, last = held.versions
        if card is None:
            return held
        return replace(held, versions=(*before, replace(last, reply=replace(last.reply, care=card))))

    def _differently(self, held: Held) -> Held:
        *before, last = self._with_answers(held)
        new = self.companion.differently((*before, last), self.number)
        if new is None:
            return held.told(self.number, said=self.wording.say("draft.nothing-else", held.reply.language))
        return replace(held.told(self.number), versions=(*before, new), never=held.never - {self.number})

    def _with_answers(self, held: Held) -> tuple[Version, ...]:
        *before, last = held.versions
        answers: tuple[Answer, ...] = last.answers
        if not held.session.startswith("unkept-"):
            answers = self.companion.answers(held.session)
        return (*before, replace(last, answers=answers))

    def _adopted(self, held: Held) -> str:
        """Note the answer that is kept, not what stands in the box now."""
        question = self._question(held)
        answer = next(a for a in self.companion.answers(held.session) if a.number == self.number)
        saved = self.companion.intention() or Intention()
        noted: dict[str, Any] = {NOTED[question.lens]: answer.text}
        version = self.companion.save_intention(replace(saved, **noted)).version
        return self.wording.say("draft.adopted", held.reply.language, number=version)

    def _question(self, held: Held) -> Question:
        return held.reply.questions[self.number - 1]
