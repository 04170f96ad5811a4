"""The last tab: past sessions, newest first, each folded away with what was asked, answered and decided."""

from dataclasses import dataclass

import gradio as gr

from companion.errors import CompanionError
from companion.records import Entry
from companion.session import Companion
from companion.ui import answers, cards
from companion.ui.cards import shown
from companion.ui.talk import talk
from companion.ui.wording import QUIETLY, Wording

_SHOWN = 50
_OPENING = 70
"""Characters of a session's first words in its title."""


@dataclass(frozen=True, slots=True)
class JournalTab:
    """What the tab shows."""

    companion: Companion
    """Whose journal it is."""
    wording: Wording
    """The page's words."""

    def lay_out(self, tab: gr.Tab) -> None:
        """Place the tab's parts and wire them, inside the Blocks that are being built."""
        on, say, safely = self.wording.on, self.wording.say, self.wording.safely
        on(gr.HTML(elem_classes="intro", js_on_load=None), value=lambda: cards.told(say("journal-intro")))
        past = self.wording.later(gr.HTML(elem_id="journal", js_on_load=None), value=self.listed)
        tab.select(safely(self.listed), outputs=[past], **QUIETLY)

    def listed(self) -> str:
        """Return past sessions as HTML, or why they cannot be read."""
        try:
            entries = self.companion.journal(limit=_SHOWN)
            parts = "".join(self._entry(entry) for entry in entries)
        except CompanionError as error:
            return cards.trouble(self.wording.explain(error))
        body = parts or cards.told(self.wording.say("journal-empty"))
        return f'<div class="journal" lang="{self.wording.language}">{body}</div>'

    def _entry(self, entry: Entry) -> str:
        say = self.wording.say
        opening = " ".join((entry.first or entry.draft).split())
        opening = opening if len(opening) <= _OPENING else f"{opening[:_OPENING].rstrip()}…"
        when = f"{cards.day(entry.started, self.wording)} · {say(f'journal-{entry.kind}')}"
        way = f'<span class="way">{shown(say(f"ways_out.{entry.decision}"))}</span>' if entry.decision else ""
        return (
            f'<details data-session="{shown(entry.session)}"><summary><span class="when">{shown(when)}</span>{way}'
            f'<span class="first">{shown(opening)}</span></summary>{self._inside(entry)}</details>'
        )

    def _inside(self, entry: Entry) -> str:
        kept = ""
        if entry.intention:
            title = shown(self.wording.say("journal-intention"))
            kept = f'<p class="kept"><span class="who">{title}</span>{shown(entry.intention)}</p>'
        if entry.kind == "chat":
            return talk(None, self.companion.exchanges(entry.session), self.wording) + kept
        reply = ""
        if entry.reply:
            done = answers.told(entry.reply, entry.answers, self.wording)
            reply = cards.reply(entry.reply, self.wording, done)
        return f'<p class="draft">{shown(entry.draft)}</p>{reply}{kept}'
