"""The door of a page that is served to several: who signs in, and to whose page a request goes.

Invariant: without a cookie or a token of theirs, nobody gets anything but this page's own two small forms.
"""

import asyncio
import math
from collections.abc import Awaitable, Callable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from companion import words
from companion.errors import CompanionError, StoreBusy
from companion.records import Language
from companion.ui import forms
from companion.ui.gate import PROGRAMS
from companion.ui.patience import Patience
from companion.ui.sessions import WHOLE, Sessions
from companion.ui.tenancy import NoRoom, Tenancy
from companion.users import User, Users

IN, OUT = "/sign-in", "/sign-out"
COOKIE = "companion"
_HASHING = 2
"""Passwords checked at once: each takes 32 MB and a core."""
_WAITING = 50
"""Passwords that wait to be checked; more are asked to come back."""
_LARGEST = 4096
"""Bytes of a form."""


class Door:
    """Asks each request whose it is, and hands it to their page."""

    def __init__(self, users: Users, tenancy: Tenancy, *, language: Language, root_path: str = "") -> None:
        """`language` is spoken to a browser that prefers neither of ours."""
        self._users, self._tenancy = users, tenancy
        self._language, self._root_path = language, root_path
        self._sessions, self._patience = Sessions(users), Patience()
        self._hashing, self._waiting = asyncio.Semaphore(_HASHING), 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        request = Request(scope, receive)
        scope.setdefault("state", {})["language"] = self._spoken(request)
        user = self._who(request)
        answers: dict[str, Callable[[Request, User | None], Awaitable[Response]]] = {IN: self._in, OUT: self._out}
        if scope["path"] in answers:
            await (await answers[scope["path"]](request, user))(scope, receive, send)
        elif user is None:
            await self._stranger(request)(scope, receive, send)
        else:
            await self._theirs(user, request, send)

    async def _theirs(self, user: User, request: Request, send: Send) -> None:
        try:
            page = await self._tenancy.page(user)
        except CompanionError as error:
            told = "door.full" if isinstance(error, NoRoom) else "door.busy" if isinstance(error, StoreBusy) else ""
            text = words.say(self._spoken(request), told) if told else words.explain(self._spoken(request), error)
            await PlainTextResponse(text, 503)(request.scope, request.receive, send)
        else:
            await page(request.scope, request.receive, send)

    def _who(self, request: Request) -> User | None:
        """Return whose request this is: programs show a token and browsers a cookie, and neither the other's."""
        if request.scope["path"].startswith(PROGRAMS):
            kind, _, token = request.headers.get("authorization", "").partition(" ")
            return self._users.bearing(token.strip()) if kind.lower() == "bearer" and token.strip() else None
        cookie = _cookie(request)
        return self._sessions.user(cookie) if cookie else None

    def _stranger(self, request: Request) -> Response:
        """Send a browser that opens the page to the form; answer anything else as briefly as can be."""
        path, headers = request.scope["path"], request.headers
        if path.startswith(PROGRAMS):
            told = words.say(self._spoken(request), "door.token")
            return PlainTextResponse(told, 401, {"www-authenticate": "Bearer"})
        if path != "/":
            return PlainTextResponse(words.say(self._spoken(request), "door.over"), 401)
        if headers.get("sec-fetch-site") == "cross-site":  # a link elsewhere was followed, without the strict cookie
            return HTMLResponse(forms.once_more(f"{self._root_path}/"))
        return RedirectResponse(f"{self._root_path}{IN}", 303)

    async def _in(self, request: Request, user: User | None) -> Response:
        language = self._spoken(request)
        if request.method != "POST":
            home = RedirectResponse(f"{self._root_path}/", 303)
            return home if user else HTMLResponse(forms.sign_in(language, self._root_path))
        given = await _form(request)
        name, password = given.get("name", "")[:200], given.get("password", "")[:1000]
        told, known = await self._checked(name, password, request)
        if known is None:
            return HTMLResponse(forms.sign_in(language, self._root_path, name=name, told=told), 401 if told else 400)
        self._sessions.end(_cookie(request))
        return self._with_cookie(request, self._sessions.begin(known), WHOLE)

    async def _checked(self, name: str, password: str, request: Request) -> tuple[str, User | None]:
        """Return what to tell, and who it is where name and password are theirs."""
        language, address = self._spoken(request), request.client.host if request.client else ""
        mark = " ".join(name.casefold().split())
        if not mark or not password:
            return "", None
        if wait := self._patience.wait(mark, address):
            return words.say(language, "door.wait", seconds=math.ceil(wait)), None
        if self._waiting >= _WAITING:
            return words.say(language, "door.busy"), None
        self._waiting += 1
        self._patience.failed(mark, address)  # counted before it is checked: a hundred tries at once are a hundred
        try:
            async with self._hashing:
                user = await asyncio.to_thread(self._users.signed_in, name, password)
        finally:
            self._waiting -= 1
        if user is None:
            return words.say(language, "door.wrong"), None
        self._patience.passed(mark, address)
        return "", user

    async def _out(self, request: Request, user: User | None) -> Response:
        if user is None:
            return RedirectResponse(f"{self._root_path}{IN}", 303)
        if request.method != "POST":
            return HTMLResponse(forms.sign_out(self._spoken(request), self._root_path, name=user.name))
        self._sessions.end(_cookie(request))
        return self._with_cookie(request, "", 0)

    def _with_cookie(self, request: Request, token: str, age: int) -> Response:
        """Send the browser on with its cookie, or without it; what it kept of one author is not left to the next."""
        answer = RedirectResponse(f"{self._root_path}/" if token else f"{self._root_path}{IN}", 303)
        answer.set_cookie(
            COOKIE, token, max_age=age, path=self._root_path or "/", httponly=True, samesite="strict",
            secure=request.scope["scheme"] == "https",
        )  # fmt: skip
        if not token:
            answer.headers["clear-site-data"] = '"cache", "storage"'
        return answer

    def _spoken(self, request: Request) -> Language:
        """Return the language asked for by name, else the one the browser prefers."""
        asked = request.query_params.get("language")
        if asked in {"fr", "en"}:
            return "fr" if asked == "fr" else "en"
        for each in request.headers.get("accept-language", "").split(","):
            if (tongue := each.strip()[:2].lower()) in {"fr", "en"}:
                return "fr" if tongue == "fr" else "en"
        return self._language


async def _form(request: Request) -> dict[str, str]:
    """Return the fields of a form, none for what is not one."""
    held = b""
    try:
        async for part in request.stream():
            held += part
            if len(held) > _LARGEST:
                return {}
        return {name: values[-1] for name, values in parse_qs(held.decode(), max_num_fields=10).items()}
    except (ClientDisconnect, ValueError):
        return {}


def _cookie(request: Request) -> str:
    try:
        held = SimpleCookie(request.headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return held.value if held else ""
