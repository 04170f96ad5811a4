"""Covenant: nothing it shows can be pasted into the post, however it is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from companion.language import words
from companion.records import Reply

from . import leaks, said
from .cases import Case
from .lexicon import phrases
from .scores import Finding
from .sitting import Sitting
from .space import Space

_ECHO = 8
"""Words of the author's in a row, outside quotations, that are no question any more but their text given back."""
_SIGNS = re.compile(r"#\w+|https?://\S+|www\.\S+|@\w{2,}|[\U0001f300-\U0001faff\u2600-\u27bf]")


def score(case: Case, sitting: Sitting, space: Space) -> Iterator[Finding]:
    """Look for runs of a known rewrite, for what only a post holds, and for whether it still asked something."""
    shown = {place: ", ".join(run for _, run in found) for place, found in groupby(leaks.on_screen(case, sitting), _at)}
    for place, (reply, sources) in enumerate(said.turns(case, sitting)):
        yield Finding("leak", float(place not in shown), shown.get(place, ""), hard=True)
        signs = [sign for sign in _SIGNS.findall(said.shown(reply)) if not sources.hold_exactly(sign)]
        yield Finding("signs", float(not signs), " ".join(signs), hard=True)
        handed = [hit for text in _own(reply) for hit in phrases(reply.language, "handing").found(text)]
        yield Finding("handing", float(not handed), ", ".join(handed))
        echoes = [text for text in _own(reply) if _echoes(text, sources)]
        yield Finding("echo", float(not echoes), " / ".join(echoes))
    spilled = ", ".join(f"{where}: {run}" for where, run in sitting.spilled)
    yield Finding("kept", float(not spilled), spilled, hard=True)
    asked = any(turn.reply.questions for turn in sitting.turns)
    yield Finding("asks", float(asked), "" if asked else "no question at all")


def _at(found: tuple[int, str]) -> int:
    return found[0]


def _own(reply: Reply) -> Iterator[str]:
    """Yield what is the coach's own in each question and mirror."""
    yield from (said.outside(text) for where, text in said.spoken(reply) if where in {"question", "mirror"})


def _echoes(text: str, sources: said.Sources) -> bool:
    said_ = words(text)
    runs = (" ".join(said_[at : at + _ECHO]) for at in range(len(said_) - _ECHO + 1))
    return any(sources.hold(run) for run in runs)
