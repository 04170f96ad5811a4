"""The first tab: a draft on one side, questions on the other, three ways out."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from companion import lineup
from companion.errors import CompanionError, NotFound
from companion.records import WAYS_OUT, Answer, Reply, WayOut
from companion.session import Companion
from companion.ui import answers, cards
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
                on(gr.HTML(elem_classes="quiet", js_on_load=None), value=lambda: cards.told(say(self._stays())))
            with gr.Column(scale=7, min_width=320):
                on(gr.HTML(elem_id="before", js_on_load=None), value=lambda: cards.told(say("reply-empty")))
                reply = gr.HTML(cards.waiting(self.wording), elem_id="reply", js_on_load=answers.LISTEN)
                with gr.Column(visible=False, elem_id="ways") as ways:
                    on(gr.HTML(js_on_load=None), value=lambda: cards.title(say("and-now")))
                    with gr.Row():
                        buttons = {way: self._button(way) for way in WAYS_OUT}
                answer = gr.HTML(cards.status(""), elem_id="answer", js_on_load=None)
        held = gr.State(None)
        ask.click(None, js=_FOLLOW)
        ask.click(self.read, inputs=[box], outputs=[reply, ways, answer, held], **QUIETLY)
        each: dict[str, Any] = {**QUIETLY, "trigger_mode": "multiple"}
        reply.click(safely(self.answer), inputs=[held], outputs=[reply], **each)
        for way, button in buttons.items():
            button.click(safely(self._decider(way)), inputs=[held], outputs=[answer], **QUIETLY)

    def _stays(self) -> str:
        """Name the line that says where a draft goes: nowhere, unless a model elsewhere was agreed to."""
        kept = self.companion.settings
        with suppress(CompanionError):
            if kept.model != "none" and lineup.host(kept.model, kept.api_base):
                return "kept-sent"
        return "kept-here"

    def _button(self, way: WayOut) -> gr.Button:
        return self.wording.on(gr.Button(elem_id=f"way-{way}"), value=f"ways_out.{way}")

    def read(self, draft: str | None) -> Iterator[tuple[Any, ...]]:
        """Show the reply as it grows. The draft itself is never an output, so nothing here can lose it."""
        text, say = draft or "", self.wording.say
        yield cards.waiting(self.wording, say("reading")), gr.update(visible=False), cards.status(""), None
        try:
            reply = None
            for reply in self.companion.critique_stream(text):
                yield self._card(reply), gr.update(visible=reply.complete), cards.status(""), reply
            if reply and not reply.complete:  # a model broke off; what it left was asked without it
                reply = replace(reply, complete=True)
                yield self._card(reply), gr.update(visible=True), cards.status(""), reply
        except CompanionError as error:
            yield self._trouble(self.wording.explain(error))
        except Exception:  # as `safely`, and the panel no longer says that the draft is being read
            yield self._trouble(say("errors.error"))

    def _trouble(self, text: str) -> tuple[Any, ...]:
        return cards.waiting(self.wording), gr.update(visible=False), cards.trouble(text), None

    def _card(self, reply: Reply, trouble: str = "", at: int = 0) -> str:
        """Return a reply with a box under each question, once it is whole and in the journal."""
        kept = not (reply.session.startswith("unkept-") or any(each.code == "not-kept" for each in reply.notices))
        if not (reply.complete and kept):
            return cards.reply(reply, self.wording)
        done: tuple[Answer, ...] = ()
        with suppress(CompanionError):
            done = self.companion.answers(reply.session)
        return cards.reply(reply, self.wording, answers.boxes(reply, done, self.wording, trouble=trouble, at=at))

    def answer(self, reply: Reply | None, event: gr.EventData) -> Any:  # noqa: ANN401  an update of Gradio's
        """Keep an answer, or that a question is left aside, under the question; another reply may be on the page."""
        session, number, trouble = str(event.session), int(event.number), ""
        try:
            if event.outcome == "skipped":
                self.companion.skip(session, number)
            else:
                self.companion.answer(session, number, str(event.text))
        except CompanionError as error:
            trouble = self.wording.explain(error)
        if reply and reply.session == session:
            return self._card(reply, trouble, number)
        if trouble:
            gr.Warning(cards.shown(trouble))
        return gr.skip()

    def _decider(self, way: WayOut) -> Callable[[Reply | None], str]:
        def decide(reply: Reply | None) -> str:
            return self.decide(reply.session if reply else "", way)

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
