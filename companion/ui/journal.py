"""The last tab: past sessions, searched, taken along, erased; and under them all that is remembered."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from companion.errors import CompanionError
from companion.session import Companion
from companion.ui import cards, erasing
from companion.ui.diary import PAGE, Leaf, diary, seek
from companion.ui.importing import EVENTS
from companion.ui.memories import Memories
from companion.ui.parcel import Parcels
from companion.ui.script import script
from companion.ui.taking import FETCH, Taking
from companion.ui.wording import QUIETLY, Wording

_TO_TOP = "() => document.getElementById('journal').querySelector('.journal')?.focus()"
_TO_SAID = "() => document.getElementById('session-said').scrollIntoView({block: 'nearest'})"


@dataclass(frozen=True, slots=True)
class JournalTab:
    """What the tab shows and does."""

    companion: Companion
    """Whose journal it is."""
    wording: Wording
    """The page's words."""
    parcels: Parcels
    """Where a session that is taken along waits."""

    def lay_out(self, tab: gr.Tab) -> Any:  # noqa: ANN401  Gradio's own
        """Place the tab's parts and wire them; return the event of a setting that was changed."""
        on, say, safely = self.wording.on, self.wording.say, self.wording.safely
        on(gr.HTML(elem_classes="intro", js_on_load=None), value=lambda: cards.told(say("journal-intro")))
        looked = on(gr.HTML(elem_id="journal-look", js_on_load=script("look")), value=lambda: seek(self.wording))
        said = gr.HTML(elem_id="session-said", js_on_load=None)
        taken = gr.HTML(elem_id="session-taken", js_on_load=None)
        past = self.wording.later(gr.HTML(elem_id="journal", js_on_load=script("journal")), value=self.listed)
        memories = Memories(self.companion, self.wording)
        listed, changed = memories.lay_out()
        leaf = gr.State(Leaf())
        turning: dict[str, Any] = {"outputs": [past, leaf], **QUIETLY}
        tab.select(safely(self.opened), inputs=[leaf], outputs=[past, said, taken], **QUIETLY)
        tab.select(safely(memories.listed), outputs=[listed], **QUIETLY)
        looked.select(safely(self.look), **{**turning, "trigger_mode": "always_last"})
        past.expand(safely(self.turn), inputs=[leaf], **turning).then(None, js=_TO_TOP)
        past.download(safely(self.pack), outputs=[taken], **EVENTS).then(None, js=FETCH)
        erased = past.delete(safely(self.erase), inputs=[leaf], outputs=[said, past, listed], **EVENTS)
        erased.then(None, js=_TO_SAID)
        return changed

    def opened(self, leaf: Leaf) -> tuple[str, str, str]:
        """Return the journal as it is now, and nothing of what was done before."""
        return self.listed(leaf), "", ""

    def listed(self, leaf: Leaf | None = None) -> str:
        """Return a page of past sessions as HTML, or why they cannot be read."""
        at = leaf or Leaf()
        try:
            entries = self.companion.journal(search=at.search, limit=PAGE + 1, offset=at.start)
            if not entries and at.start:  # the last of its page was erased
                return self.listed(replace(at, start=max(at.start - PAGE, 0)))
            whole = [(entry, self.companion.session(entry.session)) for entry in entries]
            return diary(whole, at, self.wording)
        except CompanionError as error:
            return cards.trouble(self.wording.explain(error))

    def look(self, event: gr.EventData) -> tuple[str, Leaf]:
        """Look for words."""
        leaf = Leaf(str(event.search))
        return self.listed(leaf), leaf

    def turn(self, leaf: Leaf, event: gr.EventData) -> tuple[str, Leaf]:
        """Go to another page."""
        there = replace(leaf, start=max(int(event.start), 0))
        return self.listed(there), there

    def pack(self, event: gr.EventData) -> Iterator[str]:
        """Take one session along."""
        yield from Taking(self.companion, self.wording, self.parcels).pack(str(event.session))

    def erase(self, leaf: Leaf, event: gr.EventData) -> tuple[str, str, str]:
        """Erase one session, and say what went."""
        try:
            done = self.companion.erase_session(str(event.session))
            said = erasing.receipt(done, self.wording, self.wording.language)
        except CompanionError as error:
            said = cards.trouble(self.wording.explain(error))
        return said, self.listed(leaf), Memories(self.companion, self.wording).listed()
