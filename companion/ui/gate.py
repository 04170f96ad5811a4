"""The gate before Gradio: who may speak to the page, what it may answer, and what a browser may then do with it.

Invariants: only the page itself is answered, by a name it was told; nothing of another origin is ever loaded; what an
author reads or writes is in no cache of the browser; what a proxy or a stranger says of the request is not believed.
"""

import secrets
from collections.abc import Callable, Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from companion.records import Language

HEALTH = "/health"
"""Whether the process answers; it knows of no author."""
PROGRAMS = ("/api/", "/mcp")
"""What other programs call: no page of a browser, so that no browser is let in."""
_EXACT = frozenset({"/", "/theme.css", "/favicon.ico", "/manifest.json", "/robots.txt", "/gradio_api/upload", "/desk"})
_UNDER = (
    "/assets/",
    "/static/",
    "/gradio_api/queue/",
    "/gradio_api/heartbeat/",
    "/gradio_api/upload_progress",
    "/gradio_api/startup-events",
    "/gradio_api/cancel",
    "/gradio_api/reset",
    "/parcel/",
    "/report/",
)
"""What the page needs of Gradio's routes; file serving, the proxy, deep links and the API's description stay shut."""
_CALLED = frozenset({"/api/config", "/api/gradio_api/info", "/api/gradio_api/startup-events", "/api/gradio_api/cancel"})
_CALLED_UNDER = ("/api/gradio_api/queue/", "/api/gradio_api/call/", "/api/gradio_api/heartbeat/")
"""What a client of Gradio's needs of the API."""
_KEEPS = ("/assets/", "/static/")
"""What a browser may keep: Gradio's own files."""
_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-eval' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'none'; "
    "base-uri 'self'; form-action {form}; frame-ancestors 'none'"
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
_UNBELIEVED = (b"accept-encoding", b"forwarded", b"x-forwarded-", b"x-real-ip", b"x-gradio-")
"""Headers that Gradio would take for the page's address, or compress a page by that is still to be marked."""
_SPOKEN = "Object.defineProperty(navigator,'language',{value:document.documentElement.lang})"
"""Gradio words its own controls by the browser's language; this gives it the page's."""


class Gate:
    """Lets through what comes from the page itself, or from a program, under a name that is the page's."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        origins: Mapping[str, str],
        language: Language,
        refusal: Callable[[], str],
        root_path: str = "",
        forms: frozenset[str] = frozenset(),
    ) -> None:
        """`origins` has each Host as a browser writes it, and its origin; `forms` are paths of pages with a form.

        `language` is the page's where who answers does not say another; `refusal` is what a stranger is told.
        """
        self._app, self._language, self._refusal = app, language, refusal
        self._origins, self._root_path, self._forms = origins, root_path, forms

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._serve(self._inside(scope), receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        send = _Outgoing(send, scope, self._language, form=scope["path"] in self._forms).send
        if status := self._refused(scope):
            await PlainTextResponse(self._refusal(), status)(scope, receive, send)
        elif scope["path"] == HEALTH:
            await JSONResponse({"status": "ok"})(scope, receive, send)
        elif self._root_path and scope["path"] == self._root_path:
            await RedirectResponse(f"{self._root_path}/", 307)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _inside(self, scope: Scope) -> Scope:
        """Return the request as the page sees it: without the proxy's prefix, and with nothing a stranger could set."""
        host, path = Headers(scope=scope).get("host", ""), scope["path"]
        if self._root_path and path.startswith(f"{self._root_path}/"):
            path = path.removeprefix(self._root_path)
        headers = [(name, value) for name, value in scope["headers"] if not name.startswith(_UNBELIEVED)]
        scheme = self._origins.get(host, "http://").partition(":")[0]
        query = b"" if path == "/" else scope["query_string"]  # the page takes none, and Gradio's would name a file
        inside = {"path": path, "raw_path": path.encode(), "root_path": "", "query_string": query, "state": {}}
        return {**scope, **inside, "headers": headers, "scheme": scheme}

    def _refused(self, scope: Scope) -> int:
        """Return the status to refuse this request with, 0 to let it through."""
        headers, path = Headers(scope=scope), scope["path"]
        if len(headers.getlist("host")) != 1 or headers["host"] not in self._origins:
            return 421
        if not self._comes_from_here(scope["method"], headers, path):
            return 403
        if scope["method"] not in {"GET", "HEAD", "POST"}:
            return 405
        known = path in _EXACT | _CALLED | self._forms | {HEALTH, self._root_path, "/mcp"}
        return 0 if known or path.startswith((*_UNDER, *_CALLED_UNDER)) else 404

    def _comes_from_here(self, method: str, headers: Headers, path: str) -> bool:
        origins, site = headers.getlist("origin"), headers.get("sec-fetch-site")
        if any(origin != self._origins[headers["host"]] for origin in origins):
            return False
        if path.startswith(PROGRAMS):  # a browser always says one of these
            return bool(origins) or (site is None and "cookie" not in headers)
        if method == "POST" and not origins:
            return False
        arrives = headers.get("sec-fetch-mode") == "navigate" and path in {"/", self._root_path, *self._forms}
        return site in {None, "same-origin", "none"} or (arrives and method != "POST")


class _Outgoing:
    """Puts the headers on one answer and, in the page itself, its nonce and its language."""

    def __init__(self, send: Send, scope: Scope, language: Language, *, form: bool) -> None:
        self._send, self._path, self._state, self._language = send, scope["path"], scope["state"], language
        self._nonce, self._form = secrets.token_urlsafe(16), "'self'" if form else "'none'"
        self._held: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            policy = _POLICY.format(nonce=self._nonce, form=self._form)
            headers.update({**_HEADERS, "content-security-policy": policy})
            for name in [name for name in headers if name.startswith("access-control-")]:
                del headers[name]
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
        language = self._state.get("language", self._language)
        first = f"<head><script>{_SPOKEN}</script>".encode()
        page = self._body.replace(b'lang="en"', f'lang="{language}"'.encode(), 1).replace(b"<head>", first, 1)
        return page.replace(b"<script", f'<script nonce="{self._nonce}"'.encode())
