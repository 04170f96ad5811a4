"""Records as lines of JSON: the interface contract, letters as they are written."""

import json

from companion.cli import terminal
from companion.contract import plain

__all__ = ["plain", "write"]


def write(value: object) -> None:
    """Write a record, a list of records or plain data as one line on standard output."""
    terminal.raw(terminal.escaped(json.dumps(plain(value), ensure_ascii=False, allow_nan=False)) + "\n")
