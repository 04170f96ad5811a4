"""`companion serve`: the page."""

from typing import Annotated

import typer

from companion.cli.caller import Caller
from companion.cli.options import Home


def serve(
    *, port: Annotated[int, typer.Option("--port", min=0, max=65535, metavar="N")] = 7860, home: Home = None
) -> None:
    """Open the page on this machine, until it is stopped."""
    from companion import ui

    ui.serve(Caller.at(home).settings, port=port)
