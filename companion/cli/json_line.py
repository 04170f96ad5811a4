"""Records as lines of JSON: the interface contract, letters as they are written."""

import json
from dataclasses import is_dataclass
from typing import Any

from companion.cli import terminal
from companion.records import Reply


def write(value: object) -> None:
    """Write a record, a list of records or plain data as one line on standard output."""
    terminal.raw(terminal.escaped(json.dumps(plain(value), ensure_ascii=False, allow_nan=False)) + "\n")


def plain(value: object) -> Any:  # noqa: ANN401  whatever JSON holds
    """Return `value` as JSON holds it: records as objects, moments as ISO text."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    if not is_dataclass(value):
        return value
    from pydantic import TypeAdapter

    held = TypeAdapter(type(value)).dump_python(value, mode="json")
    if isinstance(value, Reply):
        del held["model"]["prompts"]  # the journal's, not the contract's
    return held
