"""Serve the page: to this machine, or to users who say who they are.

Invariants: nobody is served off loopback without having signed in, nor anywhere once there are users; the page goes
through nobody else's server; uploads lie in a private folder that is wiped at the end and at the next start.
"""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from functools import partial
from pathlib import Path

from starlette.types import ASGIApp

from companion import embedding, erasing, offline, settings, words
from companion.embedding import Embedder
from companion.errors import BadSetting, CompanionError
from companion.questions import typeset
from companion.session import Companion
from companion.settings import Settings
from companion.ui import assistants
from companion.ui.address import LOOPBACK, Address
from companion.ui.claim import claimed
from companion.ui.quiet import hush
from companion.ui.warmth import warm
from companion.users import Users

assert offline.SWITCHES  # imported for what it does, before Gradio


def main() -> None:
    """Serve the page with the settings of this environment; say in plain words why, where that cannot be."""
    chosen = settings.load()
    try:
        serve(chosen)
    except CompanionError as error:
        sys.stderr.write(f"{typeset(words.explain(chosen.language, error), chosen.language)}\n")
        raise SystemExit(error.exit_code) from None
    except KeyboardInterrupt:
        raise SystemExit(0) from None


def serve(
    companion_settings: Settings,
    host: str = "127.0.0.1",
    port: int = 7860,
    *,
    public: Sequence[str] = (),
    root_path: str = "",
    proxy: str | None = None,
    mcp: bool = False,
) -> None:
    """Serve the page of one author, or those of the home's users, until it is stopped.

    `public` are names under which others reach it, `root_path` what a proxy puts before every path, `proxy` the address
    whose word on who asks is taken, `mcp` whether assistants may call it.

    Raises BadSetting for an address that others reach while there are no users, or a port that is taken, and StoreBusy
    where a page is open on this home already.
    """
    language = companion_settings.language
    where = Address(host, port, tuple(public), root_path, proxy).checked(language)
    if mcp and not assistants.installed():
        raise BadSetting(name="--mcp", value="", allowed=words.say(language, "door.mcp-missing"))
    users = Users(companion_settings.home)
    shared = bool(users.all())
    if not shared and not where.own:
        raise BadSetting(name="--host", value=where.host, allowed=words.say(language, "door.no-users"))
    with _bound(where, words.say(language, "page.port-free")) as listening:
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), _stop)
        asyncio.run(_run(companion_settings, where, listening, users if shared else None, mcp=mcp))


async def _run(chosen: Settings, where: Address, listening: socket.socket, users: Users | None, *, mcp: bool) -> None:
    import uvicorn
    from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

    from companion.ui.gate import Gate

    hush()
    port = listening.getsockname()[1]
    shown = where.shown(port)
    embedder = embedding.default()
    one, several = partial(_one, chosen, where, embedder), partial(_several, chosen, where, embedder)
    async with one(mcp=mcp) if users is None else several(users, mcp=mcp) as app:
        gate: ASGIApp = Gate(
            app,
            origins=where.origins(port),
            language=chosen.language,
            refusal=lambda: words.say(
                chosen.language, "page.refused" if users is None else "door.refused", address=shown
            ),
            root_path=where.root_path,
            forms=frozenset() if users is None else frozenset({"/sign-in", "/sign-out"}),
        )
        if where.proxy:
            gate = ProxyHeadersMiddleware(gate, trusted_hosts=[where.proxy])  # type: ignore[arg-type,assignment]
        config = uvicorn.Config(
            gate,
            lifespan="off",
            log_level="critical",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            ws="none",
            timeout_graceful_shutdown=1,
        )
        _tell(chosen, where, shown, users)
        warming = warm(chosen, embedder)
        await uvicorn.Server(config).serve(sockets=[listening])
        warming.cancel()


@asynccontextmanager
async def _one(chosen: Settings, where: Address, embedder: Embedder | None, *, mcp: bool) -> AsyncIterator[ASGIApp]:
    """Give the page of this machine's own author."""
    os.environ["GRADIO_TEMP_DIR"] = str(chosen.home / erasing.UPLOADS)  # the only way to tell all of Gradio
    from companion.ui.author import Author

    author = Author(Companion(chosen, own_index=True, embedder=embedder), root_path=where.root_path, mcp=mcp)
    await author.open()
    try:
        yield author
    finally:
        await author.close()


@asynccontextmanager
async def _several(
    chosen: Settings, where: Address, embedder: Embedder | None, users: Users, *, mcp: bool
) -> AsyncIterator[ASGIApp]:
    """Give a door, and behind it a page for each of the users who comes."""
    os.environ["GRADIO_TEMP_DIR"] = str(chosen.home / erasing.UPLOADS)  # nobody's: each page is told its own
    from companion.ui.door import Door
    from companion.ui.tenancy import Tenancy
    from companion.ui.uploads import emptied

    tenancy = Tenancy(users, chosen, embedder=embedder, root_path=where.root_path, mcp=mcp)
    with _alone(chosen.home), emptied(chosen.home / erasing.UPLOADS):
        tidying = asyncio.create_task(tenancy.keep_tidy())
        try:
            yield Door(users, tenancy, language=chosen.language, root_path=where.root_path)
        finally:
            tidying.cancel()
            with suppress(asyncio.CancelledError):
                await tidying
            await tenancy.close()


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    claim = claimed(home)
    try:
        yield
    finally:
        claim.release()


def _tell(chosen: Settings, where: Address, shown: str, users: Users | None) -> None:
    """Say where the page is and, where words and passwords would travel in the open, that they do."""
    said = [words.say(chosen.language, "page.served", address=shown)]
    if users is not None:
        said.append(words.say(chosen.language, "door.served", count=len(users.all())))
    if where.host not in LOOPBACK and shown.startswith("http:"):
        said.append(words.say(chosen.language, "door.in-the-open"))
    sys.stdout.write("\n".join(said) + "\n")
    sys.stdout.flush()


@contextmanager
def _bound(where: Address, allowed: str) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in where.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        if os.name != "nt":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((where.host, where.port))
            listening.listen()  # a browser that comes early waits instead of being refused
        except (OSError, OverflowError) as exc:
            raise BadSetting(name="port", value=where.port, allowed=allowed) from exc
        yield listening


def _stop(*_: object) -> None:
    raise SystemExit(0)
