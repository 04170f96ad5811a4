"""Presence: whether a model helps and where it runs, in one word that is always in sight.

Invariant: the word says what the next reply is made with, asked of the very part that makes it; a model that is kept
but may do nothing is no model.
"""

from dataclasses import dataclass
from typing import Any, Literal

import gradio as gr

from companion import lineup
from companion.engine import NONE
from companion.errors import CompanionError
from companion.session import Companion
from companion.ui.cards import shown
from companion.ui.script import script
from companion.ui.wording import QUIETLY, Wording

ASIDE: dict[str, Any] = {**QUIETLY, "concurrency_id": "presence"}
"""To look at a model never keeps a question waiting."""


@dataclass(frozen=True, slots=True)
class Presence:
    """What the next reply is made with."""

    where: Literal["none", "here", "away"]
    """Where what it is made with runs."""
    name: str = ""
    """The model that is kept, as people call it; "" for none."""
    host: str = ""
    """Where it runs, if elsewhere."""
    why: str = ""
    """Code of why a model that is kept does nothing."""
    chooses: bool = False
    """Whether it chooses what to ask."""
    phrases: bool = False
    """Whether it words what is asked."""


def present(companion: Companion) -> Presence:
    """Return what the next reply of `companion` is made with."""
    kept = companion.settings
    if kept.model == NONE:
        return Presence("none")
    name, host = lineup.called(kept.model), ""
    try:
        host = lineup.host(kept.model, kept.api_base)
        aid, codes = companion.helper()
    except CompanionError as error:
        return Presence("none", name, host, error.code)
    if aid is None:
        return Presence("none", name, host, codes[-1] if codes else "")
    return Presence("away" if host else "here", name, host, "", aid.chooses, aid.phrases)


class Word:
    """The word in the page's header."""

    def __init__(self, companion: Companion, wording: Wording) -> None:
        """Look at nothing yet: to know a large model takes seconds, which the page does not wait for."""
        self._companion, self._wording = companion, wording
        self._last = Presence("none")
        self.part: gr.HTML | None = None

    def lay_out(self) -> gr.HTML:
        """Place it."""
        self.part = self._wording.on(gr.HTML(elem_id="presence", js_on_load=script("presence")), value=self.said)
        return self.part

    def wire(self, page: gr.Blocks, tabs: gr.Tabs) -> None:
        """Look when the page opens and whenever it is looked at again; pressed, it leads to where one chooses."""
        assert self.part is not None
        page.load(self.again, outputs=[self.part], **ASIDE)
        self.part.tick(self.again, outputs=[self.part], **ASIDE)
        self.part.click(lambda: gr.Tabs(selected="model"), outputs=[tabs], **ASIDE)

    def again(self) -> str:
        """Look, and return the word."""
        self._last = present(self._companion)
        return self.said()

    def said(self) -> str:
        """Return the word as it was when last looked at."""
        say, now = self._wording.say, self._last
        here = "models.word-served" if self._companion.hosted else "models.word-here"
        name = {"none": "models.word-none", "here": here, "away": "models.word-away"}[now.where]
        word = say(name, name=now.name, host=now.host)
        return (
            f'<div class="presence {now.where}" role="status" lang="{self._wording.language}">'
            f'<button type="button" aria-label="{shown(say("models.word-label", word=word))}">{shown(word)}</button>'
            "</div>"
        )
