"""Taking along and erasing, under the posts: everything in a zip; a platform, or everything, gone with a receipt."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from companion.errors import CompanionError
from companion.session import Companion
from companion.ui import cards, erasing
from companion.ui.controls import acts, button
from companion.ui.importing import EVENTS
from companion.ui.parcel import Parcels
from companion.ui.script import script
from companion.ui.shelf import Refresh
from companion.ui.taking import FETCH, Taking
from companion.ui.wording import QUIETLY, Wording


@dataclass(frozen=True, slots=True)
class Parting:
    """What its parts do."""

    companion: Companion
    """Whose it all is."""
    wording: Wording
    """The page's words."""
    parcels: Parcels
    """Where what is taken along waits."""

    def lay_out(self) -> gr.HTML:
        """Place its parts and wire the first; return the one that erases."""
        on, say, later = self.wording.on, self.wording.say, self.wording.later
        with gr.Row(elem_classes="desk", equal_height=False):
            with gr.Column(min_width=300):
                on(gr.HTML(js_on_load=None), value=lambda: cards.title(say("taking.title")))
                take = on(gr.HTML(elem_id="take", js_on_load=script("taking")), value=self.offered)
                taken = gr.HTML(elem_id="taken", js_on_load=None)
            with gr.Column(min_width=300):
                on(gr.HTML(js_on_load=None), value=lambda: cards.title(say("erasing.title")))
                on(gr.HTML(js_on_load=None), value=lambda: cards.told(say("erasing.intro")))
                erase = later(gr.HTML(elem_id="erase", js_on_load=script("erasing")), value=self.erasable)
        take.download(self.wording.safely(self.pack), outputs=[taken], **EVENTS).then(None, js=FETCH)
        return erase

    def wire(self, erase: gr.HTML, refresh: Refresh) -> None:
        """Wire what erases, and show what is left."""
        safely, listens = self.wording.safely, {"outputs": [erase], **QUIETLY}
        erase.select(safely(self.ask), **listens)
        erase.undo(safely(self.erasable), **listens)
        shown: list[Any] = [erase, *refresh.parts]

        def gone(look: Any, event: gr.EventData) -> list[Any]:  # noqa: ANN401  what is looked at
            said, really = self.erase(str(event.what), str(event.word))
            return [said, *(refresh.now(look) if really else refresh.unchanged)]

        erase.delete(safely(gone), inputs=[refresh.look], outputs=shown, **EVENTS)

    def offered(self) -> str:
        """Return the button that takes everything along."""
        say = self.wording.say
        return (
            f'<div class="offer" lang="{self.wording.language}">{cards.told(say("taking.intro"))}'
            f"{acts(button(say('taking.take')))}</div>"
        )

    def pack(self) -> Iterator[str]:
        """Pack everything."""
        yield from Taking(self.companion, self.wording, self.parcels).pack()

    def erasable(self) -> str:
        """Return what can be erased."""
        try:
            return erasing.choice(self.companion.summary().platforms, self.wording)
        except CompanionError as error:
            return cards.trouble(self.wording.explain(error))

    def ask(self, event: gr.EventData) -> str:
        """Say what would go."""
        what = str(event.what)
        try:
            if what == erasing.EVERYTHING:
                return erasing.everything(self.companion.counted(), self.wording)
            return erasing.platform(what, self.companion.counted(what), self.wording)
        except CompanionError as error:
            return cards.trouble(self.wording.explain(error))

    def erase(self, what: str, word: str) -> tuple[str, bool]:
        """Erase what was agreed to, and return its receipt and whether anything is gone."""
        language, everything = self.wording.language, what == erasing.EVERYTHING
        try:
            if everything and not erasing.typed(word, self.wording):
                trouble = self.wording.say("erasing.not-typed", word=self.wording.say("erasing.word"))
                return erasing.everything(self.companion.counted(), self.wording, trouble=trouble), False
            done = self.companion.erase_everything() if everything else self.companion.erase_platform(what)
        except CompanionError as error:
            return cards.trouble(self.wording.explain(error)), False
        return erasing.receipt(done, self.wording, language), True
