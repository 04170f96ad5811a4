"""Quiet: what breaks while the page is served leaves no text of an author in a log."""

import logging
import sys
import traceback

from companion import settings


def hush() -> None:
    """Have Gradio, which prints each exception with its message, print nothing: a message may quote what was typed.

    Who asked for details (COMPANION_DEBUG) gets the kind of error and the places it went through.
    """
    traceback.print_exc = _places
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)


def _places(*_: object, **_named: object) -> None:
    kind, _error, at = sys.exc_info()
    if kind is not None and settings.environment().debug:
        sys.stderr.write(f"{kind.__module__}.{kind.__qualname__}\n{''.join(traceback.format_tb(at))}")
