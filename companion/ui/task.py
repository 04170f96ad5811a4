"""A task: what takes a model seconds or hours, on a thread of its own, told how far it is, ended when its author says.

Invariant: a task that is stopped is over at once for who waits, and what it was doing is cut off, not waited for.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from abc import ABC, abstractmethod
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from companion import errors, lineup
from companion.errors import CompanionError

_PATIENCE = 5.0
"""Seconds after which the time that is left can be told."""


class _Stopped(Exception):
    """Its author has said stop."""


class Task(ABC):
    """One task; nothing is done before `start`."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._stop, self._over = threading.Event(), threading.Event()
        self._began, self._from = time.monotonic(), -1
        self.done = self.total = 0
        """How far it is, once that can be told."""
        self.said: Any = None
        """What it came to."""
        self.error: CompanionError | None = None
        """Why it came to nothing."""

    def start(self) -> None:
        """Begin."""
        threading.Thread(target=self._run, name="task", daemon=True).start()

    def stop(self) -> None:
        """End it where it is."""
        self._stop.set()
        self._cut()
        self._over.set()

    @property
    def stopped(self) -> bool:
        """Whether its author said stop."""
        return self._stop.is_set()

    @property
    def over(self) -> bool:
        """Whether there is nothing more to wait for."""
        return self._over.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait so long at most, and say whether it is over."""
        return self._over.wait(seconds)

    @property
    def left(self) -> float | None:
        """Seconds that it still takes, None while that cannot be told."""
        passed, did = time.monotonic() - self._began, self.done - self._from
        if self._from < 0 or did <= 0 or passed < _PATIENCE:
            return None
        return passed / did * (self.total - self.done)

    def _run(self) -> None:
        try:
            self.said = self._work()
        except _Stopped:
            pass
        except CompanionError as error:
            self.error = error
        except Exception:  # told as what nobody expected; nothing of it is shown
            self.error = CompanionError()
        finally:
            self._over.set()

    def _tell(self, done: int, total: int) -> None:
        """Note how far it is; a task that goes on with an earlier one counts from where it began."""
        if self._from < 0:
            self._from, self._began = done, time.monotonic()
        self.done, self.total = done, total
        if self.stopped:
            raise _Stopped

    @abstractmethod
    def _work(self) -> Any:  # noqa: ANN401  whatever it comes to
        """Do it. Raises CompanionError."""

    @abstractmethod
    def _cut(self) -> None:
        """Cut off what is being done."""


class Pulling(Task):
    """A file fetched by name: what had come stays, and is gone on with."""

    def __init__(self, name: str, home: Path) -> None:
        """`name` is OWNER/REPO:FILE."""
        super().__init__()
        self._name, self._home = name, home

    def _work(self) -> str:
        return f"gguf:{lineup.fetched(self._name, self._home, self._tell)}"

    def _cut(self) -> None:
        """Leave it to the next line about progress, which ends it."""


class Proving(Task):
    """A model tried, examined or measured, in a process that can be ended in the middle of a word."""

    def __init__(self, do: str, **order: object) -> None:
        """`do` and `order` as companion.proving takes them."""
        super().__init__()
        self._order = {"do": do, **order}
        self._child: subprocess.Popen[str] | None = None

    def _work(self) -> Any:  # noqa: ANN401
        with TemporaryDirectory(prefix="companion-proving-", ignore_cleanup_errors=True) as folder:
            around = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "TMPDIR": folder}
            with subprocess.Popen(
                [sys.executable, "-P", "-m", "companion.proving"],
                env=around, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                start_new_session=True,
            ) as self._child:  # fmt: skip
                try:
                    return self._heard(self._child)
                finally:
                    self._cut()

    def _heard(self, child: subprocess.Popen[str]) -> Any:  # noqa: ANN401
        """Give the order and listen until the end. Raises the error that is told."""
        assert child.stdin is not None
        assert child.stdout is not None
        if self.stopped:
            raise _Stopped
        child.stdin.write(json.dumps(self._order) + "\n")
        child.stdin.flush()
        for line in child.stdout:
            told = json.loads(line)
            if "said" in told:
                return told["said"]
            if "error" in told:
                raise _named(told["error"])(**told["details"])
            self._tell(told["done"], told["total"])
        if self.stopped:
            raise _Stopped
        raise CompanionError

    def _cut(self) -> None:
        """End the process and every one that it started: its model hears a line go dead."""
        child = self._child
        if child is None or child.poll() is not None:
            return
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()


def _named(code: str) -> type[CompanionError]:
    """Return the error of a code."""
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, CompanionError)]
    return next((kind for kind in kinds if kind.code == code), CompanionError)
