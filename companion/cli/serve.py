"""`companion serve`: the page."""

from typing import Annotated

import typer

from companion.cli.caller import Caller
from companion.cli.options import Home


def serve(
    *,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, metavar="N")] = 7860,
    public_host: Annotated[list[str] | None, typer.Option("--public-host", metavar="NAME")] = None,
    root_path: Annotated[str, typer.Option("--root-path", metavar="PREFIX")] = "",
    proxy: Annotated[str | None, typer.Option("--proxy", metavar="ADDRESS")] = None,
    mcp: Annotated[bool, typer.Option("--mcp")] = False,
    home: Home = None,
) -> None:
    """Open the page, until it is stopped: to this machine, or to users who sign in."""
    from companion import ui

    ui.serve(Caller.at(home).settings, host, port, public=public_host or (), root_path=root_path, proxy=proxy, mcp=mcp)
