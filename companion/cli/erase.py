"""`companion erase`: everything, a platform or a session, gone from every file of the home, with a receipt."""

import sys
from typing import Annotated

import typer

from companion.cli import intake, json_line, receipt, terminal
from companion.cli.caller import Caller
from companion.cli.options import AsJson, Home
from companion.cli.usage import Misused

_YES = {"oui", "o", "yes", "y"}


def erase(
    *,
    everything: Annotated[bool, typer.Option("--all")] = False,
    platform: Annotated[str | None, typer.Option("--platform", metavar="PLATFORM")] = None,
    session: Annotated[str | None, typer.Option("--session", metavar="SESSION")] = None,
    yes: Annotated[bool, typer.Option("--yes")] = False,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Erase it, once the author has said so."""
    if sum((everything, platform is not None, session is not None)) != 1:
        raise Misused("usage-erase")
    caller = Caller.at(home)
    if not yes and not _sure(caller, platform, session):
        terminal.out(caller.say("erase-kept"))
        return
    with caller.companion() as companion:
        if platform is not None:
            erased = companion.erase_platform(intake.words(platform))
        elif session is not None:
            erased = companion.erase_session(intake.words(session))
        else:
            erased = companion.erase_everything()
    if as_json:
        json_line.write(erased)
    else:
        receipt.show(caller, erased)


def _sure(caller: Caller, platform: str | None, session: str | None) -> bool:
    """Say what will go, and ask; nobody is asked where nobody is there to answer."""
    if not sys.stdin.isatty():
        raise Misused("usage-erase-yes")
    name = platform or session or ""
    scope = "platform" if platform is not None else "session" if session is not None else "all"
    terminal.message(caller.say(f"erase-will-{scope}", which=terminal.line(name)))
    answer = terminal.ask(caller.say("erase-sure") + " ")
    return (answer or "").strip().lower() in _YES
