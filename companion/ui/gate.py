"""The gate before Gradio: who may speak to the page, what it may answer, and what a browser may then do with it.

Invariants: only this machine's own page is answered, by its exact name; nothing of another origin is ever loaded;
what an author reads or writes is in no cache of the browser.
"""

import secrets
from collections.abc import Callable, Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from companion.records import Language

_EXACT = frozenset({"/", "/theme.css", "/favicon.ico", "/manifest.json", "/robots.txt", "/gradio_api/upload"})
_UNDER = (
    "/assets/",
    "/static/",
    "/gradio_api/queue/",
    "/gradio_api/heartbeat/",
    "/gradio_api/upload_progress",
    "/gradio_api/startup-events",
    "/gradio_api/cancel",
    "/gradio_api/reset",
)
"""What the page needs of Gradio's routes; file serving, the proxy, deep links and the API's description stay shut."""
_KEEPS = ("/assets/", "/static/")
"""What a browser may keep: Gradio's own files."""
_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-eval' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'none'; "
    "base-uri 'self'; form-action 'none'; frame-ancestors 'none'"
)
"""'unsafe-eval' is for Gradio's templates, which are ours; inline handlers in any HTML are dead for want of a nonce."""
_HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
_SPOKEN = "Object.defineProperty(navigator,'language',{value:document.documentElement.lang})"
"""Gradio words its own controls by the browser's language; this gives it the page's."""


class Gate:
    """Lets through what comes from the page itself, under one of `hosts` (name:port, as a browser writes it)."""

    def __init__(
        self, app: ASGIApp, *, hosts: Iterable[str], language: Callable[[], Language], refusal: Callable[[], str]
    ) -> None:
        """`language` and `refusal` are asked at each request: what the page speaks, and what a stranger is told."""
        self._app, self._language, self._refusal = app, language, refusal
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            nonce = secrets.token_urlsafe(16)
            send = _Outgoing(send, scope["path"], nonce, self._language()).send
            status = self._refused(scope)
            if status:
                await PlainTextResponse(self._refusal(), status)(scope, receive, send)
            else:
                plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
                await self._app({**scope, "headers": plain}, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    def _refused(self, scope: Scope) -> int:
        """Return the status to refuse this request with, 0 to let it through."""
        headers, path = Headers(scope=scope), scope["path"]
        origins, own = headers.getlist("origin"), [f"http://{host}" for host in self._hosts]
        if len(headers.getlist("host")) != 1 or headers["host"] not in self._hosts:
            return 421
        if any(origin not in own for origin in origins) or (scope["method"] == "POST" and not origins):
            return 403
        arrives = headers.get("sec-fetch-mode") == "navigate" and path == "/"
        if headers.get("sec-fetch-site", "none") not in {"same-origin", "none"} and not arrives:
            return 403
        if scope["method"] not in {"GET", "HEAD", "POST"}:
            return 405
        return 0 if path in _EXACT or path.startswith(_UNDER) else 404


class _Outgoing:
    """Puts the headers on one answer and, in the page itself, its nonce and its language."""

    def __init__(self, send: Send, path: str, nonce: str, language: Language) -> None:
        self._send, self._path, self._nonce, self._language = send, path, nonce, language
        self._held: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update({**_HEADERS, "content-security-policy": _POLICY.format(nonce=self._nonce)})
            if not self._path.startswith(_KEEPS):
                headers["cache-control"] = "no-store"
            if headers.get("content-type", "").startswith("text/html"):
                self._held = message
                return
        elif self._held is not None:
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            body = self._marked()
            if "content-length" in (headers := MutableHeaders(scope=self._held)):
                headers["content-length"] = str(len(body))
            await self._send(self._held)
            message = {"type": "http.response.body", "body": body}
        await self._send(message)

    def _marked(self) -> bytes:
        """Return the page in its language, each script marked as ours. Gradio writes no `<` inside its data."""
        first = f"<head><script>{_SPOKEN}</script>".encode()
        page = self._body.replace(b'lang="en"', f'lang="{self._language}"'.encode(), 1).replace(b"<head>", first, 1)
        return page.replace(b"<script", f'<script nonce="{self._nonce}"'.encode())
