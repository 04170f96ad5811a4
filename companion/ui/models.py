"""The model's tab: what helps and what could, what each may do, and how one is chosen, tried or fetched.

Invariants: nothing goes elsewhere before its host was named and agreed to; who is served by somebody else may agree or
not, and has no way to name a file or an address of the machine.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import gradio as gr

from companion import lineup
from companion.engine import NONE
from companion.errors import BadModel, CompanionError
from companion.lineup import Offered
from companion.session import Companion
from companion.standing import stands
from companion.ui import cards, jobs, offer, progress, reaching, standings
from companion.ui.cards import told
from companion.ui.jobs import Job
from companion.ui.presence import ASIDE, Word
from companion.ui.script import script
from companion.ui.task import Proving, Pulling
from companion.ui.wording import QUIETLY, Wording

BEAT = 0.5
"""Seconds between two looks at how far something is."""
EVENTS: dict[str, Any] = {**QUIETLY, "concurrency_id": "model", "concurrency_limit": 4}
"""An exam keeps neither questions waiting nor another window of the page."""
AT_ONCE: dict[str, Any] = {**QUIETLY, "concurrency_id": "stop"}
Changed = tuple[Any, Any, Any, Any]
"""Word, what helps now, the list, the panel."""


@dataclass(frozen=True, slots=True)
class ModelsTab:
    """What the tab's parts do."""

    companion: Companion
    """Whose model it is."""
    wording: Wording
    """The page's words."""
    word: Word
    """The word in the header."""
    jobs: list[Job] = field(default_factory=list)
    """The last thing that was begun, until it is put away; a page that is opened anew shows it."""

    found: list[list[Offered]] = field(default_factory=list)
    """What there was to choose from when last looked for."""

    def lay_out(self, page: gr.Blocks, tab: gr.Tab) -> None:
        """Place the tab's parts and wire them, inside the Blocks that are being built."""
        on, later, safely = self.wording.on, self.wording.later, self.wording.safely
        on(gr.HTML(elem_classes="intro", js_on_load=None), value=lambda: cards.told(self.wording.say("models.intro")))
        with gr.Row(elem_classes="desk", equal_height=False):
            with gr.Column(scale=7, min_width=300):
                now = later(gr.HTML(elem_id="model-now", js_on_load=script("models")), value=self.now)
                panel = later(gr.HTML(elem_id="model-work", js_on_load=script("models")), value=self.panel)
                listed = None if self.companion.hosted else self._list()
            with gr.Column(scale=5, min_width=300):
                on(gr.HTML(elem_id="model-may", js_on_load=None), value=lambda: standings.may(self.wording))
                given = None if self.companion.hosted else reaching.lay_out(self.wording)
        assert self.word.part is not None
        changed: list[Any] = [self.word.part, now, listed or gr.State(None), panel]
        wired: dict[str, Any] = {"outputs": changed, **EVENTS}
        now.apply(safely(self.switch), **wired)
        now.undo(safely(self.withdraw), **wired)
        now.edit(safely(self.ask_again), **wired)
        panel.submit(safely(self.agree), **wired)
        panel.clear(safely(self.put_away), outputs=[panel], **QUIETLY)
        panel.stop(safely(self.stop), **AT_ONCE)
        page.load(safely(self.follow), outputs=[panel], **EVENTS)
        tab.select(safely(self.everything), outputs=changed[:3], **ASIDE)
        if listed is None or given is None:
            return
        panel.retry(safely(self.examine_again), **wired)
        for part in (listed, given):
            part.select(safely(self.choose), **wired)
            part.input(safely(self.attempt), outputs=[panel], **EVENTS)
        listed.retry(safely(self.listed), outputs=[listed], **ASIDE)
        given.download(safely(self.pull), **wired)

    def now(self) -> str:
        """Return what helps now."""
        return standings.now(self.companion, self.wording)

    def listed(self) -> str:
        """Look for what there is to choose from, and return it."""
        kept = self.companion.settings
        self.found[:] = [lineup.offered(kept.home, discovery=kept.discovery)]
        return self.as_found()

    def as_found(self) -> str:
        """Return what there was when last looked for; nothing where nobody has looked yet: that takes its time."""
        return offer.offer(self.found[-1], self.companion, self.wording) if self.found else ""

    def _list(self) -> gr.HTML:
        part = gr.HTML(elem_id="model-list", js_on_load=script("models"))
        return self.wording.later(part, value=self.as_found)

    def everything(self) -> tuple[Any, Any, Any]:
        """Look at everything anew: the word, what helps, the list."""
        return self.word.again(), self.now(), None if self.companion.hosted else self.listed()

    def choose(self, event: gr.EventData) -> Iterator[Changed]:
        """Keep a model, or none; where it runs elsewhere, say first what would go where."""
        name, base = str(event.model).strip(), str(event.base).strip() or None
        try:
            host = "" if name == NONE else lineup.host(name, base)
        except CompanionError as error:
            yield self._says(standings.failed(error, self.wording))
            return
        if host:
            yield self._asks(standings.consent(name, base or "", host, self.wording))
            return
        yield from self._adopt(name, base, "")

    def agree(self, event: gr.EventData) -> Iterator[Changed]:
        """Keep what was agreed to; only what stood there, with the host that was named."""
        name, base, host = str(event.model), str(event.base) or None, str(event.host)
        if not host or lineup.host(name, base) != host:
            raise BadModel(name=name[:60])
        kept = self.companion.settings
        if self.companion.hosted and (name, base) != (kept.model, kept.api_base):
            raise BadModel(name=name[:60])
        standings.agree(self.companion, name, host)
        yield from self._adopt(name, base, host)

    def withdraw(self) -> Iterator[Changed]:
        """Take back what was agreed to: what is asked from here on goes nowhere."""
        kept = self.companion.settings
        host = lineup.host(kept.model, kept.api_base)
        self._clear()
        standings.agree(self.companion, kept.model, None)
        if not self.companion.hosted:
            standings.keep(self.companion, NONE, None)
        yield (*self.everything(), jobs.said(told(self.wording.say("models.withdrawn", host=host)), self.wording))

    def ask_again(self) -> Iterator[Changed]:
        """Say again what would go where, for a model that is kept and was not agreed to."""
        kept = self.companion.settings
        host = lineup.host(kept.model, kept.api_base)
        yield self._asks(standings.consent(kept.model, kept.api_base or "", host, self.wording))

    def switch(self, event: gr.EventData) -> Iterator[Changed]:
        """Keep who chooses, or who words."""
        name = str(event.name)
        if name in standings.SWITCHES:
            self.companion.set(name, str(event.value))
            yield (*self.everything(), jobs.said(told(self.wording.say("models.switched")), self.wording))

    def attempt(self, event: gr.EventData) -> Iterator[str]:
        """Ask a model one small question, and nothing of the author's."""
        name, base = str(event.model).strip(), str(event.base).strip() or None
        try:
            host = lineup.host(name, base)
        except CompanionError as error:
            yield jobs.said(standings.failed(error, self.wording), self.wording)
            return
        self._begin(Job("try", name, host, Proving("try", name=name, api_base=base)))
        yield from self.follow()

    def examine_again(self) -> Iterator[Changed]:
        """Begin again an exam that was stopped."""
        kept = self.companion.settings
        yield from self._examined(kept.model, kept.api_base, lineup.host(kept.model, kept.api_base))

    def pull(self, event: gr.EventData) -> Iterator[Changed]:
        """Fetch a file by name, once it was said that it is asked for elsewhere."""
        name = str(event.file).strip()
        if event.agreed is not True:
            yield self._says(cards.trouble(self.wording.say("models.pull-agree")))
            return
        self._begin(Job("pull", name, "", Pulling(name, self.companion.settings.home)))
        yield from self._followed()

    def follow(self) -> Iterator[str]:
        """Show how far the last thing is, until it is over."""
        job = self.jobs[-1] if self.jobs else None
        while job is not None and not job.task.wait(BEAT):
            yield self.panel()
        yield self.panel()

    def stop(self) -> None:
        """End what is being done."""
        self._cut()

    def put_away(self) -> str:
        """Leave the panel empty; a question that stood there was answered with no."""
        if self.jobs and not self.jobs[-1].task.over:
            return self.panel()
        self.jobs.clear()
        return progress.panel("", self.wording)

    def panel(self) -> str:
        """Return how far the last thing is, or what it came to."""
        return jobs.panel(self.jobs[-1], self.wording) if self.jobs else progress.panel("", self.wording)

    def _adopt(self, name: str, base: str | None, host: str) -> Iterator[Changed]:
        """Keep a model; one that nobody has examined sits the short exam."""
        self._clear()
        if not self.companion.hosted:
            standings.keep(self.companion, name, base)
        untried = name != NONE and stands("choosing", self.companion.settings.home, name, base) == "untried"
        if untried and not self.companion.hosted:
            yield from self._examined(name, base, host)
            return
        said = self.wording.say("models.kept-none" if name == NONE else "models.kept", name=lineup.called(name))
        yield (*self.everything(), jobs.said(told(said), self.wording))

    def _examined(self, name: str, base: str | None, host: str) -> Iterator[Changed]:
        home = str(self.companion.settings.home)
        self._begin(Job("exam", name, host, Proving("examine", home=home, name=name, api_base=base)))
        yield (*self.everything(), self.panel())
        yield from self._followed()

    def _followed(self) -> Iterator[Changed]:
        """Show how far it is; once it is over, everything else may have changed too."""
        for shown_ in self.follow():
            yield gr.skip(), gr.skip(), gr.skip(), shown_
        yield (*self.everything(), self.panel())

    def _begin(self, job: Job) -> None:
        self._cut()
        self.jobs[:] = [job]
        job.task.start()

    def _clear(self) -> None:
        self._cut()
        self.jobs.clear()

    def _cut(self) -> None:
        """End what goes on; what is over stays what it came to."""
        for job in self.jobs:
            if not job.task.over:
                job.task.stop()

    def _says(self, inside: str) -> Changed:
        """Say something in the panel."""
        return gr.skip(), gr.skip(), gr.skip(), jobs.said(inside, self.wording)

    def _asks(self, inside: str) -> Changed:
        """Ask something in the panel."""
        return gr.skip(), gr.skip(), gr.skip(), progress.panel(inside, self.wording)
