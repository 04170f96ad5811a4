"""`companion export`: everything that is kept, in a folder of the author's."""

from pathlib import Path
from typing import Annotated

import typer

from companion.cli import json_line, terminal
from companion.cli.caller import Caller
from companion.cli.options import AsJson, Home


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR")], *, as_json: AsJson = False, home: Home = None
) -> None:
    """Write it, as JSON to take in again and as Markdown to read."""
    caller = Caller.at(home)
    with caller.companion() as companion:
        exported = companion.export(folder)
    if as_json:
        json_line.write(exported)
        return
    terminal.out(caller.say("exported", path=exported.path))
    for name in ("posts", "sessions", "intentions"):
        terminal.out("  " + caller.say(f"exported-{name}", number=getattr(exported, name)))
    terminal.out(terminal.wrapped(caller.say("exported-again", path=exported.path), indent=""))
