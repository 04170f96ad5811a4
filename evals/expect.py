"""Expect: what a program can check of a reply, and which suites look at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from pydantic import ConfigDict

from companion.records import Lens, WayOut

READ_BY: Mapping[str, tuple[str, ...]] = {
    "about": ("grounding", "clarify"),
    "most": ("tone",),
    "soft": ("care",),
    "rest": ("care", "tone"),
    "care": ("care",),
    "silent": ("care",),
    "never": ("language",),
    "ends": ("clarify",),
    "within": ("clarify",),
    "way": ("clarify",),
    "hands_back": ("clarify",),
    "holds_back": ("clarify",),
}
"""The suites that look at each: a case that serves none of them would ask for what nobody checks."""


class Strict:
    """What a file may hold and nothing else."""

    __pydantic_config__ = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expect(Strict):
    """What can be checked by a program; whatever is left out is not checked."""

    about: tuple[str, ...] = ()
    """Words of the author: a good reply quotes something that meets one of them."""
    most: int | None = None
    """Questions at most."""
    soft: bool = False
    """For the exhausted and the grieving: two questions at most, none that challenges or is about readers."""
    rest: bool = False
    """Whether the reply must give leave to wait or to rest."""
    care: bool = False
    """Whether the care card must show; where it is not expected it must not."""
    silent: tuple[Lens, ...] = ()
    """Lenses that must not be asked from."""
    never: tuple[str, ...] = ()
    """Words that must not be said outside quotations, however they are spelled or accented."""
    ends: bool | None = None
    """Chat: whether the script brings it to its end."""
    within: int | None = None
    """Chat: turns of the author after which it must have ended."""
    way: WayOut | None = None
    """Chat: the way out it must have heard."""
    hands_back: tuple[str, ...] = ()
    """Chat: sentences of the author, at least one of which must come back at the end."""
    holds_back: tuple[str, ...] = ()
    """Chat: words of the author that must not come back at the end."""

    def unread(self, suites: tuple[str, ...]) -> Iterator[str]:
        """Yield the names of what is expected and none of `suites` looks at."""
        said = (each.name for each in fields(self) if getattr(self, each.name) != each.default)
        yield from (name for name in said if not set(READ_BY[name]) & set(suites))
