"""What goes wrong -> a plain message on standard error and an exit code, never a traceback."""

import sys
import traceback
from collections.abc import Callable

import typer

from companion import settings, words
from companion.cli import terminal, usage
from companion.errors import CompanionError
from companion.records import Language

UNEXPECTED = 3
"""Exit code of what should not happen: nothing was given, and it is not the author's doing."""


def guarded(run: Callable[[], int | None], language: Language) -> int:
    """Run a command and return its exit code, having said what went wrong if something did."""
    try:
        return run() or 0
    except typer.TyperException as error:
        return _end(usage.explain(language, error), 2)
    except CompanionError as error:
        _details(error)
        return _end(_explained(language, error), error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except Exception as error:
        _details(error)
        return _end(_explained(language, CompanionError()), UNEXPECTED)


def _end(text: str, code: int) -> int:
    try:
        terminal.message(text)
    except typer.Exit:  # nobody reads standard error any more
        return code
    return code


def _explained(language: Language, error: CompanionError) -> str:
    """Return the error's words; where even they are missing, its code."""
    try:
        return words.explain(language, error)
    except Exception as missing:  # a damaged installation must still say something
        _details(missing)
        return f"Companion: {error.code}"


def _details(error: BaseException) -> None:
    """Show where it came from, for who asked for it: places and kinds only, as a message may hold the author's text."""
    if not settings.environment().debug:
        return
    link: BaseException | None = error
    while link is not None:
        places = "".join(traceback.format_tb(link.__traceback__))
        print(f"{type(link).__module__}.{type(link).__qualname__}\n{places}", file=sys.stderr)  # noqa: T201
        link = link.__cause__ or link.__context__
