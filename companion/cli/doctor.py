"""`companion doctor`: whether everything is well."""

import typer

from companion.cli import terminal
from companion.cli.caller import Caller
from companion.cli.options import Home


def doctor(*, home: Home = None) -> None:
    """Look at each part and say how it is; exit with 3 where something is not well."""
    caller = Caller.at(home)
    with caller.companion() as companion:
        checks = companion.doctor()
    for check in checks:
        mark = caller.say("doctor-well" if check.ok else "doctor-unwell")
        terminal.out(terminal.wrapped(f"{check.name}  {check.detail}", indent=" " * 8, first=f"{mark:<8}"))
    if not all(check.ok for check in checks):
        caller.tell("doctor-advice")
        raise typer.Exit(3)
