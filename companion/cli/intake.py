"""What the author hands to a command: a file, standard input or words on the line."""

import json
import os
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from companion.cli.caller import Caller
from companion.errors import BadSetting, UnreadableFile

LARGEST = 50 * 1024 * 1024
"""Bytes of one file."""
STANDARD_INPUT = "-"


@contextmanager
def opened(name: str, caller: Caller) -> Iterator[BinaryIO]:
    """Open the file called `name`, or standard input for "-". Raises UnreadableFile."""
    if name == STANDARD_INPUT:
        if sys.stdin.isatty():
            caller.tell("waiting-for-input")
        yield sys.stdin.buffer
        return
    try:
        with Path(name).open("rb") as file:
            yield file
    except (OSError, ValueError) as exc:
        raise UnreadableFile(path=name) from exc


def text(name: str, caller: Caller) -> str:
    """Return the text of a file or of standard input, character for character; only a byte order mark is left out.

    UTF-8, else Windows's western code page. Raises UnreadableFile.
    """
    with opened(name, caller) as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise UnreadableFile(path=name)
    return _decoded(data)


def words(argument: str) -> str:
    """Return words given on the line, where the system's encoding may have left bytes it could not read."""
    unread = any("\udc80" <= character <= "\udcff" for character in argument)
    return _decoded(os.fsencode(argument)) if unread else argument


def fields(name: str, caller: Caller, *, allowed: tuple[str, ...]) -> dict[str, str]:
    """Return the fields of a TOML or JSON file, each of them a text. Raises UnreadableFile and BadSetting."""
    held = _table(text(name, caller), name)
    for key, value in held.items():
        if key not in allowed:
            raise BadSetting(name=name, value=key[:60], allowed=", ".join(allowed))
        if not isinstance(value, str):
            raise BadSetting(name=key, value=json.dumps(value, default=str)[:60], allowed='"…"')
    return {key: str(value) for key, value in held.items()}


def _decoded(data: bytes) -> str:
    from companion.posts.encoding import decode

    return decode(data)


def _table(held: str, name: str) -> dict[str, object]:
    try:
        parsed = json.loads(held) if held.lstrip().startswith("{") else tomllib.loads(held)
    except (ValueError, RecursionError) as exc:
        raise BadSetting(name=name, value=line_of(exc), allowed="TOML, JSON") from exc
    return dict(parsed)


def line_of(error: Exception) -> str:
    """Return where a parser stopped, without the text it read."""
    row = getattr(error, "lineno", None)
    return f"line {row}" if row else type(error).__name__
