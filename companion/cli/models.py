"""`companion models`: what is within reach, what each may do, and which one is used."""

from __future__ import annotations

import sys
import time
from typing import Annotated, get_args

import typer

from companion import abilities, examiner, lineup, settings
from companion.cli import json_line, terminal
from companion.cli.caller import Caller
from companion.cli.commands import Command, Group
from companion.cli.options import ApiBase, AsJson, Home, Yes
from companion.errors import InputError, ModelError
from companion.standing import stands

app = typer.Typer(cls=Group, invoke_without_command=True)
_OFTEN = 0.5
"""Seconds between two lines of progress."""


@app.callback()
def models(context: typer.Context, *, as_json: AsJson = False, home: Home = None) -> None:
    """Say what was found, what would be used and why."""
    if context.invoked_subcommand is not None:
        return
    caller = Caller.at(home)
    found = lineup.offered(caller.settings.home, discovery=caller.settings.discovery)
    if as_json:
        json_line.write({"used": caller.settings.model, "models": [json_line.plain(each) for each in found]})
        return
    for each in found:
        _show(caller, each)
    if not found:
        caller.write("cli.models-none")
    if not caller.settings.discovery:
        caller.write("cli.models-not-looked", dim=True)
    _used(caller, found)


def _show(caller: Caller, each: lineup.Offered) -> None:
    mark = "›" if each.name == caller.settings.model else " "
    terminal.out(terminal.line(f"{mark} {each.name}   ({each.kind})"))
    told = caller.say(
        "model-may",
        choosing=caller.say(f"model-{each.choosing}"),
        phrasing=caller.say(f"model-{each.phrasing}"),
    )
    terminal.out(terminal.wrapped(told, indent="    "), dim=True)
    if each.asked:
        agreed = caller.say("model-agreed", agreed=each.agreed, asked=each.asked)
        terminal.out(terminal.wrapped(agreed, indent="    "), dim=True)


def _used(caller: Caller, found: list[lineup.Offered]) -> None:
    """Say which model would be used, and why it or none."""
    name = caller.settings.model
    home, base = caller.settings.home, caller.settings.api_base
    earned = name != "none" and any(
        stands(ability, home, name, base) == "granted" for ability in get_args(abilities.Ability)
    )
    why = "models-alone" if name == "none" else "models-used" if earned else "models-idle"
    caller.write(f"cli.{why}", model=terminal.line(name))


@app.command(cls=Command)
def use(
    name: Annotated[str, typer.Argument(metavar="MODEL")],
    *,
    api_base: ApiBase = None,
    yes: Yes = False,
    home: Home = None,
) -> None:
    """Keep a model for all drafts to come; for one that runs elsewhere, ask first what it costs in privacy."""
    caller = Caller.at(home)
    host = lineup.host(name, api_base) if name != "none" else ""
    if host and not _agreed(caller, name, host, yes=yes):
        raise typer.Exit(InputError.exit_code)
    if host:
        abilities.keep(caller.settings.home, name, consent=host)
    changed = settings.save(caller.settings, "model", name)
    changed = settings.save(changed, "api_base", api_base)
    terminal.out(terminal.wrapped(caller.say("model-kept", model=terminal.line(name)), indent=""))
    if name != "none":
        if stands("choosing", caller.settings.home, name, api_base) == "untried":
            _examined(caller, name, api_base, host)
        _used(Caller(changed), [])


def _examined(caller: Caller, name: str, api_base: str | None, host: str) -> None:
    """Let a model sit the short exam, which may let it choose; stopped, it has earned nothing yet."""

    def progress(done: int, total: int) -> None:
        terminal.over(caller.say("exam-progress", done=done, total=total))

    caller.tell("exam-begins")
    if host:
        caller.tell("exam-sends", host=host)
    outcome = examiner.examined(caller.settings.home, name, api_base, progress)
    terminal.over("")
    if outcome in {"unanswered", "unknown"}:
        caller.tell(f"exam-{outcome}")
    else:
        terminal.out(terminal.wrapped(caller.say(f"exam-{outcome}"), indent=""))


def _agreed(caller: Caller, name: str, host: str, *, yes: bool) -> bool:
    """Say what would be sent where, and ask, where somebody can answer."""
    caller.write("cli.consent", model=terminal.line(name), host=host)
    if yes:
        return True
    answer = (terminal.ask(caller.say("consent-ask")) or "").strip().lower() if sys.stdin.isatty() else ""
    if answer in caller.text("chat.yes").split():
        return True
    caller.tell("consent-none")
    return False


@app.command("test", cls=Command)
def try_(
    name: Annotated[str, typer.Argument(metavar="MODEL")],
    *,
    api_base: ApiBase = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """See whether it answers, how fast, and whether it keeps to the form; nothing of the author's is sent."""
    caller = Caller.at(home)
    try:
        trial = lineup.tried(name, api_base)
    except ModelError as error:
        caller.explain(error)
        raise typer.Exit(InputError.exit_code) from error
    if as_json:
        json_line.write(trial)
        return
    told = caller.say(
        "model-answered", loading=f"{trial.loading:.1f}", first=f"{trial.first:.1f}", whole=f"{trial.whole:.1f}"
    )
    terminal.out(terminal.wrapped(told, indent=""))
    terminal.out(terminal.wrapped(caller.say("model-keeps" if trial.keeps else "model-strays"), indent=""))


@app.command(cls=Command)
def pull(name: Annotated[str, typer.Argument(metavar="OWNER/REPO:FILE")], *, home: Home = None) -> None:
    """Fetch a GGUF from Hugging Face: the one command that goes out, and only for what is named."""
    caller = Caller.at(home)
    last = 0.0

    def progress(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _OFTEN or done == total:
            last = now
            terminal.over(caller.say("pull-progress", done=done >> 20, total=total >> 20))

    caller.tell("pull-begins", model=terminal.line(name))
    try:
        path = lineup.fetched(name, caller.settings.home, progress)
    except ModelError as error:
        terminal.over("")
        caller.tell(f"pull-failed-{error.code}")
        raise typer.Exit(InputError.exit_code) from error
    terminal.over("")
    terminal.out(terminal.wrapped(caller.say("pull-done", model=f"gguf:{path}"), indent=""))
