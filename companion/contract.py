"""The interface contract: records as JSON holds them, for the terminal and for other programs."""

from dataclasses import is_dataclass
from typing import Any

from companion.records import Reply


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
