"""`companion settings`: what the author chose."""

from typing import Annotated

import typer

from companion import settings
from companion.cli import terminal
from companion.cli.caller import Caller
from companion.cli.commands import Command, Group
from companion.cli.options import Home
from companion.errors import BadSetting

app = typer.Typer(cls=Group, no_args_is_help=True)


@app.command(cls=Command)
def get(name: Annotated[str | None, typer.Argument(metavar="NAME")] = None, *, home: Home = None) -> None:
    """Show one of them, or all with what each is."""
    caller = Caller.at(home)
    shown = settings.shown(caller.settings)
    if name is None:
        for each, value in shown.items():
            terminal.out(f"{each:<9} {value:<10} {caller.say(f'setting-{each}')}")
        terminal.out(f"{'home':<9} {caller.settings.home}")
    elif name in shown:
        terminal.out(shown[name])
    else:
        raise BadSetting(name="settings", value=name[:60], allowed=", ".join(shown))


@app.command("set", cls=Command)
def set_(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    value: Annotated[str, typer.Argument(metavar="VALUE")],
    *,
    home: Home = None,
) -> None:
    """Change one of them."""
    changed = Caller(settings.save(Caller.at(home).settings, name, value))
    terminal.out(changed.say("setting-saved", setting=name, value=settings.shown(changed.settings)[name]))
