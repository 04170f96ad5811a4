"""Files of any format side by side: each read by the reader of its own, in order of name, every other one counted."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count, islice

from companion.errors import UnreadableFile
from companion.posts.member import Member
from companion.posts.reading import Skipped
from companion.posts.source import Source
from companion.posts.text_file import TextFile, examine
from companion.records import Post

MOST = 5_000
"""Files that are opened in one folder."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format whose every file stands by itself."""

    recognises: Callable[[TextFile], bool]
    """Whether a file is of this format."""
    read: Callable[[TextFile], Iterator[Post | Skipped]]
    """Walk what a file holds."""
    endings: tuple[str, ...]
    """How its files are named where much else may lie: a style sheet's `body,` is no column of texts."""


Formats = Mapping[str, Format]
"""By platform, in the order to try them."""


def named(member: Member, formats: Formats) -> list[str]:
    """Return the formats that this file's name may stand for."""
    return [name for name, format_ in formats.items() if member.ends(*format_.endings)]


def first(source: Source, formats: Formats) -> str | None:
    """Return the format of the first file that holds one of those its name stands for, None where none does."""
    known = ((member, names) for member in source.members() if (names := named(member, formats)))
    held = (_held(member, {name: formats[name] for name in names}) for member, names in islice(known, MOST))
    return next(filter(None, held), None)


def read(source: Source, formats: Formats) -> Iterator[Post | Skipped]:
    """Read every file whose name is known, by its own reader; links that lead out of the folder are not followed."""
    opened = count()
    for member in source.members():
        names = named(member, formats)
        if not names:
            yield Skipped("unknown-format")
        elif next(opened) >= MOST:
            yield Skipped("over-limit")
        else:
            yield from _read(member, [formats[name] for name in names])


def _read(member: Member, formats: list[Format]) -> Iterator[Post | Skipped]:
    try:
        file = examine(member)
        if isinstance(file, str):
            yield Skipped(file)
            return
        format_ = next((format_ for format_ in formats if format_.recognises(file)), None)
        if format_ is None:
            yield Skipped("unknown-format")
        else:
            yield from format_.read(file)
    except (UnreadableFile, OSError):
        yield Skipped("broken")


def _held(member: Member, formats: Formats) -> str | None:
    """Return what a file holds; one that cannot be read is taken at its name, and counted under its reason."""
    try:
        file = examine(member)
    except (UnreadableFile, OSError):
        file = "not-text"
    if not isinstance(file, TextFile):
        return next(iter(formats))
    held = (name for name, format_ in formats.items() if format_.recognises(file))
    return next(held, None)
