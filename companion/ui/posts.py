"""The fourth tab: what was published before, brought in, looked through, corrected, forgotten, taken along."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

import gradio as gr

from companion.errors import CompanionError
from companion.session import Companion
from companion.ui import cards
from companion.ui.importing import Importing
from companion.ui.parcel import Parcels
from companion.ui.parting import Parting
from companion.ui.shelf import Refresh, Shelf
from companion.ui.wording import QUIETLY, Wording


@dataclass(frozen=True, slots=True)
class PostsTab:
    """Its parts, and what pasting does."""

    companion: Companion
    """Whose posts they are."""
    wording: Wording
    """The page's words."""
    parcels: Parcels
    """Where what is taken along waits."""

    def lay_out(self) -> None:
        """Place the tab's parts and wire them, inside the Blocks that are being built."""
        on, say = self.wording.on, self.wording.say
        importing = Importing(self.companion, self.wording, own_machine=not self.companion.hosted)
        parting = Parting(self.companion, self.wording, self.parcels)
        on(gr.HTML(elem_classes="intro", js_on_load=None), value=lambda: cards.told(say("posts-intro")))
        with gr.Row(elem_classes="desk", equal_height=False):
            with gr.Column(scale=7, min_width=300):
                given = importing.lay_out()
            with gr.Column(scale=5, min_width=300):
                pasting = self._paste()
        on(gr.HTML(js_on_load=None, elem_classes="apart"), value=lambda: cards.title(say("posts-title")))
        shelf = Shelf(self.companion, self.wording).lay_out()
        erase = parting.lay_out()
        everywhere = Refresh([*shelf.parts, erase], shelf.look, lambda look: [*shelf.now(look), parting.erasable()])
        importing.wire(given, everywhere)
        parting.wire(erase, shelf)
        button, text, day, pasted = pasting
        kept = button.click(self.wording.safely(self.paste), inputs=[text, day], outputs=[pasted, text, day], **QUIETLY)
        everywhere.after(kept)

    def _paste(self) -> tuple[Any, ...]:
        on, say = self.wording.on, self.wording.say
        on(gr.HTML(js_on_load=None), value=lambda: cards.title(say("paste-title")))
        text = on(gr.Textbox(lines=4, max_lines=12, elem_id="paste-text", elem_classes="field"), label="paste-label")
        day = gr.Textbox(elem_id="paste-date", elem_classes="field", max_lines=1)
        on(day, label="paste-date", placeholder="paste-date-hint")
        button = on(gr.Button(elem_id="paste"), value="paste")
        return button, text, day, gr.HTML(cards.status(""), elem_id="pasted", js_on_load=None)

    def paste(self, text: str | None, day: str | None) -> tuple[str, Any, Any]:
        """Keep one post; the boxes are emptied only once it is kept."""
        try:
            date = datetime.combine(datetime.fromisoformat(day.strip()), time(12), UTC) if day and day.strip() else None
        except ValueError:
            return cards.trouble(self.wording.say("paste-bad-date")), gr.skip(), gr.skip()
        try:
            self.companion.paste_post(text or "", date)
        except CompanionError as error:
            return cards.trouble(self.wording.explain(error)), gr.skip(), gr.skip()
        return cards.status(self.wording.say("pasted")), "", ""
