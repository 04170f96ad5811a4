"""What reaches the terminal: UTF-8, wrapped, and with nothing in it that a terminal would obey."""

import os
import re
import shutil
import sys
import textwrap
from contextlib import suppress
from datetime import datetime
from typing import TextIO

import typer

from companion import settings
from companion.days import day_of

WIDEST = 78
"""Columns of a line, so that it can be read without turning the head."""
_INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
_OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_PICTURES = {0x7F: "\u2421"} | {code: chr(0x2400 + code) for code in range(0x20)} | {0x09: " "}


def prepare() -> None:
    """Write UTF-8 whatever the system's code page; what no encoding holds shows as a question mark."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError, OSError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a test's stream lacks it


def harmless(text: str) -> str:
    """Return `text` with its control characters shown rather than obeyed, and without those that hide or turn text."""
    plain = _INVISIBLE.sub("", text.replace("\r\n", "\n"))
    return _OBEYED.sub(lambda match: _PICTURES.get(ord(match[0]), "\ufffd"), plain)


def line(text: str) -> str:
    """Return `text` on one harmless line."""
    return harmless(" ".join(text.split()))


def out(text: str = "", *, dim: bool = False) -> None:
    """Write lines for the author, at once."""
    _write(sys.stdout, _styled(harmless(text), sys.stdout, dim=dim) + "\n")


def message(text: str) -> None:
    """Write lines about how it went, beside what was asked for; a log gets them unbroken."""
    _write(sys.stderr, (wrapped(text, indent="") if sys.stderr.isatty() else harmless(text)) + "\n")


def ask(prompt: str, *, prefilled: str = "") -> str | None:
    """Return a line that the author types, None where they end the input; `prefilled` can be edited where it is shown.

    Without the system's line editing it is shown above and typed anew.
    """
    try:
        import readline
    except ImportError:  # Windows
        if prefilled:
            out(wrapped(prefilled))
        return _typed(prompt)
    readline.set_startup_hook(lambda: readline.insert_text(prefilled))
    try:
        return _typed(prompt)
    finally:
        readline.set_startup_hook()


def _typed(prompt: str) -> str | None:
    try:
        return input(prompt)
    except EOFError:
        _write(sys.stdout, "\n")
        return None


def over(text: str) -> None:
    """Replace the last line of progress; nothing where nobody watches."""
    if sys.stderr.isatty():
        _write(sys.stderr, "\r\x1b[K" + harmless(text))


def wrapped(text: str, *, indent: str = "  ", first: str | None = None) -> str:
    """Return `text` as a paragraph, its lines kept, that starts with `first` and goes on under `indent`."""
    width = max(min(shutil.get_terminal_size().columns, WIDEST), 30)
    filler = textwrap.TextWrapper(width, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False)
    filler.initial_indent = indent if first is None else first
    filled: list[str] = []
    for paragraph in harmless(text).split("\n"):
        filled.append(filler.fill(paragraph) or filler.initial_indent.rstrip())
        filler.initial_indent = indent
    return "\n".join(filled)


def day(moment: datetime | None) -> str:
    """Return the day of `moment` where the author is, "" where it is not known."""
    return day_of(moment).isoformat() if moment else ""


def minute(moment: datetime) -> str:
    """Return the day and minute of `moment` where the author is."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def escaped(json: str) -> str:
    """Return JSON that says the same, with what a terminal obeys or no encoding holds written in ASCII."""
    return _OBEYED.sub(lambda match: f"\\u{ord(match[0]):04x}", json)


def raw(text: str) -> None:
    """Write `text` as it is on standard output: for what was made harmless by other means."""
    _write(sys.stdout, text)


def _styled(text: str, stream: TextIO, *, dim: bool) -> str:
    if not dim or not stream.isatty() or settings.environment().plain:
        return text
    return f"\x1b[2m{text}\x1b[22m"


def _write(stream: TextIO, text: str) -> None:
    """Write and flush; a reader who left (`| head`) ends the command without a word."""
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        with suppress(OSError, ValueError):  # what is still buffered must not fail at the end of the process
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        raise typer.Exit(0) from None
