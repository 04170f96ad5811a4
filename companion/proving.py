"""Proving: a process of its own in which a model is tried, examined or measured.

It reads one order from its standard input, a line of JSON, and says how far it is, a line at a time. Whoever began it
may end it at any moment, which cuts its model off in the middle of a word; when they are gone themselves, it ends too.
"""

import json
import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from companion import examiner, lineup, offline
from companion.errors import CompanionError

assert offline.SWITCHES  # imported for what it does

_DENSE = 0.2
"""Seconds between two lines about progress at least."""


def main() -> int:
    """Do what is ordered; the exit code is 0 in any case that was said."""
    out = _alone()
    order: dict[str, Any] = json.loads(sys.stdin.readline())
    threading.Thread(target=_until_nobody_listens, name="listener", daemon=True).start()
    say = partial(_say, out)
    try:
        say(said=_DOES[order.pop("do")](say, **order))
    except CompanionError as error:
        say(error=error.code, details={name: str(value) for name, value in error.details.items()})
    except Exception:  # whatever it is, who waits must hear of it, and nothing of its words
        say(error=CompanionError.code, details={})
    return 0


def _tried(_: Callable[..., None], name: str, api_base: str | None) -> dict[str, Any]:
    return asdict(lineup.tried(name, api_base))


def _examined(say: Callable[..., None], home: str, name: str, api_base: str | None) -> str:
    return examiner.examined(Path(home), name, api_base, lambda done, total: say(done=done, total=total))


def _measured(say: Callable[..., None], home: str, name: str, api_base: str | None, **how: Any) -> str:  # noqa: ANN401
    told = lambda done, total: say(done=done, total=total)  # noqa: E731
    return str(examiner.measured(Path(home), name, api_base, progress=told, **how)["model"])


_DOES: dict[str, Callable[..., Any]] = {"try": _tried, "examine": _examined, "measure": _measured}


def _say(out: TextIO, **held: object) -> None:
    out.write(json.dumps(held) + "\n")
    out.flush()


def _alone() -> TextIO:
    """Return the line to who began this, and send what libraries print elsewhere."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return out


def _until_nobody_listens() -> None:
    """End, with every process that was started from here, once the other end of the standard input is gone."""
    sys.stdin.read()
    if hasattr(os, "killpg"):
        os.killpg(os.getpgid(0), signal.SIGKILL)
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
