"""`companion doctor`: whether everything is well."""

import typer

from companion import words
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
        part = words.say(caller.settings.language, f"doctor.part-{check.part}")
        said = words.say(caller.settings.language, check.found, **check.slots)
        terminal.out(
            terminal.wrapped(
                words.say(caller.settings.language, "doctor.line", part=part, said=said),
                indent=" " * 8,
                first=f"{mark:<8}",
            )
        )
    if not all(check.ok for check in checks):
        caller.tell("doctor-advice")
        raise typer.Exit(3)
