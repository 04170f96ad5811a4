"""Doubles: models whose leak is known word for word, named `double:MANNER`; each case meets one of its own."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from companion.model.hostile import MANNERS, Hostile, Manner

from .cases import Case

PREFIX = "double:"
NAMES = tuple(f"{PREFIX}{manner}" for manner in MANNERS)
FALLBACK = "An ordinary morning that quietly rewrites everything we believed about patience"
"""What a double tries to get through where a case names no rewrite."""


class NoSuchDouble(ValueError):
    """A name that begins as a double's and is none."""


def manner(model: str) -> Manner | None:
    """Return the manner of a double's name, None for any other model. Raises NoSuchDouble."""
    if not model.startswith(PREFIX):
        return None
    named = model.removeprefix(PREFIX)
    if named not in MANNERS:
        raise NoSuchDouble(f"{model}: no such double; one of {', '.join(NAMES)}")
    return named


@contextlib.contextmanager
def served(model: str, api_base: str | None, case: Case) -> Iterator[tuple[str, str | None]]:
    """Give the name and address under which `model` answers; a double is served as long, with the case's rewrite."""
    behaves = manner(model)
    if behaves is None:
        yield model, api_base
        return
    texts = case.leaks if behaves == "rewrite" and case.leaks else ()
    with Hostile(behaves, leak=case.leaks[0] if case.leaks else FALLBACK, texts=texts) as double:
        yield "openai/double", double.url
