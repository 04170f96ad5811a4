"""Serve the page to this machine and to nobody else.

Invariants: never off loopback, never shared; what was uploaded lies in a private folder that is wiped at the end and at
the next start.
"""

import os
import shutil
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from companion import erasing, offline, settings, words
from companion.errors import BadSetting, CompanionError, StoreBusy, StoreFull
from companion.questions import typeset
from companion.session import Companion
from companion.settings import Settings

LOOPBACK = ("127.0.0.1", "localhost", "::1")
LARGEST = "50mb"
"""Of an upload, as companion.posts reads at most."""

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


def serve(companion_settings: Settings, host: str = "127.0.0.1", port: int = 7860) -> None:
    """Serve the page of one author until it is stopped.

    Raises BadSetting for a host off loopback (nobody is asked who they are yet) or a port that is taken, and StoreBusy
    where a page is open on this home already.
    """
    if host not in LOOPBACK:
        raise BadSetting(name="host", value=host, allowed=words.say(companion_settings.language, "page.host-own"))
    with (
        _bound(host, port, words.say(companion_settings.language, "page.port-free")) as listening,
        _uploads(companion_settings.home),
        Companion(companion_settings, own_index=True) as companion,
    ):
        _run(companion, listening)


def _run(companion: Companion, listening: socket.socket) -> None:
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _stop)
    import uvicorn
    from fastapi import FastAPI
    from gradio import mount_gradio_app

    from companion.ui.gate import Gate
    from companion.ui.page import STYLES, build, theme

    with suppress(CompanionError):  # the page says what is wrong, and questions are asked all the same
        assert companion.store
    threading.Thread(target=companion.catch_up, name="catch-up", daemon=True).start()
    bare = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app = mount_gradio_app(
        bare,
        build(companion),
        path="/",
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size=LARGEST,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        theme=theme(),
        css_paths=STYLES,
    )
    port = listening.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    gate = Gate(
        app,
        hosts=_hosts(port),
        language=lambda: companion.settings.language,
        refusal=lambda: words.say(companion.settings.language, "page.refused", address=address),
    )
    config = uvicorn.Config(
        gate, log_level="critical", access_log=False, server_header=False, ws="none", timeout_graceful_shutdown=1
    )
    sys.stdout.write(f"{words.say(companion.settings.language, 'page.served', address=address)}\n")
    sys.stdout.flush()
    uvicorn.Server(config).run(sockets=[listening])


def _hosts(port: int) -> list[str]:
    """Return each name of this machine as a browser writes it in Host."""
    names = ("127.0.0.1", "localhost", "[::1]")
    return [f"{name}:{port}" for name in names] + (list(names) if port == 80 else [])


@contextmanager
def _bound(host: str, port: int, allowed: str) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if host == "::1" else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        if os.name != "nt":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
            listening.listen()  # a browser that comes early waits instead of being refused
        except (OSError, OverflowError) as exc:
            raise BadSetting(name="port", value=port, allowed=allowed) from exc
        yield listening


@contextmanager
def _uploads(home: Path) -> Iterator[None]:
    """Give Gradio a private folder in the home, held by one page at a time, and leave nothing in it."""
    lock, folder = FileLock(home / "page.lock", timeout=0, mode=0o600), home / erasing.UPLOADS
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock.acquire()
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
    except Timeout as exc:
        raise StoreBusy(path=home) from exc
    except OSError as exc:
        lock.release()
        raise StoreFull(path=home) from exc
    os.environ["GRADIO_TEMP_DIR"] = str(folder)  # the only way to tell Gradio
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        lock.release()


def _stop(*_: object) -> None:
    raise SystemExit(0)
