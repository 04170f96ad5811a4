"""`companion decide`: the way out the author took."""

from typing import Annotated

import typer

from companion.cli import intake, terminal
from companion.cli.caller import Caller
from companion.cli.options import Home
from companion.records import WayOut


def decide(
    session: Annotated[str, typer.Argument(metavar="SESSION")],
    way: Annotated[WayOut, typer.Argument(metavar="post|keep|not-today")],
    *,
    home: Home = None,
) -> None:
    """Keep it in the journal."""
    caller = Caller.at(home)
    with caller.companion() as companion:
        companion.decide(intake.words(session), way)
    terminal.out(terminal.wrapped(caller.say(f"decided-{way}"), indent=""))
