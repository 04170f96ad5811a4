"""The first tab: a draft on one side, questions on the other, three ways out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from companion.errors import CompanionError, NotFound
from companion.records import WAYS_OUT, WayOut
from companion.session import Companion
from companion.ui import cards
from companion.ui.wording import QUIETLY, Wording

_FOLLOW = """() => {
  if (window.innerWidth < 768) document.getElementById('reply').scrollIntoView({behavior: 'smooth', block: 'start'});
}"""
"""On a phone the questions come below the button."""


@dataclass(frozen=True, slots=True)
class DraftTab:
    """What the tab's buttons do."""

    companion: Companion
    """Whose draft it is."""
    wording: Wording
    """The page's words."""

    def lay_out(self) -> None:
        """Place the tab's parts and wire them, inside the Blocks that are being built."""
        on, say, safely = self.wording.on, self.wording.say, self.wording.safely
        with gr.Row(elem_classes="desk", equal_height=False):
            with gr.Column(scale=6, min_width=320):
                box = gr.Textbox(lines=14, max_lines=28, elem_id="draft", elem_classes="field", autofocus=True)
                on(box, label="draft-label", placeholder="draft-hint")
                ask = on(gr.Button(variant="primary", elem_id="ask"), value="ask")
                on(gr.HTML(elem_classes="quiet", js_on_load=None), value=lambda: cards.told(say("kept-here")))
            with gr.Column(scale=7, min_width=320):
                on(gr.HTML(elem_id="before", js_on_load=None), value=lambda: cards.told(say("reply-empty")))
                reply = gr.HTML(cards.waiting(self.wording), elem_id="reply", js_on_load=None)
                with gr.Column(visible=False, elem_id="ways") as ways:
                    on(gr.HTML(js_on_load=None), value=lambda: cards.title(say("and-now")))
                    with gr.Row():
                        buttons = {way: self._button(way) for way in WAYS_OUT}
                answer = gr.HTML(cards.status(""), elem_id="answer", js_on_load=None)
        session = gr.State("")
        ask.click(None, js=_FOLLOW)
        ask.click(self.read, inputs=[box], outputs=[reply, ways, answer, session], **QUIETLY)
        for way, button in buttons.items():
            button.click(safely(self._decider(way)), inputs=[session], outputs=[answer], **QUIETLY)

    def _button(self, way: WayOut) -> gr.Button:
        return self.wording.on(gr.Button(elem_id=f"way-{way}"), value=f"ways_out.{way}")

    def read(self, draft: str | None) -> Iterator[tuple[Any, ...]]:
        """Show the reply as it grows. The draft itself is never an output, so nothing here can lose it."""
        text, say = draft or "", self.wording.say
        yield cards.waiting(self.wording, say("reading")), gr.update(visible=False), cards.status(""), ""
        try:
            for reply in self.companion.critique_stream(text):
                card = cards.reply(reply, self.wording)
                yield card, gr.update(visible=reply.complete), cards.status(""), reply.session
        except CompanionError as error:
            yield self._trouble(self.wording.explain(error))
        except Exception:  # as `safely`, and the panel no longer says that the draft is being read
            yield self._trouble(say("errors.error"))

    def _trouble(self, text: str) -> tuple[Any, ...]:
        return cards.waiting(self.wording), gr.update(visible=False), cards.trouble(text), ""

    def _decider(self, way: WayOut) -> Callable[[str], str]:
        def decide(session: str) -> str:
            return self.decide(session, way)

        return decide

    def decide(self, session: str, way: WayOut) -> str:
        """Record a way out and answer with one kind sentence; another one later takes its place."""
        noted = f"{self.wording.say('noted')} "
        try:
            self.companion.decide(session, way)
        except NotFound:  # this reply was not kept: nothing to note, and the way out stands all the same
            noted = ""
        except CompanionError as error:
            return cards.trouble(self.wording.explain(error))
        return cards.status(noted + self.wording.say(f"way-{way}"))
