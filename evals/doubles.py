"""Doubles: models whose words are known beforehand, named `double:MANNER`; each case meets one of its own.

All but one misbehave. The scripted one asks as a good model would, with the case's rewrite in the middle: what it says
well must be shown in its own words, and what it leaks must be caught and mended.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from companion.model.hostile import MANNERS, Hostile, Manner

from .cases import Case

PREFIX = "double:"
SCRIPTED = f"{PREFIX}scripted"
NAMES = (SCRIPTED, *(f"{PREFIX}{manner}" for manner in MANNERS))
FALLBACK = "An ordinary morning that quietly rewrites everything we believed about patience"
"""What a double tries to get through where a case names no rewrite."""


class NoSuchDouble(ValueError):
    """A name that begins as a double's and is none."""


_RUN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){2,5}")
"""Words of the author's that can be quoted as they stand: a few in a row, nothing between them but blanks."""
_ASKED = {
    "tu": (
        "De quel moment parles-tu quand tu dis « {run} » ?",
        "Qui imagines-tu en train de lire « {run} » ?",
        "Qu'est-ce que « {run} » te fait quand tu le relis ?",
        "Qu'est-ce que tu préfères garder pour toi, autour de « {run} » ?",
    ),
    "vous": (
        "De quel moment parlez-vous quand vous dites « {run} » ?",
        "Qui imaginez-vous en train de lire « {run} » ?",
        "Qu'est-ce que « {run} » vous fait quand vous le relisez ?",
        "Qu'est-ce que vous préférez garder pour vous, autour de « {run} » ?",
    ),
    "en": (
        "What moment do you mean by “{run}”?",
        "Who do you picture reading “{run}”?",
        "How does “{run}” feel when you read it again?",
        "What would you rather keep to yourself around “{run}”?",
    ),
}
_HANDED = {"fr": "Et si ça commençait par {leak} ?", "en": "What if it began with {leak}?"}


def script(case: Case) -> tuple[str, ...]:
    """Return what the scripted double says, in order: a question, a rewrite, and more questions."""
    tongue = case.language or case.tongue
    how = (case.register or case.persona.register or "tu") if tongue == "fr" else "en"
    found = _RUN.search(case.text or case.turns[0])
    first, *others = (text.format(run=found[0] if found else "") for text in _ASKED[how])
    return first, _HANDED[tongue].format(leak=case.leaks[0] if case.leaks else FALLBACK), *others


@dataclass(slots=True)
class _Scripted(Hostile):
    """Says its lines one after the other, however often it is asked."""

    said: int = 0
    """Lines said so far."""

    def words(self, number: int, body: Mapping[str, Any]) -> str:
        """Return the next line; after the last, the first."""
        self.said += 1
        return self.texts[(self.said - 1) % len(self.texts)]


def manner(model: str) -> Manner | None:
    """Return the manner of a double's name, None for any other model. Raises NoSuchDouble."""
    if not model.startswith(PREFIX):
        return None
    if model == SCRIPTED:
        return "polite"
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
    if model == SCRIPTED:
        double: Hostile = _Scripted(behaves, texts=script(case))
    else:
        texts = case.leaks if behaves == "rewrite" else ()
        double = Hostile(behaves, leak=case.leaks[0] if case.leaks else FALLBACK, texts=texts)
    with double:
        yield "openai/double", double.url
