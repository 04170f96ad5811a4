"""Standing: what a model may do here and now.

What it earned holds for that very model, the guard, the prompts and the suite of then; where any of these has changed,
nobody knows yet what it may do.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from companion import abilities
from companion.errors import CompanionError

Standing = Literal["granted", "refused", "untried"]
_FILES = 8
"""Files whose fingerprints are kept: to read one through takes seconds."""


def stands(ability: abilities.Ability, home: Path, name: str, api_base: str | None) -> Standing:
    """Return what is known of one ability of a model as it is now; one that cannot be told from another is untried.

    The model is looked at only where something was said of it.
    """
    known = abilities.known(home, name)
    licence = known.choosing if ability == "choosing" else known.phrasing
    if licence is None:
        return "untried"
    mark = _mark(name, api_base)
    if not mark or not licence.holds(fingerprint=mark, suite=abilities.basis()):
        return "untried"
    return "granted" if licence.granted else "refused"


def _mark(name: str, api_base: str | None) -> str:
    """Return the model's fingerprint, "" where nobody can tell."""
    from companion.model import choose, fingerprint

    try:
        path = choose.file(name)
        return _of_file(name, path.stat().st_mtime_ns) if path else fingerprint.fingerprint(name, api_base)
    except (CompanionError, OSError):
        return ""


@lru_cache(_FILES)
def _of_file(name: str, changed: int) -> str:
    from companion.model import fingerprint

    return fingerprint.fingerprint(name)
