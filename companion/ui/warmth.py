"""Warmth: what the first draft would wait for is read while nobody waits yet."""

import threading
from contextlib import suppress
from dataclasses import replace
from typing import get_args

from companion import words
from companion.embedding import Embedder
from companion.records import Language
from companion.session import Companion
from companion.settings import Settings

_AFTER = 1.0
"""Seconds from the start: the page itself comes first."""


def warm(chosen: Settings, embedder: Embedder | None) -> threading.Timer:
    """Read the page's example in each language, on the side, with nobody's memory; return what can be cancelled."""
    timer = threading.Timer(_AFTER, _read, (replace(chosen, memory=False, model="none"), embedder))
    timer.daemon = True
    timer.start()
    return timer


def _read(unkept: Settings, embedder: Embedder | None) -> None:
    with suppress(Exception), Companion(unkept, embedder=embedder) as companion:  # the first draft says what is wrong
        for language in get_args(Language):
            companion.critique(words.say(language, "draft.example-text"))
