"""A session that keeps nothing: one switch, in sight on every tab, that says what it does."""

from dataclasses import dataclass

import gradio as gr

from companion.session import Companion
from companion.ui.cards import shown
from companion.ui.wording import QUIETLY, Wording

_SWITCH = """element.addEventListener('click', (event) => {
  if (event.target.closest('[role=switch]')) trigger('click', {});
});"""


@dataclass(frozen=True, slots=True)
class Record:
    """What the switch does."""

    companion: Companion
    """Whose words are kept, or not."""
    wording: Wording
    """The page's words."""

    def lay_out(self) -> gr.HTML:
        """Place the switch and wire it, inside the Blocks that are being built."""
        switch = self.wording.on(gr.HTML(elem_id="record", js_on_load=_SWITCH), value=self.shown)
        switch.click(self.wording.safely(self.turn), outputs=[switch], **QUIETLY)
        return switch

    def shown(self, *, said: str = "") -> str:
        """Return the switch as it stands, and while nothing is kept what that means."""
        nothing, say = not self.companion.settings.memory, self.wording.say
        told = said or (say("record.off") if nothing else "")
        return (
            f'<div class="record{" nothing" if nothing else ""}" lang="{self.wording.language}">'
            f'<button type="button" role="switch" aria-checked="{"true" if nothing else "false"}">'
            f'<span class="knob" aria-hidden="true"></span>{shown(say("record.switch"))}</button>'
            f'<p role="status">{shown(told)}</p></div>'
        )

    def turn(self) -> str:
        """Keep nothing from here on, or keep again; what the settings had switched off is theirs to switch on."""
        nothing = self.companion.settings.memory
        self.companion.keep_nothing(really=nothing)
        if not nothing and not self.companion.settings.memory:
            self.companion.set("memory", "on")
        return self.shown(said="" if nothing else self.wording.say("record.on"))
