"""The page: a header, six tabs, and a language that changes in place."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import gradio as gr
from gradio.themes import Base, Color

from companion.errors import CompanionError
from companion.records import Register
from companion.session import Companion
from companion.ui import cards
from companion.ui.clarify import ClarifyTab
from companion.ui.draft import DraftTab
from companion.ui.evals import EvalsPart
from companion.ui.intention import IntentionTab
from companion.ui.journal import JournalTab
from companion.ui.models import ModelsTab
from companion.ui.parcel import Parcels
from companion.ui.posts import PostsTab
from companion.ui.presence import Word
from companion.ui.record import Record
from companion.ui.wording import QUIETLY, Wording

STYLES = sorted((Path(__file__).parent / "styles").glob("*.css"))
"""`base.css` is of the whole page, the others of one tab each."""
_SPEAK = "() => { document.documentElement.lang = document.querySelector('[data-speaks]').dataset.speaks; }"
_ADDRESS = """element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-register]');
  if (button) trigger('click', {register: button.dataset.register});
});"""
_GREEN = "#eef6f4 #d7eae6 #b3d6cf #84bab1 #559b91 #2c6e66 #265f58 #204f4a #1b413d #173733 #0e2421"
_INK = "#faf8f5 #f3f0ea #e6e1d8 #d2cbbf #a39b8e #756e63 #575147 #433e37 #2b2824 #1f1d1a #171614"
_SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")


def build(companion: Companion, parcels: Parcels) -> gr.Blocks:
    """Return the page of `companion`, in the language of its settings; `parcels` is where exports wait."""
    wording = Wording(companion)
    speech, word = _Speech(companion, wording), Word(companion, wording)
    page = gr.Blocks(analytics_enabled=False, title="Companion", delete_cache=(3600, 3600))
    with page:
        with gr.Row(elem_classes="top", equal_height=False):
            wording.on(gr.HTML(js_on_load=None), value=speech.header)
            word.lay_out()
            address = wording.on(gr.HTML(elem_id="register", js_on_load=_ADDRESS), value=speech.register)
            switch = wording.on(gr.Button(elem_id="language", size="sm", scale=0, min_width=90), value="other-language")
        record = Record(companion, wording)
        kept = record.lay_out()
        meant = gr.State("")
        with gr.Tabs() as tabs:
            with wording.on(gr.Tab(id="draft"), label="tab-draft"):
                DraftTab(companion, wording).lay_out(page, meant)
            with wording.on(gr.Tab(id="clarify"), label="tab-clarify"):
                ClarifyTab(companion, wording).lay_out(page, meant)
            with wording.on(gr.Tab(id="intention"), label="tab-intention") as intention:
                IntentionTab(companion, wording).lay_out(page, intention)
            with wording.on(gr.Tab(id="posts"), label="tab-posts"):
                PostsTab(companion, wording, parcels).lay_out()
            with wording.on(gr.Tab(id="journal"), label="tab-journal") as journal:
                changed = JournalTab(companion, wording, parcels).lay_out(journal)
            with wording.on(gr.Tab(id="model"), label="tab-model") as model:
                ModelsTab(companion, wording, word).lay_out(page, model)
                if not companion.hosted:
                    EvalsPart(companion, wording, word).lay_out(page, model)
        word.wire(page, tabs)
        address.click(speech.address, outputs=[address], **QUIETLY)
        changed.then(lambda: [speech.register(), record.shown()], outputs=[address, kept], **QUIETLY)
        switch.click(speech.switch, outputs=wording.parts, **QUIETLY).then(None, js=_SPEAK)
        page.load(wording.again, outputs=wording.parts, **QUIETLY)
    return page


def theme() -> Base:
    """Return the colours, and the system's own fonts."""
    green, ink = Color(*_GREEN.split()), Color(*_INK.split())
    mono = ("ui-monospace", "monospace")
    return Base(primary_hue=green, secondary_hue=green, neutral_hue=ink, font=_SANS, font_mono=mono)


@dataclass(frozen=True, slots=True)
class _Speech:
    """What the header shows and does."""

    companion: Companion
    wording: Wording

    def header(self) -> str:
        tag, drop = (
            cards.shown(self.wording.say("tagline")),
            json.dumps(self.wording.say("file-drop"), ensure_ascii=False),
        )
        style = f"<style>:root {{ --drop: {drop}; }}</style>"
        leave = cards.shown(self.wording.say("door.leave"))
        out = f'<a class="leave" href="sign-out">{leave}</a>' if self.companion.hosted else ""
        return f'<header data-speaks="{self.wording.language}"><h1>Companion</h1><p>{tag}</p>{out}{style}</header>'

    def register(self) -> str:
        """Return how the author is spoken to, in French: pressed where they chose, and to be released again."""
        if self.wording.language != "fr":
            return ""
        say, chosen = self.wording.say, self.companion.settings.register
        buttons = "".join(
            f'<button type="button" data-register="{each}" aria-pressed="{"true" if each == chosen else "false"}"'
            f' title="{cards.shown(say(f"draft.register-why-{each}"))}">{cards.shown(say(f"draft.register-{each}"))}'
            "</button>"
            for each in get_args(Register)
        )
        return f'<div role="group" aria-label="{cards.shown(say("draft.register"))}">{buttons}</div>'

    def address(self, event: gr.EventData) -> str:
        """Keep how the author wants to be spoken to; the pressed one released, they are followed again."""
        chosen = str(event.register)
        try:
            self.companion.set("register", None if chosen == self.companion.settings.register else chosen)
        except CompanionError as error:
            gr.Warning(cards.shown(self.wording.explain(error)))
        return self.register()

    def switch(self) -> list[Any]:
        """Keep the other language in the settings and say everything again in it."""
        try:
            self.companion.set("language", "en" if self.wording.language == "fr" else "fr")
        except CompanionError as error:
            gr.Warning(cards.shown(self.wording.explain(error)))
        return self.wording.again()
