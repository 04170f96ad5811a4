"""An import on its way: on a thread of its own, told how far it is, and stopped when its author says so.

Invariants: stopped while it reads, it leaves nothing; stopped while it learns what posts mean, they are all there, and
what was not learned is at the next start.
"""

import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from companion.errors import CompanionError
from companion.posts import Glance
from companion.records import Post
from companion.restore import Brought
from companion.session import Companion

Stage = Literal["reading", "learning", "done"]
_PATIENCE = 5
"""Seconds after which the time that is left can be told."""


class _Stopped(Exception):
    """The author has said stop; whoever is asked to go on raises it."""


class Intake:
    """One import, or its dry run."""

    def __init__(
        self, companion: Companion, files: Sequence[Path], *, platform: str | None = None, dry_run: bool = False
    ) -> None:
        """Nothing is read before `start`."""
        self._companion, self._files, self._platform, self._dry_run = companion, files, platform, dry_run
        self._stop, self._over = threading.Event(), threading.Event()
        self._began = time.monotonic()
        self.stage: Stage = "reading"
        self.seen = 0
        """Posts read so far."""
        self.done = self.total = 0
        """Posts whose meaning was learned, and how many there are."""
        self.glance = Glance()
        """A few of its posts."""
        self.brought: Brought | None = None
        """What became of it, once its posts are there."""
        self.error: Exception | None = None
        """Why it ended early, if it did."""

    def start(self) -> None:
        """Begin."""
        threading.Thread(target=self._run, name="intake", daemon=True).start()

    def stop(self) -> None:
        """Ask it to end where it is."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        """Whether its author said stop."""
        return self._stop.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait so long at most, and say whether it is over."""
        return self._over.wait(seconds)

    @property
    def left(self) -> float | None:
        """Seconds that learning still takes, None while that cannot be told."""
        passed = time.monotonic() - self._began
        if self.stage != "learning" or not self.done or passed < _PATIENCE:
            return None
        return passed / self.done * (self.total - self.done)

    def _run(self) -> None:
        try:
            self.brought = self._companion.import_posts(
                self._files, platform=self._platform, dry_run=self._dry_run, learn=False, seen=self._see
            )
            if self.brought.posts.imported and not self._dry_run:
                self.stage, self._began = "learning", time.monotonic()
                self._companion.learn(self._learned)
        except _Stopped:
            pass
        except CompanionError as error:
            self.error = error
        except Exception as error:  # told as what nobody expected; nothing of it is shown
            self.error = error
        finally:
            self.stage = "done"
            self._over.set()

    def _see(self, post: Post) -> None:
        self._go_on()
        self.seen += 1
        self.glance.note(post)

    def _learned(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        self._go_on()

    def _go_on(self) -> None:
        if self._stop.is_set():
            raise _Stopped
