"""The report of a run, as a page of its own: made anew from what was kept, in the language of whoever reads it.

Invariant: only a run that lies in the author's home under that very name is opened; its page has no script of its own.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from companion import examiner
from companion.session import Companion

PATH = "/report/{run}"
"""Where reports are read."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A run that is kept."""

    name: str
    """Of its folder."""
    result: Mapping[str, Any]
    """As `companion eval --json` has it, with each case."""


def kept(home: Path) -> list[Kept]:
    """Return the runs of a home, the last first; one that cannot be read is left out."""
    files = sorted((home / examiner.FOLDER).glob("*/result.json"), key=lambda file: file.stat().st_mtime, reverse=True)
    return [Kept(file.parent.name, result) for file in files if (result := _read(file)) is not None]


def _read(file: Path) -> Mapping[str, Any] | None:
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return held if isinstance(held, dict) and isinstance(held.get("suites"), dict) else None


class Reports:
    """The reports of one author."""

    def __init__(self, companion: Companion) -> None:
        """Read nothing yet."""
        self._companion = companion

    async def show(self, request: Request) -> Response:
        """Show one."""
        page = await run_in_threadpool(self._page, request.path_params["run"])
        return HTMLResponse(page) if page else PlainTextResponse("", 404)

    def _page(self, name: str) -> str:
        settings = self._companion.settings
        found = next((run for run in kept(settings.home) if run.name == name), None)
        if found is None or self._companion.hosted:
            return ""
        try:
            return str(examiner.part("report").page(found.result, settings.language))
        except (KeyError, TypeError, ValueError):  # of another version, or edited by hand
            return ""
