"""`companion eval`: whether a model coaches, and what got worse since an earlier run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from companion import examiner, lineup
from companion.cli import json_line, terminal
from companion.cli.caller import Caller
from companion.cli.options import ApiBase, AsJson, Home
from companion.errors import BadModel, BadSetting, ModelError, UnreadableFile
from companion.examiner import SUITES, part

if TYPE_CHECKING:
    import evals.examine
    import evals.gate

_REGRESSED = 1
"""Exit code where something got worse."""


def eval_(
    *,
    model: Annotated[str, typer.Option("--model", metavar="M")] = "none",
    api_base: ApiBase = None,
    phrasing: Annotated[Literal["auto", "curated", "own"], typer.Option("--phrasing")] = "auto",
    suite: Annotated[list[str] | None, typer.Option("--suite", metavar="NAME")] = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, metavar="N")] = None,
    epochs: Annotated[int | None, typer.Option("--epochs", min=1, metavar="N")] = None,
    parallel: Annotated[int | None, typer.Option("--parallel", min=1, metavar="N")] = None,
    resume: Annotated[bool, typer.Option("--resume")] = False,
    baseline: Annotated[Path | None, typer.Option("--baseline", metavar="FILE")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR")] = None,
    judge: Annotated[str | None, typer.Option("--judge", metavar="M")] = None,
    judge_base: Annotated[str | None, typer.Option("--judge-base", metavar="URL")] = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Run the suites, keep the result and its page, show one table; exit with 1 where something got worse."""
    caller = Caller.at(home)
    examine, telling, gate = (part(name) for name in ("examine", "telling", "gate"))
    before = _baseline(baseline) if baseline else None
    _check(model, api_base, caller)
    if judge:
        _reached(judge, judge_base, caller)
    folder = out or examiner.run_of(caller.settings.home, model)
    wanted = examine.Wanted(
        model=model,
        api_base=api_base,
        phrasing=phrasing,
        suites=_suites(suite),
        limit=limit,
        epochs=epochs or examine.epochs(model),
        parallel=parallel or examine.parallel(model, api_base),
        folder=folder,
        resume=resume,
        judge=judge,
        judge_base=judge_base,
    )
    result = _examined(examine, wanted, caller)
    examine.kept(result, folder, caller.settings.language)
    examiner.keep(caller.settings.home, result)
    if as_json:
        json_line.write({key: value for key, value in result.items() if key != "cases"})
    else:
        terminal.out("\n".join(telling.lines(result, caller.settings.language)))
        caller.tell("eval-kept", path=folder / examine.PAGE)
    if before is not None:
        comparison: evals.gate.Comparison = gate.compared(before, result)
        terminal.message("\n".join(telling.compared(comparison, caller.settings.language)))
        if comparison.failed:
            raise typer.Exit(_REGRESSED)


def _check(model: str, api_base: str | None, caller: Caller) -> None:
    """Refuse a model that can never answer before anything runs. Raises BadModel and BadSetting."""
    if model.startswith("double:"):
        if model not in part("doubles").NAMES:
            raise BadModel(name=model[:60])
    elif model != "none":
        _reached(model, api_base, caller)


def _reached(model: str, api_base: str | None, caller: Caller) -> None:
    """Refuse what names no model, or one whose file is gone. Raises BadModel and BadSetting."""
    try:
        lineup.host(model, api_base)
    except ModelError as error:
        caller.explain(error)
        raise typer.Exit(BadModel.exit_code) from error


def _suites(named: list[str] | None) -> tuple[str, ...]:
    """Return the suites to run, all where none is named. Raises BadSetting."""
    for name in named or ():
        if name not in SUITES:
            raise BadSetting(name="--suite", value=name[:60], allowed=", ".join(SUITES))
    return tuple(dict.fromkeys(named or SUITES))


def _examined(examine: Any, wanted: evals.examine.Wanted, caller: Caller) -> dict[str, Any]:  # noqa: ANN401
    """Run it, with its progress; a case that is wrong ends it with what to do."""

    def progress(done: int, total: int) -> None:
        terminal.over(caller.say("eval-progress", done=done, total=total))

    def read(done: int, total: int) -> None:
        terminal.over(caller.say("eval-reading", done=done, total=total))

    try:
        result: dict[str, Any] = examine.examined(wanted, progress, read)
    except part("cases").CaseError as error:
        terminal.message(str(error))
        raise typer.Exit(2) from error
    finally:
        terminal.over("")
    return result


def _baseline(path: Path) -> dict[str, Any]:
    """Return the result of an earlier run. Raises UnreadableFile."""
    try:
        held: dict[str, Any] = part("gate").read(path)
    except (OSError, ValueError) as error:
        raise UnreadableFile(path=path) from error
    return held
