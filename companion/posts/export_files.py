"""The files of an export that hold posts: found by name in many, by what it holds where one stands alone."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from companion.errors import DamagedExport, InputError, TooDeep
from companion.posts import json_list
from companion.posts.encoding import decode
from companion.posts.member import Member
from companion.posts.source import Source

_HEAD = 1_000
Looks = Callable[[tuple[str, ...], Any], bool]
"""Whether the first item of a file, in the list at this path, is one of a platform's posts."""


def candidates(source: Source, name: re.Pattern[str]) -> list[Member]:
    """Return the files named so; where none is, the file that stands alone."""
    return source.matching(name) or ([source.alone] if source.alone else [])


def first_line(member: Member) -> str:
    """Return the start of a table, enough to know it by the names of its columns; "" where it cannot be opened."""
    try:
        with member.open() as file:
            return decode(file.read(_HEAD)).partition("\n")[0]
    except InputError:
        return ""


def recognised(source: Source, name: re.Pattern[str], looks: Looks, *paths: Sequence[str]) -> bool:
    """Say whether one of these JSON files starts as a platform's posts do.

    One that bears the name and cannot be read is recognised too: reading it says what is wrong.
    """
    if any(_starts(member, looks, paths, damaged=True) for member in source.matching(name)):
        return True
    return bool(source.alone and _starts(source.alone, looks, paths, damaged=False))


def _starts(member: Member, looks: Looks, paths: Sequence[Sequence[str]], *, damaged: bool) -> bool:
    try:
        first = next(json_list.located(member, *paths), None)
    except (DamagedExport, TooDeep):
        return damaged
    except InputError:
        return False
    return first is not None and looks(*first)
