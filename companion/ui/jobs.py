"""A job: a model examined, tried or fetched, how far that is, and what it came to, in words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from companion.lineup import called
from companion.ui import progress, standings
from companion.ui.cards import shown, told
from companion.ui.controls import acts, button
from companion.ui.numerals import size
from companion.ui.task import Task
from companion.ui.wording import Wording


@dataclass(frozen=True, slots=True)
class Job:
    """What is being done with one model."""

    kind: Literal["exam", "try", "pull"]
    """What."""
    name: str
    """With which, as `--model` takes it, or as a file is named."""
    host: str
    """Where it runs, if elsewhere."""
    task: Task
    """How far it is."""


def panel(job: Job, wording: Wording) -> str:
    """Return how far it is, or what it came to."""
    if not job.task.over:
        return _going(job, wording)
    say, name = wording.say, called(job.name)
    again = button(say("models.exam-again"), act="retry")
    if job.task.stopped:
        more = (again,) if job.kind == "exam" else ()
        return _ended(told(say(f"models.{job.kind}-stopped", name=name)), wording, *more)
    if job.task.error is not None:
        more = (again,) if job.kind == "exam" else ()
        return _ended(standings.failed(job.task.error, wording, of=job.kind), wording, *more)
    shows: dict[str, Callable[[Any, str, Wording], str]] = {"exam": _examined, "try": _tried, "pull": _pulled}
    inside = shows[job.kind](job.task.said, name, wording)
    more = (again,) if job.task.said == "unanswered" else ()
    return _ended(inside, wording, *more)


def said(inside: str, wording: Wording) -> str:
    """Return something said, to be put away."""
    return _ended(inside, wording)


def _ended(inside: str, wording: Wording, *more: str) -> str:
    return progress.panel(inside + acts(*more, button(wording.say("importing.close"), act="clear")), wording)


def _going(job: Job, wording: Wording) -> str:
    say, task, name = wording.say, job.task, called(job.name)
    far = ""
    if task.total:
        done, total = (size(each, wording) if job.kind == "pull" else str(each) for each in (task.done, task.total))
        far = say(f"models.{job.kind}-far", done=done, total=total)
        if job.kind == "pull" and (left := progress.left(task.left, wording)):
            far = f"{far} · {left}"
    return progress.progress(
        say(f"models.{job.kind}-stage", name=name),
        far,
        wording,
        done=task.done,
        total=task.total,
        stop=say("models.stop"),
        note=say(f"models.{job.kind}-sends", host=job.host) if job.host and job.kind != "pull" else "",
    )


def _examined(outcome: str, name: str, wording: Wording) -> str:
    return f"<h3>{shown(wording.say('models.exam-over'))}</h3>{told(wording.say(f'models.exam-{outcome}', name=name))}"


def _tried(trial: dict[str, Any], name: str, wording: Wording) -> str:
    seconds: dict[str, Any] = {key: _seconds(trial[key], wording) for key in ("first", "whole")}
    keeps = wording.say("models.try-keeps" if trial["keeps"] else "models.try-strays")
    loaded = (
        wording.say("models.try-loaded", loading=_seconds(trial["loading"], wording)) if trial["loading"] >= 1 else ""
    )
    return told(" ".join(filter(None, (wording.say("models.try-answered", name=name, **seconds), loaded, keeps))))


def _pulled(name: str, _: str, wording: Wording) -> str:
    return told(wording.say("models.pull-done", name=called(name)))


def _seconds(value: float, wording: Wording) -> str:
    return f"{value:.1f}".replace(".", "," if wording.language == "fr" else ".")
