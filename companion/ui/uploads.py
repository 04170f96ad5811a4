"""Uploads: one folder for what an author's browser sends, and the check that a request names no other file.

Invariant: Gradio takes the path of an uploaded file from the browser, and mounted in another application it does not
ask where that path leads. Here a path that is not in the author's own folder refuses the whole request.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from companion.errors import StoreFull

_OWN, _SERVED = 2 * 2**30, 500 * 2**20
"""Bytes of one file on one's own machine, and on somebody else's: real exports hold pictures, which are never read."""
MOST = 8 * 2**20
"""Bytes of a request that is no file."""


def largest(*, hosted: bool) -> int:
    """Return the bytes of the largest file that may be sent; it goes to the disk as it comes."""
    return _SERVED if hosted else _OWN


@contextmanager
def emptied(folder: Path) -> Iterator[Path]:
    """Give `folder`, for its owner's eyes only, and leave nothing in it. Raises StoreFull."""
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700, parents=True)
    except OSError as exc:
        raise StoreFull(path=folder) from exc
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Uploads:
    """Lets through what names no file, or one of `folder`."""

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        """`folder` is where Gradio keeps what this author's browser sends."""
        self._app, self._folder = app, folder.resolve()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if "/gradio_api/upload" in scope["path"]:
            await self._app({**scope, "query_string": self._own(scope["query_string"])}, receive, send)
        elif scope["method"] != "POST":
            await self._app(scope, receive, send)
        else:
            try:
                body = await _read(Request(scope, receive))
            except ClientDisconnect:
                return
            status = 413 if body is None else 0 if self._allows(body) else 403
            if status or body is None:
                await PlainTextResponse("", status)(scope, receive, send)
            else:
                await self._app(scope, _Again(body, receive).receive, send)

    def _own(self, query: bytes) -> bytes:
        """Make the name of an upload in progress this author's alone: Gradio counts those of all pages together."""
        given = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
        mark = hashlib.sha256(os.fsencode(self._folder)).hexdigest()[:16]
        return urlencode([(key, f"{mark}-{value}" if key == "upload_id" else value) for key, value in given]).encode()

    def _allows(self, body: bytes) -> bool:
        if not body:
            return True
        try:
            return all(map(self._holds, _paths(json.loads(body))))
        except (ValueError, RecursionError):
            return False

    def _holds(self, path: object) -> bool:
        try:
            return isinstance(path, str) and Path(path).resolve().is_relative_to(self._folder)
        except (OSError, ValueError, RuntimeError):
            return False


async def _read(request: Request) -> bytes | None:
    """Return the body, None where it is larger than any page sends. Raises ClientDisconnect."""
    held = b""
    async for part in request.stream():
        held += part
        if len(held) > MOST:
            return None
    return held


def _paths(held: Any) -> Iterator[object]:  # noqa: ANN401  whatever JSON holds
    """Yield every value that Gradio may take for the path of a file."""
    if isinstance(held, dict):
        if held.get("path") is not None:
            yield held["path"]
        for each in held.values():
            yield from _paths(each)
    elif isinstance(held, list):
        for each in held:
            yield from _paths(each)


class _Again:
    """Gives a body that was read a second time, then what follows it."""

    def __init__(self, body: bytes, receive: Receive) -> None:
        self._body: bytes | None = body
        self._receive = receive

    async def receive(self) -> Message:
        if self._body is None:
            return await self._receive()
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}
