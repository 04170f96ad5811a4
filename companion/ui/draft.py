"""The first tab: a draft on one side, questions on the other, three ways out; and the desk it all lies on."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, get_args

import gradio as gr

from companion.errors import CompanionError, NotFound
from companion.model import Deadline
from companion.records import WAYS_OUT, Desk, Lens, Version, WayOut
from companion.session import Companion
from companion.ui import answers, cards, held
from companion.ui.cards import shown
from companion.ui.desk import told as told_to
from companion.ui.doing import Doing
from companion.ui.held import Held
from companion.ui.promise import promise
from companion.ui.script import script
from companion.ui.side_by_side import side_by_side
from companion.ui.wording import QUIETLY, Wording

_FOLLOW = """() => {
  if (window.innerWidth < 768) document.getElementById('reply').scrollIntoView({behavior: 'smooth', block: 'start'});
}"""
"""On a phone the questions come below the button."""
_LENS = """(draft, suspicion, lens, held, meant) =>
  [draft, suspicion, document.querySelector('#lens select').value, held, meant]"""
_LENSES: tuple[Lens, ...] = get_args(Lens)


@dataclass(frozen=True, slots=True)
class DraftTab:
    """What the tab's buttons do."""

    companion: Companion
    """Whose draft it is."""
    wording: Wording
    """The page's words."""
    reading: dict[str, Deadline] = field(default_factory=dict)
    """The clock of each reading that goes on, by the browser it goes on for."""

    def lay_out(self, page: gr.Blocks, meant: gr.State) -> None:
        """Place the tab's parts and wire them, inside the Blocks that are being built; `meant` is from a chat."""
        on, say, safely = self.wording.on, self.wording.say, self.wording.safely
        with gr.Row(elem_classes="desk", equal_height=False):
            with gr.Column(scale=6, min_width=320, elem_classes="stays"):
                with gr.Row(elem_classes="above"):
                    on(gr.Button(elem_id="example", size="sm"), value="draft.example")
                    fresh = on(gr.Button(elem_id="fresh", size="sm"), value="draft.fresh")
                box = gr.Textbox(lines=10, max_lines=22, elem_id="draft", elem_classes="field", autofocus=True)
                on(box, label="draft-label", placeholder="draft-hint")
                with gr.Row(elem_classes="before-asking"):
                    suspicion = gr.Textbox(lines=1, max_lines=3, elem_id="suspicion", elem_classes="field")
                    on(suspicion, label="draft.suspicion", placeholder="draft.suspicion-hint")
                    on(gr.HTML(elem_id="lens", js_on_load=None), value=self._lenses)
                lens = gr.Textbox(visible=False)
                ask = on(gr.Button(variant="primary", elem_id="ask"), value="ask")
                stop = on(gr.Button(elem_id="stop", visible=False), value="draft.stop")
                on(gr.HTML(elem_classes="quiet", js_on_load=None), value=self._stays)
            with gr.Column(scale=7, min_width=320):
                on(gr.HTML(elem_id="before", js_on_load=None), value=lambda: promise(self.wording))
                reply = gr.HTML(cards.waiting(self.wording), elem_id="reply", js_on_load=answers.LISTEN)
                with gr.Column(visible=False, elem_id="ways") as ways:
                    on(gr.HTML(js_on_load=None), value=lambda: cards.title(say("and-now")))
                    with gr.Row():
                        buttons = {way: self._button(way) for way in WAYS_OUT}
                answer = gr.HTML(cards.status(""), elem_id="answer", js_on_load=None)
        both = gr.HTML(elem_id="versions", js_on_load=None)
        on(gr.HTML(elem_id="desk", js_on_load=script("desk", "marks")), value=lambda: told_to(self.wording))
        holds = gr.State(None)
        told = [reply, ways, answer, holds, both, ask, stop]
        ask.click(None, js=_FOLLOW)
        ask.click(self.read, inputs=[box, suspicion, lens, holds, meant], outputs=told, js=_LENS, **QUIETLY)
        stop.click(safely(self.stop), **{**QUIETLY, "concurrency_id": "stop"})
        fresh.click(safely(self.begin), outputs=[*told, meant], **QUIETLY)
        each: dict[str, Any] = {**QUIETLY, "trigger_mode": "multiple"}
        reply.click(safely(self.do), inputs=[holds], outputs=[reply, holds], **each)
        for way, button in buttons.items():
            button.click(safely(self._decider(way)), inputs=[holds], outputs=[answer], **QUIETLY)
        page.load(safely(self.restore), outputs=told, **QUIETLY)

    def _lenses(self) -> str:
        """Return what the author may ask to be asked about."""
        say = self.wording.say
        options = "".join(f'<option value="{name}">{shown(say(f"lenses.{name}"))}</option>' for name in _LENSES)
        return (
            f'<label for="lens-list">{shown(say("draft.lens"))}</label>'
            f'<select id="lens-list"><option value="">{shown(say("draft.surprise"))}</option>{options}</select>'
        )

    def restore(self) -> tuple[Any, ...]:
        """Show the questions of the draft that lies on the desk, with what was half typed under them."""
        lies = self.companion.desk
        holds = held.found(lies.session, self.companion) if lies.session else None
        if holds is None or not holds.versions:
            return tuple(gr.skip() for _ in range(7))
        return self._shown(holds, typed=dict(lies.typed))

    def begin(self) -> tuple[Any, ...]:
        """Clear the desk for another draft; what was read and answered is in the journal."""
        self.companion.lay(Desk())
        blank = cards.waiting(self.wording), gr.update(visible=False), cards.status(""), None, ""
        return (*blank, gr.skip(), gr.skip(), "")

    def _stays(self) -> str:
        """Return both lines that say where a draft goes: the word in the header lets the one be seen that is true."""
        lines = {name: cards.told(self.wording.say(f"kept-{name}")) for name in ("here", "sent")}
        return "".join(f'<div class="goes-{name}">{line}</div>' for name, line in lines.items())

    def _button(self, way: WayOut) -> gr.Button:
        return self.wording.on(gr.Button(elem_id=f"way-{way}"), value=f"ways_out.{way}")

    def read(  # noqa: PLR0917  what Gradio hands over, in its order
        self,
        draft: str | None,
        suspicion: str | None = "",
        lens: str | None = "",
        holds: Held | None = None,
        meant: str | None = "",
        request: gr.Request | None = None,
    ) -> Iterator[tuple[Any, ...]]:
        """Show the reply as it grows. The draft itself is never an output, so nothing here can lose it."""
        text, say = draft or "", self.wording.say
        key = str(request.session_hash) if request else ""
        deadline = self.reading[key] = Deadline()
        waits = cards.waiting(self.wording, say("reading"))
        stopping = self.companion.settings.model != "none"
        asks = gr.update(visible=not stopping), gr.update(visible=stopping)
        yield waits, gr.update(visible=False), cards.status(""), holds, "", *asks
        try:
            wanted = next((name for name in _LENSES if name == lens), None)
            before = self._answered(held.follows(holds, text))
            now = holds
            for reply in self.companion.critique_stream(
                text,
                suspicion=suspicion or "",
                lens=wanted,
                versions=before,
                intention=meant or None,
                deadline=deadline,
            ):
                now = Held((*before, Version(text, reply)))
                if not reply.complete:
                    yield self._shown(now, asks=asks)
            if now is not None and now is not holds:
                yield self._whole(now, text, suspicion or "", wanted)
        except CompanionError as error:
            yield self._trouble(self.wording.explain(error), holds)
        except Exception:  # as `safely`, and the panel no longer says that the draft is being read
            yield self._trouble(say("errors.error"), holds)
        finally:
            self.reading.pop(key, None)

    def _whole(self, now: Held, text: str, suspicion: str, wanted: Lens | None) -> tuple[Any, ...]:
        """Show a reply that is done; where a model broke off, what it left was asked without it."""
        *before, last = now.versions
        now = Held((*before, replace(last, reply=replace(last.reply, complete=True))))
        self.companion.lay(Desk(text, suspicion, now.session))
        missed = wanted and all(question.lens != wanted for question in now.reply.questions)
        said = self.wording.say("draft.lens-none", lens=self.wording.say(f"lenses.{wanted}")) if missed else ""
        return self._shown(now, said=said)

    def _answered(self, versions: tuple[Version, ...]) -> tuple[Version, ...]:
        """Return the versions with what was answered since."""
        if not versions or not held.is_kept(versions[-1].reply):
            return versions
        with suppress(CompanionError):
            return (*versions[:-1], replace(versions[-1], answers=self.companion.answers(versions[-1].reply.session)))
        return versions

    def _shown(self, now: Held, *, asks: tuple[Any, ...] = (), said: str = "", typed: Any = None) -> tuple[Any, ...]:  # noqa: ANN401  a mapping or None
        whole = now.reply.complete
        both = (
            side_by_side(now.versions[-2].draft, now.versions[-1].draft, self.wording) if len(now.versions) > 1 else ""
        )
        buttons = asks if asks and not whole else (gr.update(visible=True), gr.update(visible=False))
        card = held.card(now, self.companion, self.wording, typed=typed)
        return card, gr.update(visible=whole), cards.status(said), now, both, *buttons

    def _trouble(self, text: str, holds: Held | None) -> tuple[Any, ...]:
        """Say what went wrong; the questions that stood there stay."""
        card = held.card(holds, self.companion, self.wording) if holds else cards.waiting(self.wording)
        buttons = gr.update(visible=True), gr.update(visible=False)
        return card, gr.update(visible=holds is not None), cards.trouble(text), holds, "", *buttons

    def stop(self, request: gr.Request) -> None:
        """Stop the model that helps with this browser's reading: the questions come without it, at once."""
        deadline = self.reading.get(str(request.session_hash))
        if deadline:
            deadline.stop()

    def do(self, holds: Held | None, event: gr.EventData) -> tuple[Any, Any]:
        """Do what the author wants with a question; another reply may be on the page."""
        session, outcome = str(event.session), str(event.outcome)
        doing = Doing(self.companion, self.wording, int(event.number), str(event.text))
        if holds is None or holds.session != session:
            doing.beside(outcome, session)
            return gr.skip(), gr.skip()
        now = doing.done(outcome, holds)
        return held.card(now, self.companion, self.wording), now

    def _decider(self, way: WayOut) -> Callable[[Held | None], str]:
        def decide(holds: Held | None) -> str:
            return self.decide(holds.session if holds else "", way)

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
        said = cards.status(noted + self.wording.say(f"way-{way}"))
        return f'<div class="rested">{said}</div>' if way == "not-today" else said
