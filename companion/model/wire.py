"""The wire: the HTTP client a call goes through.

It speaks to one machine, follows no redirect, reads so much and no more, and can be cut from another thread.
"""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import httpx

CONNECT = 2.0
"""Seconds that a machine has to take a connection: one that is off says nothing."""
MOST = 8_000_000
"""Bytes of a reply: 16 KB of an answer, each byte of it in a wrapping of its own."""


class Wire:
    """One call's connection."""

    def __init__(
        self,
        *,
        only: str | None = None,
        sent: Callable[[], None] | None = None,
        connect: float = CONNECT,
        read: float = 130.0,
        most: int = MOST,
    ) -> None:
        """`only`: the address whose host and port may be spoken to; `sent` is called as a question goes out.

        `connect`, `read` in seconds, `most` in bytes. The deadline keeps what matters; `read` ends a lost thread.
        """
        times = {"connect": connect, "read": read, "write": read, "pool": connect}
        self._transport = _Known(httpx.URL(only) if only else None, sent, times, most)
        self.client = httpx.Client(
            transport=self._transport,
            follow_redirects=False,
            trust_env=False,
            headers={"accept-encoding": "identity"},  # what is small on the wire is small
        )

    def cut(self) -> None:
        """Shut every socket: whoever reads from one wakes at once, and the server sees the line go dead."""
        self._transport.cut()
        with contextlib.suppress(Exception):  # the pool may be in use by the thread that was just woken
            self.client.close()


class _Known(httpx.BaseTransport):
    """A transport that knows its sockets, and whom it may speak to."""

    def __init__(
        self, only: httpx.URL | None, sent: Callable[[], None] | None, times: dict[str, float], most: int
    ) -> None:
        self._inner = httpx.HTTPTransport(trust_env=False)
        self._only, self._sent, self._times, self._most = only, sent, times, most
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._cut = False

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if self._cut:
            raise httpx.ConnectError("cut", request=request)
        if self._only is not None and _machine(request.url) != _machine(self._only):
            raise httpx.ConnectError("another machine", request=request)
        if self._sent is not None:
            self._sent()
        request.extensions = {**request.extensions, "trace": self._trace, "timeout": self._times}
        response = self._inner.handle_request(request)
        if response.headers.get("content-encoding", "identity") != "identity":
            response.close()
            raise httpx.DecodingError("encoded", request=request)
        assert isinstance(response.stream, httpx.SyncByteStream)
        response.stream = _Counted(response.stream, self._most)
        return response

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


class _Counted(httpx.SyncByteStream):
    """A reply's bytes, up to so many."""

    def __init__(self, inner: httpx.SyncByteStream, most: int) -> None:
        self._inner, self._most = inner, most

    def __iter__(self) -> Iterator[bytes]:
        count = 0
        for piece in self._inner:
            count += len(piece)
            if count > self._most:
                raise httpx.ReadError("too much")
            yield piece

    def close(self) -> None:
        self._inner.close()


def _machine(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def _shut(found: socket.socket) -> None:
    with contextlib.suppress(OSError):
        found.shutdown(socket.SHUT_RDWR)
