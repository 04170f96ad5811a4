"""The second tab: a conversation about why, one question at a time, and at its end the author's own sentences."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from companion.conversation import Conversation
from companion.errors import CompanionError
from companion.records import WAYS_OUT, Reply, WayOut
from companion.session import Companion
from companion.ui import cards
from companion.ui.talk import gathered, talk
from companion.ui.wording import QUIETLY, Wording

_TO_LAST = """() => {
  const turns = document.querySelectorAll('#talk .turn');
  if (turns.length) turns[turns.length - 1].scrollIntoView({behavior: 'smooth', block: 'nearest'});
}"""

_CARRY = """(said) => {
  const box = document.querySelector('#draft textarea');
  if (box && !box.value.trim()) {
    box.value = said;
    box.dispatchEvent(new Event('input', {bubbles: true}));
  }
  document.querySelector('[role=tab]').click();
  if (box) setTimeout(() => box.focus(), 100);
  return [said];
}"""
"""Go on to the draft's tab; a draft that is there already stays as it is."""


@dataclass(frozen=True, slots=True)
class Talk:
    """What the page holds of one conversation."""

    conversation: Conversation
    """The chat itself."""
    opening: Reply | None
    """The question it began with; None where it was begun another day."""


@dataclass(frozen=True, slots=True)
class ClarifyTab:
    """What the tab's parts do."""

    companion: Companion
    """Whose conversation it is."""
    wording: Wording
    """The page's words."""

    def lay_out(self, page: gr.Blocks, meant: gr.State) -> None:
        """Place the tab's parts and wire them, inside the Blocks that are being built; `meant` goes with a draft."""
        on, say, safely = self.wording.on, self.wording.say, self.wording.safely
        with gr.Row(elem_classes="desk", equal_height=False):
            with gr.Column(scale=7, min_width=320):
                on(gr.HTML(elem_classes="intro", js_on_load=None), value=lambda: cards.told(say("talk-intro")))
                spoken = gr.HTML(elem_id="talk", js_on_load=None)
                box = gr.Textbox(lines=1, max_lines=8, elem_id="say", elem_classes="field")
                on(box, label="talk-label", placeholder="talk-hint")
                trouble = gr.HTML(cards.status(""), elem_id="talk-said", js_on_load=None)
                with gr.Row():
                    speak = on(gr.Button(variant="primary", elem_id="speak"), value="talk-say")
                    halt = on(gr.Button(elem_id="talk-stop", visible=False), value="clarify.stop")
                    enough = on(gr.Button(elem_id="enough"), value="talk-enough")
                with gr.Row(elem_classes="aside"):
                    again = on(gr.Button(elem_id="talk-new", visible=False), value="talk-new")
                    resume = on(gr.Button(elem_id="talk-resume", visible=False), value="talk-resume")
            with gr.Column(scale=5, min_width=320, elem_classes="stays"):
                gathers = gr.HTML(elem_id="gathered", js_on_load=None)
                with gr.Column(visible=False, elem_id="handed") as handed:
                    on(gr.HTML(js_on_load=None), value=lambda: cards.title(say("said-title")))
                    said = gr.Textbox(lines=4, max_lines=16, elem_id="said", elem_classes="field")
                    on(said, label="said-label")
                    save = on(gr.Button(variant="primary", elem_id="said-save"), value="said-save")
                    also = on(gr.Button(elem_id="said-also"), value="said-also")
                    carry = on(gr.Button(elem_id="said-carry"), value="clarify.carry")
                    saved = gr.HTML(cards.status(""), elem_id="said-kept", js_on_load=None)
                    on(gr.HTML(js_on_load=None), value=lambda: cards.title(say("and-now")))
                    with gr.Row(elem_classes="ways"):
                        ways = {way: self._button(way) for way in WAYS_OUT}
                    decided = gr.HTML(cards.status(""), elem_id="talk-decided", js_on_load=None)
        held = gr.State(None)
        shown: list[Any] = [
            *(spoken, box, trouble, held, handed, said, saved, decided, again, resume, gathers, speak, halt, enough)
        ]
        begins: dict[str, Any] = {"outputs": shown, **QUIETLY}
        for event in (speak.click, box.submit):
            event(safely(self.say_streaming), inputs=[box, held], **begins).then(None, js=_TO_LAST)
        halt.click(safely(self.halt), inputs=[held], **{**QUIETLY, "concurrency_id": "stop"})
        enough.click(safely(self.stop), inputs=[held], **begins).then(None, js=_TO_LAST)
        again.click(safely(self.begin), **begins)
        resume.click(safely(self.resume), **begins).then(None, js=_TO_LAST)
        save.click(safely(self.save), inputs=[said, held], outputs=[saved], **QUIETLY)
        also.click(safely(self.adopt), inputs=[said, held], outputs=[saved], **QUIETLY)
        carry.click(self.carry, inputs=[said], outputs=[meant], js=_CARRY, **QUIETLY)
        for way, button in ways.items():
            button.click(safely(self._decider(way)), inputs=[held], outputs=[decided], **QUIETLY)
        page.load(safely(self.begin), **begins)

    def _button(self, way: WayOut) -> gr.Button:
        return self.wording.on(gr.Button(elem_id=f"talk-{way}"), value=f"ways_out.{way}")

    def begin(self) -> tuple[Any, ...]:
        """Open a new conversation: its first question, and nothing kept until the author speaks."""
        conversation = self.companion.converse()
        held = Talk(conversation, conversation.opening())
        return self._shown(held, resumable=self.companion.open_chat() is not None)

    def resume(self) -> tuple[Any, ...]:
        """Go on with the last conversation that is still open."""
        session = self.companion.open_chat()
        if session is None:
            return self.begin()
        conversation = self.companion.converse(session)
        return self._shown(Talk(conversation, None))

    def say(self, text: str | None, held: Talk | None) -> tuple[Any, ...]:
        """Say something; the box is emptied only once it was heard."""
        here = self._here(held)
        try:
            here.conversation.say(text or "")
        except CompanionError as error:
            return self._shown(here, box=gr.skip(), trouble=cards.trouble(self.wording.explain(error)))
        return self._shown(here, box="")

    def say_streaming(self, text: str | None, held: Talk | None) -> Iterator[tuple[Any, ...]]:
        """As `say`; where a model may take its time, a way to stop it stands there until it is done."""
        if held and self.companion.settings.model != "none" and (text or "").strip():
            heard = cards.status(self.wording.say("clarify.listening"))
            yield self._shown(held, box=gr.skip(), trouble=heard, waits=True)
        yield self.say(text, held)

    def halt(self, held: Talk | None) -> None:
        """Stop the model: what comes next comes without it, at once."""
        if held:
            held.conversation.stop()

    def carry(self, said: str | None) -> str:
        """Let the author's sentences stand for the why of the draft they go on to; a script has put them in its box."""
        return said or ""

    def stop(self, held: Talk | None) -> tuple[Any, ...]:
        """Stop here, in the words of the button as the chat's language has them: they are the author's own choice."""
        here = held or self._new()
        if here.conversation.closed or not here.conversation.exchanges:
            return self._shown(here)
        spoken = here.conversation.exchanges[-1].reply.language
        return self.say(self.wording.say("talk-enough", spoken), here)

    def save(self, said: str | None, held: Talk | None) -> str:
        """Keep the sentences as the intention of this post."""
        try:
            (held or self._new()).conversation.save(said or "")
        except CompanionError as error:
            return cards.trouble(self.wording.explain(error))
        if held is not None and held.conversation.refused:
            return cards.trouble(self.wording.say("chat.refused"))
        kept = held is not None and held.conversation.kept
        return cards.status(self.wording.say("said-saved" if kept else "said-unkept"))

    def adopt(self, said: str | None, held: Talk | None) -> str:
        """Keep them as the why of every post too."""
        try:
            (held or self._new()).conversation.save(said or "")
            version = self.companion.adopt_why(said or "").version
        except CompanionError as error:
            return cards.trouble(self.wording.explain(error))
        return cards.status(self.wording.say("intention-saved", number=version))

    def _decider(self, way: WayOut) -> Callable[[Talk | None], str]:
        def decide(held: Talk | None) -> str:
            try:
                (held or self._new()).conversation.decide(way)
            except CompanionError as error:
                return cards.trouble(self.wording.explain(error))
            return cards.status(self.wording.say(f"way-{way}"))

        return decide

    def _here(self, held: Talk | None) -> Talk:
        """Return the conversation to go on with: begun anew where it was to be kept and no more is, or the reverse."""
        if held and (held.conversation.exchanges or held.conversation.remembers == self.companion.settings.memory):
            return held
        return self._new()

    def _new(self) -> Talk:
        conversation = self.companion.converse()
        return Talk(conversation, conversation.opening())

    def _shown(
        self,
        here: Talk,
        *,
        box: Any = "",  # noqa: ANN401  an update of Gradio's
        trouble: str = "",
        resumable: bool = False,
        waits: bool = False,
    ) -> tuple[Any, ...]:
        chat = here.conversation
        closed = chat.closed
        said = cards.plain("\n".join(chat.exchanges[-1].reply.said)) if closed else ""
        return (
            talk(here.opening, chat.exchanges, self.wording),
            box,
            trouble or cards.status(""),
            here,
            gr.update(visible=closed),
            said,
            cards.status(""),
            cards.status(""),
            gr.update(visible=bool(chat.exchanges) and not waits),
            gr.update(visible=resumable),
            "" if closed else gathered(chat.gathered(), self.wording),
            gr.update(visible=not waits),
            gr.update(visible=waits),
            gr.update(visible=not waits and not closed),
        )
