"""The wire: the HTTP client a call goes through. It follows no redirect, and can be cut from another thread."""

import contextlib
import socket
import threading
from typing import Any

import httpx


class Wire:
    """One call's connection."""

    def __init__(self, *, connect: float = 2.0, read: float = 130.0) -> None:
        """`connect` and `read` in seconds; what matters is kept by the turn's deadline, these only end a lost thread."""
        self._transport = _Known()
        self.client = httpx.Client(
            transport=self._transport,
            timeout=httpx.Timeout(read, connect=connect),
            follow_redirects=False,
            trust_env=False,
        )

    def cut(self) -> None:
        """Shut every socket: whoever reads from one wakes at once, and the server sees the line go dead."""
        self._transport.cut()
        with contextlib.suppress(Exception):  # the pool may be in use by the thread that was just woken
            self.client.close()


class _Known(httpx.BaseTransport):
    """A transport that knows its sockets."""

    def __init__(self) -> None:
        self._inner = httpx.HTTPTransport(trust_env=False)
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._cut = False

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if self._cut:
            raise httpx.ConnectError("cut", request=request)
        request.extensions = {**request.extensions, "trace": self._trace}
        return self._inner.handle_request(request)

    def _trace(self, event: str, info: dict[str, Any]) -> None:
        if not event.endswith(("connect_tcp.complete", "start_tls.complete")):
            return
        found = info["return_value"].get_extra_info("socket")
        with self._lock:
            self._sockets.append(found)
            late = self._cut
        if late:
            _shut(found)

    def cut(self) -> None:
        with self._lock:
            self._cut = True
            found = list(self._sockets)
        for each in found:
            _shut(each)

    def close(self) -> None:
        self._inner.close()


def _shut(found: socket.socket) -> None:
    with contextlib.suppress(OSError):
        found.shutdown(socket.SHUT_RDWR)
