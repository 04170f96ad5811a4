"""Bringing posts in through the page: an export is given, counted, and imported once its author agrees.

Invariant: what was uploaded is removed once it is imported, refused or dropped; a path on this computer is only read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import gradio as gr

from companion.errors import CompanionError, UnknownFormat
from companion.session import Companion
from companion.ui import arrival, cards, uploads, where
from companion.ui.intake import Intake
from companion.ui.library import Look
from companion.ui.script import script
from companion.ui.shelf import Refresh
from companion.ui.wording import QUIETLY, Wording

_BEAT = 0.4
"""Seconds between two looks at how far an import is."""
EVENTS: dict[str, Any] = {**QUIETLY, "concurrency_id": "import"}
"""An import never waits for a question, nor a question for it."""
AT_ONCE: dict[str, Any] = {**QUIETLY, "concurrency_id": "stop"}
"""A stop waits for nothing."""
Counted = tuple[str, "Held | None"]
"""What the panel shows, and what is held."""


@dataclass(frozen=True, slots=True)
class Held:
    """An export that was given."""

    files: tuple[Path, ...]
    """Its parts."""
    uploaded: bool
    """Whether they are copies of ours, to be removed."""
    platform: str | None = None
    """What its author says it is."""
    intake: Intake | None = field(default=None, compare=False)
    """What is being done with it."""

    def let_go(self) -> None:
        """Remove what was uploaded."""
        for file in self.files if self.uploaded else ():
            file.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Given:
    """The parts of the page where an export is given."""

    file: gr.File
    """Where files are dropped."""
    panel: gr.HTML
    """What is said of them."""
    by_path: gr.HTML | None
    """Where a path of this computer is named; None where who looks sits elsewhere."""


@dataclass(frozen=True, slots=True)
class Importing:
    """What the part's buttons do."""

    companion: Companion
    """Whose posts they are."""
    wording: Wording
    """The page's words."""
    own_machine: bool = False
    """Whether who looks at the page sits at this computer, and may name a path on it."""

    def lay_out(self) -> Given:
        """Place the parts, inside the Blocks that are being built."""
        on, say = self.wording.on, self.wording.say
        on(gr.HTML(js_on_load=None), value=lambda: cards.title(say("file-title")))
        file = on(gr.File(height=150, elem_id="file", file_count="multiple"), label="file-label")
        panel = gr.HTML(arrival.empty(self.wording), elem_id="counted", js_on_load=self._hears())
        by_path = (
            on(gr.HTML(elem_id="by-path", js_on_load=script("place")), value=lambda: where.path(self.wording))
            if self.own_machine
            else None
        )
        on(gr.HTML(elem_id="where", js_on_load=None), value=lambda: where.menus(self.wording))
        return Given(file, panel, by_path)

    def wire(self, given: Given, refresh: Refresh) -> None:
        """Wire them; `refresh` shows the posts that came."""
        safely, held = self.wording.safely, gr.State(None)
        counted: list[Any] = [given.panel, held]

        def bring(now: Held | None, look: Look) -> Iterator[list[Any]]:
            for shown, left, fresh in self.bring(now):
                yield [shown, left, *(refresh.now(look) if fresh else refresh.unchanged)]

        uploaded = given.file.upload(safely(self.uploaded), inputs=[given.file, held], outputs=counted, **EVENTS)
        uploaded.then(lambda: None, outputs=[given.file], **QUIETLY)
        given.panel.retry(safely(self.read_as), inputs=[held], outputs=counted, **EVENTS)
        bringing: dict[str, Any] = {"inputs": [held, refresh.look], "outputs": [*counted, *refresh.parts], **EVENTS}
        given.panel.submit(safely(bring), **bringing)
        given.panel.clear(safely(self.drop), inputs=[held], outputs=counted, **QUIETLY)
        given.panel.stop(safely(self.stop), inputs=[held], **AT_ONCE)
        given.panel.expand(safely(self.too_large), outputs=[given.panel], **QUIETLY)
        if given.by_path is not None:
            given.by_path.submit(safely(self.named), inputs=[held], outputs=counted, **EVENTS)

    def _hears(self) -> str:
        return f"const LARGEST = {uploads.largest(hosted=not self.own_machine)};\n{script('importing')}"

    def uploaded(self, given: Sequence[str] | None, before: Held | None) -> Iterator[Counted]:
        """Look at what was uploaded, and let go of what was there before."""
        if before is not None:
            before.let_go()
        yield from self.count(Held(tuple(map(Path, given or ())), uploaded=True))

    def named(self, before: Held | None, event: gr.EventData) -> Iterator[Counted]:
        """Look at what lies at a place of this computer; the quotes of a path that was copied are left out."""
        place = str(event.place).strip().strip("\"'")
        if place and self.own_machine:
            if before is not None:
                before.let_go()
            yield from self.count(Held((Path(place).expanduser(),), uploaded=False))

    def read_as(self, held: Held | None, event: gr.EventData) -> Iterator[Counted]:
        """Look again, at what its author says it is."""
        if held is not None:
            yield from self.count(replace(held, platform=str(event.platform)))

    def drop(self, held: Held | None) -> Counted:
        """Let it go."""
        if held is not None:
            held.let_go()
        return arrival.said(self.wording.say("importing.dropped"), self.wording), None

    def stop(self, held: Held | None) -> None:
        """Ask what is being done to end."""
        if held is not None and held.intake is not None:
            held.intake.stop()

    def too_large(self) -> str:
        """Say what to do with a file that is too large to be given."""
        name = "importing.too-large" if self.own_machine else "importing.too-large-served"
        return arrival.failed(self.wording.say(name), self.wording)

    def bring(self, held: Held | None) -> Iterator[tuple[str, Held | None, bool]]:
        """Import what was counted, then remove what was uploaded; say each time whether new posts can be shown."""
        if held is None:
            return
        now, intake = self._begun(held, dry_run=False)
        fresh = False
        while not intake.wait(_BEAT):
            fresh = not fresh and intake.stage == "learning"
            learning = intake.stage == "learning"
            shown = (
                arrival.learning(intake, self.wording)
                if learning
                else arrival.reading(held.files, intake, self.wording)
            )
            yield shown, now, fresh
        held.let_go()
        if intake.brought is None:
            yield *self._ended(held, intake), False
            return
        learned = not intake.stopped and intake.error is None
        yield arrival.done(intake.brought, self.wording, learned=learned), None, True

    def count(self, held: Held) -> Iterator[Counted]:
        """Say what it holds before anything of it is kept."""
        now, intake = self._begun(held, dry_run=True)
        while not intake.wait(_BEAT):
            yield arrival.reading(held.files, intake, self.wording), now
        if intake.brought is None:
            yield self._ended(held, intake)
            return
        if not intake.brought.new:
            held.let_go()
        left = held if intake.brought.new else None
        yield arrival.would(held.files, intake.brought, intake.glance, self.wording), left

    def _begun(self, held: Held, *, dry_run: bool) -> tuple[Held, Intake]:
        intake = Intake(self.companion, held.files, platform=held.platform, dry_run=dry_run)
        intake.start()
        return replace(held, intake=intake), intake

    def _ended(self, held: Held, intake: Intake) -> Counted:
        """Say why nothing came of it; what was not recognised is kept until its author says what it is."""
        unknown = isinstance(intake.error, UnknownFormat) and held.platform is None
        if not unknown:
            held.let_go()
        if intake.error is None:
            return arrival.said(self.wording.say("importing.stopped"), self.wording), None
        told = self._told(held, intake.error)
        return arrival.failed(told, self.wording, choose=unknown), held if unknown else None

    def _told(self, held: Held, error: Exception) -> str:
        """Explain with the file's own name, not where the page had put it."""
        if not isinstance(error, CompanionError):
            return self.wording.say("errors.error")
        told = self.wording.explain(error)
        for file in held.files if held.uploaded else ():
            told = told.replace(str(file), file.name)
        return told
