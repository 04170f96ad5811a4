"""The third tab: seven plain questions, every version kept, and any of them taken up again."""

from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from companion.errors import CompanionError
from companion.records import Intention, IntentionField
from companion.session import Companion
from companion.ui import cards
from companion.ui.remembered import FIELDS
from companion.ui.script import script
from companion.ui.versions import versions
from companion.ui.wording import QUIETLY, Wording

_SHORT = frozenset({"tone", "return_to"})


@dataclass(frozen=True, slots=True)
class IntentionTab:
    """What the tab's buttons do."""

    companion: Companion
    """Whose intention it is."""
    wording: Wording
    """The page's words."""

    def lay_out(self, page: gr.Blocks, tab: gr.Tab) -> None:
        """Place the tab's parts and wire them, inside the Blocks that are being built."""
        on, say, safely = self.wording.on, self.wording.say, self.wording.safely
        with gr.Row(elem_classes="desk", equal_height=False):
            with gr.Column(scale=7, min_width=300):
                on(gr.HTML(elem_classes="intro", js_on_load=None), value=lambda: cards.told(say("intention-intro")))
                boxes = [self._box(name) for name in FIELDS]
                save = on(gr.Button(variant="primary", elem_id="save-intention"), value="intention-save")
                said = gr.HTML(cards.status(""), elem_id="intention-said", js_on_load=None)
            with gr.Column(scale=5, min_width=300):
                on(gr.HTML(js_on_load=None), value=lambda: cards.title(say("history")))
                history = self.wording.later(gr.HTML(elem_id="history", js_on_load=script("versions")), value=self.past)
        save.click(safely(self.save), inputs=boxes, outputs=[said, history], **QUIETLY)
        history.undo(safely(self.restore), inputs=boxes, outputs=[said, history, *boxes], **QUIETLY)
        shown = gr.State(Intention())
        page.load(safely(self.fill), outputs=[shown, *boxes, said], **QUIETLY)
        tab.select(safely(self.arrive), inputs=[shown, *boxes], outputs=[shown, history, *boxes], **QUIETLY)

    def _box(self, name: IntentionField) -> gr.Textbox:
        key = name.replace("_", "-")
        lines = 1 if name in _SHORT else 2
        box = gr.Textbox(lines=lines, max_lines=8, elem_id=f"intention-{key}", elem_classes="field")
        return self.wording.on(box, label=f"field-{key}", placeholder=f"hint-{key}")

    def past(self) -> str:
        """Return every version as HTML, or why it cannot be read."""
        try:
            return versions(self.companion.intentions(), self.wording, FIELDS)
        except CompanionError as error:
            return cards.trouble(self.wording.explain(error))

    def fill(self) -> list[Any]:
        """Put the saved intention into the boxes."""
        try:
            saved = self.companion.intention() or Intention()
        except CompanionError as error:
            return [Intention(), *(gr.skip() for _ in FIELDS), cards.trouble(self.wording.explain(error))]
        return [saved, *_boxes(saved), cards.status("")]

    def arrive(self, shown: Intention, *values: str | None) -> list[Any]:
        """Show what was kept meanwhile in another tab.

        A box that its author is writing in stays as it is: what they type while this is answered has to stay too.
        """
        try:
            saved = self.companion.intention() or Intention()
        except CompanionError:  # the history says why
            return [shown, self.past(), *(gr.skip() for _ in FIELDS)]
        boxes = [
            now if now != before and (value or "") == before else gr.skip()
            for value, before, now in zip(values, _boxes(shown), _boxes(saved), strict=True)
        ]
        return [saved, self.past(), *boxes]

    def save(self, *values: str | None) -> tuple[str, str]:
        """Keep a new version. The boxes are no output: what is typed stays, whatever happens."""
        try:
            said = self._kept(_given(values))
        except CompanionError as error:
            return cards.trouble(self.wording.explain(error)), self.past()
        return cards.status(said), self.past()

    def restore(self, event: gr.EventData, *values: str | None) -> tuple[Any, ...]:
        """Keep an older version anew; what stands in the boxes is kept first, so that nothing typed is lost."""
        try:
            kept = {each.version: each for each in self.companion.intentions()}
            wanted = kept.get(int(event.version))
            typed = _given(values)
            if wanted is None:
                return gr.skip(), self.past(), *(gr.skip() for _ in FIELDS)
            before = "" if _same(typed, max(kept.items())[1]) else f"{self._kept(typed)} "
            now = self.companion.save_intention(wanted)
        except CompanionError as error:
            return cards.trouble(self.wording.explain(error)), self.past(), *(gr.skip() for _ in FIELDS)
        said = self.wording.say("intention-restored", number=wanted.version, now=now.version)
        return cards.status(before + said), self.past(), *_boxes(now)

    def _kept(self, given: Intention) -> str:
        """Keep it where it says something new, and say so."""
        last = self.companion.intention()
        if last is not None and _same(given, last):
            return self.wording.say("intention-same", number=last.version)
        return self.wording.say("intention-saved", number=self.companion.save_intention(given).version)


def _boxes(intention: Intention) -> list[str]:
    return [cards.plain(getattr(intention, name)) for name in FIELDS]


def _given(values: Any) -> Intention:  # noqa: ANN401  whatever the boxes hold
    given: dict[str, Any] = {name: (value or "").strip() for name, value in zip(FIELDS, values, strict=True)}
    return Intention(**given)


def _same(one: Intention, two: Intention) -> bool:
    return replace(one, version=0, saved=None) == replace(two, version=0, saved=None)
