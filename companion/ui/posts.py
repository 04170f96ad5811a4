"""The fourth tab: what was published before, pasted or brought in from a file; looked through, forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import gradio as gr

from companion.errors import CompanionError
from companion.restore import Brought
from companion.session import Companion
from companion.ui import cards
from companion.ui.wording import QUIETLY, Wording

_SHOWN = 50
_FORGET = """element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-forget]');
  if (button && window.confirm(button.dataset.sure)) trigger('click', {post: button.dataset.forget});
});"""
_PROGRESS = gr.Progress()


@dataclass(frozen=True, slots=True)
class PostsTab:
    """What the tab's buttons do."""

    companion: Companion
    """Whose posts they are."""
    wording: Wording
    """The page's words."""

    def lay_out(self) -> None:
        """Place the tab's parts and wire them, inside the Blocks that are being built."""
        on, say, safely = self.wording.on, self.wording.say, self.wording.safely
        on(gr.HTML(elem_classes="intro", js_on_load=None), value=lambda: cards.told(say("posts-intro")))
        with gr.Row(elem_classes="desk", equal_height=False):
            with gr.Column(min_width=320):
                on(gr.HTML(js_on_load=None), value=lambda: cards.title(say("paste-title")))
                text = on(gr.Textbox(lines=5, elem_id="paste-text", elem_classes="field"), label="paste-label")
                day = gr.Textbox(elem_id="paste-date", elem_classes="field")
                on(day, label="paste-date", placeholder="paste-date-hint")
                paste = on(gr.Button(elem_id="paste"), value="paste")
                pasted = gr.HTML(cards.status(""), elem_id="pasted", js_on_load=None)
            with gr.Column(min_width=320):
                on(gr.HTML(js_on_load=None), value=lambda: cards.title(say("file-title")))
                file = on(gr.File(height=180, elem_id="file"), label="file-label")
                counted = gr.HTML(cards.status(""), elem_id="counted", js_on_load=None)
                bring = on(gr.Button(variant="primary", visible=False, elem_id="import"), value="import")
        on(gr.HTML(js_on_load=None), value=lambda: cards.title(say("posts-title")))
        search = gr.Textbox(elem_id="search", elem_classes="field")
        on(search, label="search", placeholder="search-hint")
        found = self.wording.later(gr.HTML(elem_id="posts", js_on_load=_FORGET), value=self.listed)
        said = gr.HTML(cards.status(""), elem_id="forgotten", js_on_load=None)
        path = gr.State("")
        look: dict[str, Any] = {"fn": safely(self.listed), "inputs": [search], "outputs": [found], **QUIETLY}
        paste.click(safely(self.paste), inputs=[text, day], outputs=[pasted, text, day], **QUIETLY).then(**look)
        file.upload(safely(self.count), inputs=[file], outputs=[counted, path, bring, file], **QUIETLY)
        aside = {**QUIETLY, "concurrency_id": "import", "show_progress": "minimal"}
        bring.click(safely(self.bring), inputs=[path], outputs=[counted, path, bring], **aside).then(**look)
        search.change(**{**look, "trigger_mode": "always_last"})
        found.click(safely(self.forget), inputs=[search], outputs=[said, found], **QUIETLY)

    def listed(self, search: str | None = None) -> str:
        """Return the posts that hold the words of `search` as HTML, or why they cannot be read."""
        words = (search or "").strip()
        try:
            return cards.library(self.companion.posts(words or None, limit=_SHOWN), self.wording, search=words)
        except CompanionError as error:
            return cards.trouble(self.wording.explain(error))

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

    def count(self, upload: str) -> tuple[str, str, Any, Any]:
        """Say what a file holds before anything of it is kept."""
        file = Path(upload)
        try:
            would = self.companion.import_posts(file, dry_run=True)
        except CompanionError as error:
            file.unlink(missing_ok=True)
            return cards.trouble(self._named(error, file)), "", gr.update(visible=False), None
        report = would.posts
        said = self.wording.say(
            "counted",
            file=file.name,
            found=report.found,
            imported=report.imported,
            duplicates=report.duplicates,
            skipped=sum(report.skipped.values()),
        )
        if not would.new:
            file.unlink(missing_ok=True)
        shown = cards.status(" ".join((said, *self._beside(would, "counted"))))
        return shown, upload if would.new else "", gr.update(visible=bool(would.new)), None

    def bring(self, upload: str, progress: gr.Progress = _PROGRESS) -> tuple[str, str, Any]:
        """Import what was counted, then remove the upload."""
        file = Path(upload)
        label = self.wording.say("importing")
        try:
            did = self.companion.import_posts(file, progress=lambda done, all_: progress((done, all_), desc=label))
            brought = self.wording.say("imported", imported=did.posts.imported, duplicates=did.posts.duplicates)
            said = cards.status(" ".join((brought, *self._beside(did, "imported"))))
        except CompanionError as error:
            said = cards.trouble(self._named(error, file))
        file.unlink(missing_ok=True)
        return said, "", gr.update(visible=False)

    def _beside(self, brought: Brought, name: str) -> Iterator[str]:
        """Say what an export of ours brings back beside posts."""
        sessions, intentions = brought.beside.sessions, brought.beside.intentions
        if sessions or intentions:
            yield self.wording.say(f"{name}-beside", sessions=sessions, intentions=intentions)

    def forget(self, search: str | None, event: gr.EventData) -> tuple[str, str]:
        """Erase one post for good."""
        try:
            left = self.companion.forget(str(event.post))
            said = cards.status(" ".join((self.wording.say("forgotten"), *(notice.text for notice in left))))
        except CompanionError as error:
            said = cards.trouble(self.wording.explain(error))
        return said, self.listed(search)

    def _named(self, error: CompanionError, file: Path) -> str:
        """Explain with the file's own name, not where the page had put it."""
        return self.wording.explain(error).replace(str(file), file.name)
