"""What stands between any question and the author: check judges one, lint judges a line of `companion lint`."""

from companion.guard.checking import check
from companion.guard.lines import lint

__all__ = ["check", "lint"]
