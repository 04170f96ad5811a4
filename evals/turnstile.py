"""Turnstile: an engine that lets only so many turns at its model at once; who waits has prepared its turn meanwhile.

A server that answers one at a time would else stand idle while a case is planned, and a turn whose request lies in the
server's queue would run out of time.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from companion.engine import Engine

if TYPE_CHECKING:
    from companion.model import Model

AHEAD = 1
"""Cases at work beyond those that the model answers."""


class Turnstile(Engine):
    """Gives the model to a turn when it first asks, and to another once that turn has left."""

    def __init__(self, home: Path, slots: int) -> None:
        """Let `slots` turns in at once."""
        super().__init__(home)
        self._slots = threading.Semaphore(slots)
        self._turn = threading.local()

    def _opened(self, name: str, api_base: str | None) -> Model:
        """Give the model, once there is room for this thread's turn. Raises ModelError."""
        if not getattr(self._turn, "inside", False):
            self._slots.acquire()
            self._turn.inside = True
        return super()._opened(name, api_base)

    def leave(self) -> None:
        """Say that this thread's turn is over; where it never asked, nothing happens."""
        if getattr(self._turn, "inside", False):
            self._turn.inside = False
            self._slots.release()
