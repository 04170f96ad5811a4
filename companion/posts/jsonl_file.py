"""Posts as JSON lines: one object a line, with at least a text."""

import json
import re
from collections.abc import Iterator

from companion.posts.fields import has_text, header, post_from
from companion.posts.reading import Skipped
from companion.posts.text_file import TextFile
from companion.records import Post

_LOOKED_AT = 5
"""Lines read to recognise the format; not every one of them need be sound."""
_KEY = re.compile(r'"(\w{1,40})" ?:')


def recognises(file: TextFile) -> bool:
    """Say whether one of the first lines is an object with a text; a line longer than the head is told by its names."""
    lines = [line.lstrip() for line in file.head.split("\n") if line.strip()][:_LOOKED_AT]
    if any(_has_text(line) for line in lines):
        return True
    cut = len(lines) == 1 and lines[0].startswith("{") and _object(lines[0]) is None
    return cut and has_text(_KEY.findall(lines[0]))


def read(file: TextFile) -> Iterator[Post | Skipped]:
    """Read the lines, one by one; a line that is not an object does not stop the next."""
    with file.open() as text:
        for line in text:
            if not line.strip():
                continue
            row = _object(line)
            if row is None:
                yield Skipped("broken")
            else:
                yield post_from(row, platform="jsonl", source=file.name)


def _has_text(line: str) -> bool:
    return has_text(_object(line) or ())


def _object(line: str) -> dict[str, object] | None:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return {header(name): value for name, value in row.items()} if isinstance(row, dict) else None
