"""How long a turn may wait for a model: one clock for all its calls, and one way to stop it."""

import threading
import time
from collections.abc import Callable
from typing import Literal, Self

from companion.errors import ModelStopped, ModelTimeout

FIRST, LOADING, IDLE, WHOLE = 10.0, 120.0, 20.0, 90.0
"""Seconds: to the first byte of a call, to that of a server that loads, between two, for the turn from its first."""


class Deadline:
    """The clock of one turn. `clock` is monotonic: a machine's date may jump."""

    def __init__(
        self,
        *,
        first: float = FIRST,
        loading: float = LOADING,
        idle: float = IDLE,
        whole: float = WHOLE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Start nothing yet."""
        self._first, self._loading, self._idle, self._whole, self._clock = first, loading, idle, whole, clock
        self._asked = self._heard = clock()
        self._began: float | None = None
        self._waits: Literal["first", "idle"] | None = None
        self._sent = self._loads = False
        self._until: tuple[float, float] | None = None
        self._stop = threading.Event()

    def again(self) -> Self:
        """Return a clock of the same limits, for the next turn."""
        limits = {"first": self._first, "loading": self._loading, "idle": self._idle, "whole": self._whole}
        return type(self)(**limits, clock=self._clock)

    def asked(self) -> None:
        """Say that a call begins; until its question goes out, what passes is our own time."""
        self._asked, self._waits, self._sent, self._loads = self._clock(), "first", False, False

    def sent(self) -> None:
        """Say that the call's question goes out."""
        self._asked, self._sent = self._clock(), True

    def loads(self) -> None:
        """Say that the server says it is loading: it gets longer to begin."""
        self._loads = True

    def within(self, seconds: float | None) -> None:
        """Give what comes next so many seconds in all, whatever else it may take; None takes that limit away."""
        self._until = None if seconds is None else (seconds, self._clock() + seconds)

    def heard(self) -> None:
        """Say that something came."""
        self._heard, self._waits = self._clock(), "idle"
        if self._began is None:
            self._began = self._heard

    def stop(self) -> None:
        """Stop the turn, from any thread."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        """Whether the author stopped the turn."""
        return self._stop.is_set()

    def left(self) -> float:
        """Seconds that may still pass in silence. Raises ModelTimeout when none are left, ModelStopped once stopped."""
        if self.stopped:
            raise ModelStopped
        now, waits = self._clock(), []
        if self._waits == "first":
            limit = self._first if self._sent and not self._loads else self._loading
            waits.append(("first", limit, self._asked + limit))
        elif self._waits == "idle":
            waits.append(("idle", self._idle, self._heard + self._idle))
        if self._began is not None:
            waits.append(("whole", self._whole, self._began + self._whole))
        if self._until is not None:
            waits.append(("share", *self._until))
        what, seconds, until = min(waits, key=lambda each: each[2], default=("whole", self._whole, now + self._whole))
        if until <= now:
            raise ModelTimeout(what=what, seconds=round(seconds))
        return until - now

    def answered(self) -> None:
        """Say that a server asked us to come back: until then, silence is not its fault."""
        self._waits = None

    def pause(self, seconds: float) -> None:
        """Wait before a new try, no longer than the turn has left. Raises as `left` does."""
        self._stop.wait(min(seconds, self.left()))
        self.left()
