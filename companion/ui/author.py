"""Author: one author's page, open: their companion, a Gradio of its own with its queue and its sessions, their uploads.

Invariant: two authors share nothing but the code and the embedder, so no number, name or path that one sends can mean
something of the other's.
"""

import asyncio
import threading
from contextlib import AsyncExitStack, ExitStack, suppress
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from gradio import Blocks, mount_gradio_app
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import Receive, Scope, Send

from companion import erasing
from companion.errors import CompanionError
from companion.session import Companion
from companion.ui import api, assistants, report
from companion.ui.claim import claimed
from companion.ui.desk import PATH as DESK
from companion.ui.desk import Lying
from companion.ui.page import STYLES, build, theme
from companion.ui.parcel import PATH, Parcels
from companion.ui.uploads import Uploads, emptied, largest

_MOUNTED: dict[str, Any] = {
    "footer_links": [],
    "run_history": False,
    "show_error": False,
    "ssr_mode": False,
    "enable_monitoring": False,
    "pwa": False,
    "mcp_server": False,
}
_LOOKS, _LOOKS_SERVED = 0.01, 0.05
"""Seconds between two looks of Gradio at a queue that is empty: its own thousand a second, for each page that is open,
take the whole processor once fifty are."""
_BUILDING = threading.Lock()
"""Gradio keeps the page that is being built in one place for all threads."""


class Author:
    """One author's page; open it in the loop that serves it, and close it there."""

    def __init__(self, companion: Companion, *, root_path: str = "", mcp: bool = False) -> None:
        """`root_path` is what a proxy puts before every path, "" for nothing; `mcp` lets assistants call it."""
        self.companion = companion
        self._root_path, self._mcp = root_path, mcp
        self._assistants: Starlette | None = None
        self._held = ExitStack()
        self._leave = asyncio.Event()
        self._living: asyncio.Task[None] | None = None
        self._app: Uploads | None = None
        self.requests = 0
        """Being answered now."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        assert self._app is not None
        scope.setdefault("state", {})["language"] = self.companion.settings.language
        path = f"{self._root_path}{scope['path']}"  # as ASGI wants it: whole, with what is before it beside
        scope = {**scope, "path": path, "raw_path": path.encode(), "root_path": self._root_path}
        self.requests += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self.requests -= 1

    async def open(self) -> None:
        """Take the home and build the page. Raises StoreBusy where another page is open on it, and StoreFull."""
        try:
            bare = await asyncio.to_thread(self._build)
            ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._living = asyncio.create_task(self._live(bare, ready))
            await ready
        except BaseException:
            self._held.close()
            raise

    async def close(self) -> None:
        """Stop what runs, close the companion, wipe the uploads and let go of the home."""
        self._leave.set()
        if self._living is not None:
            await self._living
        await asyncio.to_thread(self._held.close)

    async def _live(self, bare: FastAPI, ready: asyncio.Future[None]) -> None:
        """Keep Gradio's own tasks running from here to the end, in one task as they want it."""
        try:
            async with AsyncExitStack() as running:
                for app in (bare, self._assistants) if self._assistants else (bare,):
                    await running.enter_async_context(app.router.lifespan_context(app))
                ready.set_result(None)
                await self._leave.wait()
        except Exception as exc:
            if ready.done():
                raise
            ready.set_exception(exc)

    def _build(self) -> FastAPI:
        home = self.companion.settings.home
        self._held.callback(claimed(home).release)
        uploads = self._held.enter_context(emptied(home / erasing.UPLOADS))
        self._held.enter_context(self.companion)
        with suppress(CompanionError):  # the page says what is wrong, and questions are asked all the same
            assert self.companion.store
        threading.Thread(target=self.companion.catch_up, name="catch-up", daemon=True).start()
        bare = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
        parcels = Parcels(uploads)
        bare.add_route(PATH, parcels.fetch)
        bare.add_route(report.PATH, report.Reports(self.companion).show)
        bare.add_route(DESK, Lying(self.companion).serve, methods=["GET", "POST"])
        if self._mcp:
            self._assistants = assistants.build(self.companion)
            bare.router.routes.extend(self._assistants.routes)
        with _BUILDING:
            self._mount(bare, api.build(self.companion), api.PATH)
            self._mount(bare, build(self.companion, parcels), "/", theme=theme(), css_paths=STYLES)
        for mounted in (route.app for route in bare.routes if isinstance(route, Mount)):
            _keep_in(uploads, mounted)
        self._app = Uploads(bare, uploads)
        return bare

    def _mount(self, bare: FastAPI, page: Blocks, path: str, **looks: Any) -> None:  # noqa: ANN401  Gradio's own
        page._queue.sleep_when_free = _LOOKS_SERVED if self.companion.hosted else _LOOKS
        below, limit = "" if path == "/" else path, largest(hosted=self.companion.hosted)
        mount_gradio_app(
            bare,
            page,
            path=path,
            root_path=f"{self._root_path}{below}" or None,
            max_file_size=limit,
            **_MOUNTED,
            **looks,
        )


def _keep_in(uploads: Path, mounted: Any) -> None:  # noqa: ANN401  Gradio's App
    """Tell one page of Gradio its folder: the environment holds one for the whole process."""
    mounted.uploaded_file_dir = str(uploads)
    for block in mounted.get_blocks().blocks.values():
        block.GRADIO_CACHE = str(uploads)
