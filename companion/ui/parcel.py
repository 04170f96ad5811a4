"""A parcel: what an author takes along, ready to be fetched once by the page that asked for it.

Invariant: it lies in the author's private folder of uploads under a name nobody can guess, and is removed as it leaves.
"""

import secrets
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

PATH = "/parcel/{token}"
"""Where parcels are fetched."""


@dataclass(slots=True)
class Parcels:
    """The parcels of one author that wait."""

    folder: Path
    """Where they lie."""
    _waiting: dict[str, Path] = field(default_factory=dict)

    def place(self, name: str) -> Path:
        """Return where to put the next parcel, called `name`; one that was not fetched goes."""
        for old in list(self._waiting):
            self._drop(old)
        inside = self.folder / f"parcel-{secrets.token_hex(8)}"
        inside.mkdir(mode=0o700, parents=True)
        return inside / name

    def offer(self, file: Path) -> str:
        """Let `file` be fetched once, and return where, seen from the page."""
        token = secrets.token_urlsafe(24)
        self._waiting[token] = file
        return f"parcel/{token}"

    async def fetch(self, request: Request) -> Response:
        """Hand it over."""
        token = request.path_params["token"]
        file = self._waiting.get(token)
        if file is None or not file.is_file():
            return PlainTextResponse("", 404)
        gone = BackgroundTask(self._drop, token)
        return FileResponse(file, filename=file.name, media_type="application/zip", background=gone)

    def _drop(self, token: str) -> None:
        if file := self._waiting.pop(token, None):
            shutil.rmtree(file.parent, ignore_errors=True)
