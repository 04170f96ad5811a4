"""The commands."""

import sys
from collections.abc import Sequence

from companion import offline

__all__ = ["main"]

assert offline.SWITCHES  # imported first, for what it does


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `companion` with these arguments, or with those of the process, and return the exit code."""
    from companion.cli import app

    return app.main(sys.argv[1:] if arguments is None else arguments)
