"""`companion intention`: what the author wants, shown, set, and as it was."""

from dataclasses import replace
from typing import Annotated, Any

import typer

from companion.cli import intake, terminal
from companion.cli.caller import Caller
from companion.cli.commands import Command, Group
from companion.cli.options import Home
from companion.cli.usage import Misused
from companion.records import Intention

FIELDS = ("why", "community", "message", "tone", "boundaries", "wish", "return_to")
"""Of an intention, in the order to read them."""

app = typer.Typer(cls=Group, no_args_is_help=True)
_Text = Annotated[str | None, typer.Option(metavar="TEXT")]


@app.command(cls=Command)
def show(*, home: Home = None) -> None:
    """Show it as last saved."""
    caller = Caller.at(home)
    with caller.companion() as companion:
        saved = companion.intention()
    if saved is None:
        terminal.out(caller.say("intention-none"))
    else:
        _show(caller, saved)


@app.command("set", cls=Command)
def set_(
    *,
    why: _Text = None,
    community: _Text = None,
    message: _Text = None,
    tone: _Text = None,
    boundaries: _Text = None,
    wish: _Text = None,
    return_to: _Text = None,
    file: Annotated[str | None, typer.Option("--file", metavar="FILE|-")] = None,
    home: Home = None,
) -> None:
    """Save a new version: what is given changes, what is not stays; a word on the line wins over the file."""
    caller = Caller.at(home)
    given = dict(zip(FIELDS, (why, community, message, tone, boundaries, wish, return_to), strict=True))
    changes: dict[str, Any] = dict(intake.fields(file, caller, allowed=FIELDS)) if file is not None else {}
    changes |= {name: intake.words(value) for name, value in given.items() if value is not None}
    if not changes:
        raise Misused("usage-intention-empty")
    with caller.companion() as companion:
        saved = companion.save_intention(replace(companion.intention() or Intention(), **changes))
    terminal.out(caller.say("intention-saved", version=saved.version))
    _show(caller, saved)


@app.command(cls=Command)
def history(*, home: Home = None) -> None:
    """Show every version, newest first."""
    caller = Caller.at(home)
    with caller.companion() as companion:
        versions = companion.intentions()
    if not versions:
        terminal.out(caller.say("intention-none"))
    for version in versions:
        day = terminal.day(version.saved)
        terminal.out(caller.say("intention-version", version=version.version, date=day), dim=True)
        _show(caller, version)


def _show(caller: Caller, intention: Intention) -> None:
    for name in FIELDS:
        if value := getattr(intention, name):
            terminal.out()
            terminal.out("  " + caller.say("field-" + name.replace("_", "-")), dim=True)
            terminal.out(terminal.wrapped(value, indent="    "))
    terminal.out()
