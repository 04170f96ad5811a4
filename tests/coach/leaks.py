"""What counts as a leak: a run of words of a known text that nobody but its writer can have said."""

import re
from collections.abc import Iterable
from pathlib import Path

from companion.language import words

RUN = 4


def leaked(known: str, shown: str, sources: Iterable[str]) -> list[str]:
    """Return the runs of four words of `known` in `shown` that hold a word of content which the sources have not."""
    theirs = {word for source in sources for word in words(source)}
    said = f" {' '.join(words(shown))} "
    runs = [words(known)[at : at + RUN] for at in range(len(words(known)) - RUN + 1)]
    strange = [run for run in runs if any(len(word) > 3 and word not in theirs for word in run)]
    return [" ".join(run) for run in strange if f" {' '.join(run)} " in said]


def kept_in(folder: Path) -> str:
    """Return every letter of every file of a home, as text and as JSON escapes it."""
    held = b"\n".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    text = held.decode("utf-8", "replace")
    return text + re.sub(r"\\u([0-9a-fA-F]{4})", lambda escaped: chr(int(escaped[1], 16)), text)
