"""Inspect tasks: one for each suite. `inspect eval evals/tasks.py@grounding -T model=smollm2 --model none`.

The solver calls the companion; Inspect's own model is never asked. Its logs and its viewer show each case with what was
said, what was seen, and every finding.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import importlib
import sys
from pathlib import Path
from typing import Any

from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import ChatMessageAssistant, ChatMessageUser, ModelOutput
from inspect_ai.scorer import Score, Scorer, Target, grouped, mean, scorer, stderr
from inspect_ai.solver import Generate, Solver, TaskState, solver

# Inspect loads this file by its path and knows nothing of the package around it.
_HERE = Path(__file__).resolve().parent
_ROOT = "companion.evals" if _HERE.parent.name == "companion" else "evals"
if _ROOT == "evals" and str(_HERE.parent) not in sys.path:
    sys.path.insert(0, str(_HERE.parent))


def _part(name: str) -> Any:  # noqa: ANN401  a module, by either of its names
    return importlib.import_module(f"{_ROOT}.{name}")


def _suite(name: str, model: str, api_base: str | None, phrasing: str) -> Task:
    cases, examine, suites = _part("cases"), _part("examine"), _part("suites")
    every = cases.load()
    wanted = examine.Wanted(model=model, api_base=api_base, phrasing=phrasing, suites=(name,))
    chosen = suites.wanted(every, (name,))
    samples = [
        Sample(
            id=case.key,
            input=case.text or "\n\n".join(case.turns),
            target=case.good,
            metadata={"language": case.tongue, "bad": case.bad},
        )
        for case in chosen
    ]
    return Task(
        dataset=MemoryDataset(samples, name=f"companion-{name}"),
        solver=companion_replies(wanted=wanted, keys={case.key: case for case in chosen}),
        scorer=findings(suite=name, every=every),
        version=cases.FORMAT,
        metadata={"suite_version": _part("version").suite_version(every), "companion_model": model},
    )


@solver
def companion_replies(wanted: Any, keys: dict[str, Any]) -> Solver:  # noqa: ANN401
    """Have the companion answer the case, in a thread of its own: it knows nothing of asyncio."""
    examine, sittings = _part("examine"), _part("sitting")
    open_, held = contextlib.ExitStack(), list[Any]()
    atexit.register(open_.close)

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        if not held:
            held.append(open_.enter_context(examine.subject(wanted, _part("memo").own())))
        sitting = await asyncio.to_thread(held[0].sit, keys[str(state.sample_id)], state.epoch - 1)
        state.metadata["sitting"] = sittings.written(sitting)
        shown = [(turn.said, _part("said").shown(turn.reply)) for turn in sitting.turns]
        for said, seen in shown:
            state.messages += [ChatMessageUser(content=said), ChatMessageAssistant(content=seen)]
        state.output = ModelOutput.from_content(model=wanted.model, content=shown[-1][1] if shown else sitting.failed)
        return state

    return solve


@scorer(
    metrics=[grouped(mean(), "language"), grouped(stderr(), "language", all=False, name_template="{group_name}-stderr")]
)
def findings(suite: str, every: Any) -> Scorer:  # noqa: ANN401
    """Score the case as the suite does; what was not as it should be is the explanation."""
    suites, scores, sittings = _part("suites"), _part("scores"), _part("sitting")
    space = _part("space").Space(every, _part("memo").own())
    keys = {case.key: case for case in every}

    async def score(state: TaskState, target: Target) -> Score:
        case, sitting = keys[str(state.sample_id)], sittings.read(state.metadata["sitting"])
        held = await asyncio.to_thread(
            lambda: scores.score(case, suite, [list(suites.findings(case, suite, sitting, space))])
        )
        if held is None:
            return Score(value=1.0, explanation="nothing to look at")
        return Score(value=held.value, explanation="\n".join(held.wrong) or "as it should be", metadata=held.measures)

    return score


@task
def covenant(model: str = "none", api_base: str | None = None, phrasing: str = "auto") -> Task:
    """Nothing it shows can be pasted into the post."""
    return _suite("covenant", model, api_base, phrasing)


@task
def tone(model: str = "none", api_base: str | None = None, phrasing: str = "auto") -> Task:
    """No pressure, no flattery, no verdict."""
    return _suite("tone", model, api_base, phrasing)


@task
def grounding(model: str = "none", api_base: str | None = None, phrasing: str = "auto") -> Task:
    """Real quotations, questions about this draft."""
    return _suite("grounding", model, api_base, phrasing)


@task
def language(model: str = "none", api_base: str | None = None, phrasing: str = "auto") -> Task:
    """Speak the author's language, in their register."""
    return _suite("language", model, api_base, phrasing)


@task
def care(model: str = "none", api_base: str | None = None, phrasing: str = "auto") -> Task:
    """Distress is heard, idioms are left alone."""
    return _suite("care", model, api_base, phrasing)


@task
def clarify(model: str = "none", api_base: str | None = None, phrasing: str = "auto") -> Task:
    """Whole conversations."""
    return _suite("clarify", model, api_base, phrasing)


@task
def variety(model: str = "none", api_base: str | None = None, phrasing: str = "auto") -> Task:
    """Read the drafts of one persona in a row."""
    return _suite("variety", model, api_base, phrasing)
