"""Memories: all that is remembered, in one place, each thing changed or switched off there."""

from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from companion import settings
from companion.errors import CompanionError
from companion.records import Intention
from companion.session import Companion
from companion.ui import cards, remembered
from companion.ui.script import script
from companion.ui.wording import QUIETLY, Wording


@dataclass(frozen=True, slots=True)
class Memories:
    """What its parts do."""

    companion: Companion
    """Whose they are."""
    wording: Wording
    """The page's words."""

    def lay_out(self) -> tuple[gr.HTML, Any]:
        """Place its parts and wire them; return the list, and the event of a setting that was changed."""
        on, say, later, safely = self.wording.on, self.wording.say, self.wording.later, self.wording.safely
        on(gr.HTML(js_on_load=None, elem_classes="apart"), value=lambda: cards.title(say("remembered.title")))
        on(gr.HTML(elem_classes="intro", js_on_load=None), value=lambda: cards.told(say("remembered.intro")))
        listed = later(gr.HTML(elem_id="remembered", js_on_load=script("remembered")), value=self.listed)
        said = gr.HTML(cards.status(""), elem_id="remembered-said", js_on_load=script("passing"))
        does: dict[str, Any] = {"outputs": [said, listed], **QUIETLY}
        listed.edit(safely(self.keep), **does)
        listed.clear(safely(self.clear), **does)
        listed.undo(safely(self.again), **does)
        return listed, listed.select(safely(self.choose), **does)

    def listed(self) -> str:
        """Return all of it, or why it cannot be read."""
        companion, wording = self.companion, self.wording
        try:
            parts = (
                remembered.counted(companion.counted(), wording),
                remembered.intention(companion.intention() or Intention(), wording),
                remembered.given(companion.given(limit=remembered.ANSWERS), wording),
                remembered.never(companion.never_asked(), wording),
                remembered.chosen(settings.shown(companion.settings), wording, hosted=companion.hosted),
            )
        except CompanionError as error:
            return cards.trouble(wording.explain(error))
        return remembered.remembered(parts, wording)

    def keep(self, event: gr.EventData) -> tuple[str, str]:
        """Keep a part of the intention, or an answer, as it is written now."""
        text = str(event.text)
        if not text.strip():
            return self.clear(event)
        try:
            if event.kind == "answer":
                self.companion.answer(*_answer(str(event.what)), text)
            else:
                self._intend(str(event.what), text.strip())
        except CompanionError as error:
            return cards.trouble(self.wording.explain(error)), self.listed()
        return self._done("remembered.kept")

    def clear(self, event: gr.EventData) -> tuple[str, str]:
        """Take a part of the intention out, or leave an answer aside."""
        try:
            if event.kind == "answer":
                self.companion.skip(*_answer(str(event.what)))
                return self._done("remembered.answer-cleared")
            self._intend(str(event.what), "")
        except CompanionError as error:
            return cards.trouble(self.wording.explain(error)), self.listed()
        return self._done("remembered.cleared")

    def again(self, event: gr.EventData) -> tuple[str, str]:
        """Let a question be asked again."""
        try:
            self.companion.ask_again(str(event.what))
        except CompanionError as error:
            return cards.trouble(self.wording.explain(error)), self.listed()
        return self._done("remembered.again-done")

    def choose(self, event: gr.EventData) -> tuple[str, str]:
        """Change a setting."""
        try:
            self.companion.set(str(event.name), str(event.value))
        except CompanionError as error:
            return cards.trouble(self.wording.explain(error)), self.listed()
        return self._done("remembered.kept")

    def _intend(self, name: str, text: str) -> None:
        if name in remembered.FIELDS:
            changed: dict[str, Any] = {name: text}
            self.companion.save_intention(replace(self.companion.intention() or Intention(), **changed))

    def _done(self, name: str) -> tuple[str, str]:
        return cards.status(self.wording.say(name)), self.listed()


def _answer(what: str) -> tuple[str, int]:
    session, _, number = what.rpartition("/")
    return session, int(number)
