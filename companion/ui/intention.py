"""The third tab: seven plain questions, and every version kept."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from companion.errors import CompanionError
from companion.records import Intention, IntentionField
from companion.session import Companion
from companion.ui import cards
from companion.ui.wording import QUIETLY, Wording

FIELDS: tuple[IntentionField, ...] = ("why", "community", "message", "tone", "boundaries", "wish", "return_to")
"""In the order to ask."""
_SHORT = frozenset({"tone", "return_to"})


@dataclass(frozen=True, slots=True)
class IntentionTab:
    """What the tab's button does."""

    companion: Companion
    """Whose intention it is."""
    wording: Wording
    """The page's words."""

    def lay_out(self, page: gr.Blocks) -> None:
        """Place the tab's parts and wire them, inside the Blocks that are being built."""
        on, say, safely = self.wording.on, self.wording.say, self.wording.safely
        with gr.Row(elem_classes="desk", equal_height=False):
            with gr.Column(scale=7, min_width=320):
                on(gr.HTML(elem_classes="intro", js_on_load=None), value=lambda: cards.told(say("intention-intro")))
                boxes = [self._box(name) for name in FIELDS]
                save = on(gr.Button(variant="primary", elem_id="save-intention"), value="intention-save")
                said = gr.HTML(cards.status(""), elem_id="intention-said", js_on_load=None)
            with gr.Column(scale=5, min_width=320):
                on(gr.HTML(js_on_load=None), value=lambda: cards.title(say("history")))
                history = self.wording.later(gr.HTML(elem_id="history", js_on_load=None), value=self.past)
        save.click(safely(self.save), inputs=boxes, outputs=[said, history], **QUIETLY)
        page.load(safely(self.fill), outputs=[*boxes, said], **QUIETLY)

    def _box(self, name: IntentionField) -> gr.Textbox:
        key = name.replace("_", "-")
        lines = 1 if name in _SHORT else 2
        box = gr.Textbox(lines=lines, max_lines=8, elem_id=f"intention-{key}", elem_classes="field")
        return self.wording.on(box, label=f"field-{key}", placeholder=f"hint-{key}")

    def past(self) -> str:
        """Return every version as HTML, or why it cannot be read."""
        try:
            return cards.versions(self.companion.intentions(), self.wording, FIELDS)
        except CompanionError as error:
            return cards.trouble(self.wording.explain(error))

    def fill(self) -> list[Any]:
        """Put the saved intention into the boxes."""
        try:
            saved = self.companion.intention() or Intention()
        except CompanionError as error:
            return [*(gr.skip() for _ in FIELDS), cards.trouble(self.wording.explain(error))]
        return [*(cards.plain(getattr(saved, name)) for name in FIELDS), cards.status("")]

    def save(self, *values: str | None) -> tuple[str, str]:
        """Keep a new version. The boxes are no output: what is typed stays, whatever happens."""
        given: dict[str, Any] = {name: (value or "").strip() for name, value in zip(FIELDS, values, strict=True)}
        try:
            saved = self.companion.save_intention(Intention(**given))
        except CompanionError as error:
            return cards.trouble(self.wording.explain(error)), self.past()
        return cards.status(self.wording.say("intention-saved", number=saved.version)), self.past()
