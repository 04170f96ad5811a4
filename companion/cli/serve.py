"""`companion serve`: the page."""

from companion.cli.caller import Caller
from companion.cli.options import Home


def serve(*, home: Home = None) -> None:
    """Open the page on this machine, until it is stopped."""
    from companion import ui

    ui.serve(Caller.at(home).settings)
