"""A receipt of what was erased, on the terminal: numbers, and what is left to wait for."""

from companion.cli import terminal
from companion.cli.caller import Caller
from companion.erasing import Receipt

_COUNTS = ("posts", "staying", "sessions", "turns", "questions", "intentions", "files")


def show(caller: Caller, receipt: Receipt) -> None:
    """Write it."""
    at = terminal.minute(receipt.at)
    terminal.out(caller.say(f"erased-{receipt.scope}", which=terminal.line(receipt.name), at=at))
    for name in _COUNTS:
        if number := getattr(receipt, name):
            terminal.out("  " + caller.say(f"erased-{name}", number=number))
    if receipt.others:
        named = ", ".join(map(terminal.line, receipt.others))
        terminal.out(terminal.wrapped(caller.say("erased-others", names=named), indent=""))
    if not receipt.left:
        terminal.out(caller.say("erased-whole"))
    for notice in receipt.left:
        terminal.out(terminal.wrapped(notice.text, indent=""))
