"""Measuring, under the models: the evals begun, watched, stopped and gone on with, and what they came to.

Invariant: what is measured reads texts that were made up for it; nothing of the author's is sent to anybody.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import gradio as gr

from companion import abilities, examiner, lineup
from companion.engine import NONE
from companion.errors import BadModel, CompanionError
from companion.session import Companion
from companion.ui import progress, report, standings
from companion.ui.cards import shown, told, trouble
from companion.ui.controls import acts, aside, button, options
from companion.ui.models import AT_ONCE, BEAT
from companion.ui.presence import ASIDE, Word
from companion.ui.scores import scores, who
from companion.ui.script import script
from companion.ui.task import Proving
from companion.ui.wording import QUIETLY, Wording

LIMITS = ("2", "10", "")
"""Cases of each language that may be asked for; "" for all."""
_EVENTS: dict[str, Any] = {**QUIETLY, "concurrency_id": "measure", "concurrency_limit": 4}


@dataclass(frozen=True, slots=True)
class Run:
    """One run that was begun."""

    model: str
    """Who is measured."""
    base: str | None
    """Where it is served."""
    how: dict[str, Any]
    """Which suites, and how many cases."""
    task: Proving
    """How far it is."""


@dataclass(frozen=True, slots=True)
class EvalsPart:
    """What its parts do."""

    companion: Companion
    """In whose home results are kept."""
    wording: Wording
    """The page's words."""
    word: Word
    """The word in the header, which a licence may change."""
    runs: list[Run] = field(default_factory=list)
    """The last run that was begun, until it is put away."""

    def lay_out(self, page: gr.Blocks, tab: gr.Tab) -> None:
        """Place the parts and wire them, inside the Blocks that are being built."""
        on, later, safely = self.wording.on, self.wording.later, self.wording.safely
        with gr.Row(elem_classes="desk apart", equal_height=False):
            with gr.Column(scale=5, min_width=300):
                form = on(gr.HTML(elem_id="measure", js_on_load=script("models")), value=self.form)
            with gr.Column(scale=7, min_width=300):
                panel = later(gr.HTML(elem_id="measuring", js_on_load=script("models")), value=self.panel)
                kept = later(gr.HTML(elem_id="measured", js_on_load=None), value=self.kept)
        assert self.word.part is not None
        changed: list[Any] = [panel, kept, self.word.part]
        form.select(safely(self.begin), outputs=changed, **_EVENTS)
        panel.retry(safely(self.go_on), outputs=changed, **_EVENTS)
        panel.stop(safely(self.stop), **AT_ONCE)
        panel.clear(safely(self.put_away), outputs=[panel], **QUIETLY)
        page.load(safely(self.follow), outputs=[panel], **_EVENTS)
        tab.select(safely(lambda: (self.form(), self.kept())), outputs=[form, kept], **ASIDE)

    def form(self) -> str:
        """Return what to ask for."""
        say = self.wording.say
        words = examiner.part("wording").texts(self.wording.language)
        parts = "".join(
            f'<p class="tick"><input type="checkbox" id="suite-{suite}" name="{suite}" checked>'
            f'<label for="suite-{suite}">{shown(words[suite])}</label></p>'
            for suite in examiner.SUITES
        )
        limits = [(each, say(f"measure.limit-{each or 'all'}")) for each in LIMITS]
        inside = (
            f'<form data-act="select">{told(say("measure.intro"))}{_list("model", say("measure.who"), self._who())}'
            f"<fieldset><legend>{shown(say('measure.suites'))}</legend>{parts}</fieldset>"
            f"{_list('limit', say('measure.limit'), limits)}"
            f'<p class="far">{shown(say("measure.whole"))}</p>'
            f"{acts(button(say('measure.start'), kind='primary', act='select'))}</form>"
        )
        return f'<div lang="{self.wording.language}">{aside(say("measure.title"), inside)}</div>'

    def _who(self) -> list[tuple[str, str]]:
        """Return who may be measured: nobody, what this machine has, and what was agreed to elsewhere."""
        kept = self.companion.settings
        found: dict[str, str] = {json.dumps([NONE, None]): self.wording.say("measure.alone")}
        if kept.model != NONE and self._agreed(kept.model, kept.api_base):
            found[json.dumps([kept.model, kept.api_base])] = self._called(kept.model, kept.api_base)
        for each in lineup.offered(kept.home, discovery=kept.discovery):
            found.setdefault(json.dumps([each.name, each.api_base]), lineup.called(each.name))
        return list(found.items())

    def _agreed(self, name: str, base: str | None) -> bool:
        """Whether a model is on this machine, or its host was agreed to."""
        try:
            host = lineup.host(name, base)
        except CompanionError:
            return False
        return not host or abilities.known(self.companion.settings.home, name).consent == host

    def _called(self, name: str, base: str | None) -> str:
        host = lineup.host(name, base)
        return self.wording.say("measure.away", name=lineup.called(name), host=host) if host else lineup.called(name)

    def begin(self, event: gr.EventData) -> Iterator[tuple[Any, Any, Any]]:
        """Begin a run."""
        chosen, limit = str(event.model), str(event.limit)
        suites = [suite for suite in examiner.SUITES if getattr(event, suite) is True]
        if not suites or limit not in LIMITS:
            yield progress.panel(trouble(self.wording.say("measure.no-suites")), self.wording), gr.skip(), gr.skip()
            return
        if chosen not in dict(self._who()):
            raise BadModel(name=chosen[:60])
        name, base = json.loads(chosen)
        how = {"suites": suites, "limit": int(limit) if limit else None}
        yield from self._run(name, base, how, resume=False)

    def go_on(self) -> Iterator[tuple[Any, Any, Any]]:
        """Go on with a run that was stopped."""
        if self.runs:
            last = self.runs[-1]
            yield from self._run(last.model, last.base, last.how, resume=True)

    def _run(self, name: str, base: str | None, how: dict[str, Any], *, resume: bool) -> Iterator[tuple[Any, Any, Any]]:
        self.stop()
        home, language = str(self.companion.settings.home), self.wording.language
        task = Proving("measure", home=home, name=name, api_base=base, language=language, resume=resume, **how)
        self.runs[:] = [Run(name, base, how, task)]
        task.start()
        for now in self.follow():
            yield now, gr.skip(), gr.skip()
        yield self.panel(), self.kept(), self.word.again()

    def follow(self) -> Iterator[str]:
        """Show how far the last run is, until it is over."""
        run = self.runs[-1] if self.runs else None
        while run is not None and not run.task.wait(BEAT):
            yield self.panel()
        yield self.panel()

    def stop(self) -> None:
        """End the run that goes on; what it has done is kept."""
        for run in self.runs:
            if not run.task.over:
                run.task.stop()

    def put_away(self) -> str:
        """Leave the panel empty."""
        if all(run.task.over for run in self.runs):
            self.runs.clear()
        return self.panel()

    def kept(self) -> str:
        """Return what runs came to."""
        return scores(report.kept(self.companion.settings.home), self.wording)

    def panel(self) -> str:
        """Return how far the last run is, or how it ended."""
        if not self.runs:
            return progress.panel("", self.wording)
        run, say = self.runs[-1], self.wording.say
        task, name = run.task, who(run.model, self.wording)
        close = button(say("importing.close"), act="clear")
        again = button(say("measure.resume"), act="retry")
        if not task.over:
            return self._going(task, name)
        if task.stopped:
            told_ = told(say("measure.stopped", done=task.done, total=task.total))
            return progress.panel(told_ + acts(again, close), self.wording)
        if task.error is not None:
            return progress.panel(standings.failed(task.error, self.wording) + acts(again, close), self.wording)
        return progress.panel(told(say("measure.done", who=name)) + acts(close), self.wording)

    def _going(self, task: Proving, name: str) -> str:
        say = self.wording.say
        stage = say("measure.stage", who=name)
        if not task.total:
            far = say("measure.starting")
        elif task.done >= task.total:
            far = say("measure.scoring")
        else:
            told_ = say("measure.far", done=task.done, total=task.total)
            far = " · ".join(filter(None, (told_, progress.left(task.left, self.wording))))
        return progress.progress(stage, far, self.wording, done=task.done, total=task.total, stop=say("measure.stop"))


def _list(name: str, label: str, choices: list[tuple[str, str]]) -> str:
    return (
        f'<p class="line-of"><label for="measure-{name}">{shown(label)}</label>'
        f'<select id="measure-{name}" name="{name}">{options(choices)}</select></p>'
    )
