"""Small servers on loopback ports, for one test each."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Self

Reply = Callable[[socket.socket, bytes], None]
"""What is done with a connection and the head of its request."""


class Raw(AbstractContextManager["Raw"]):
    """A server that does with each connection what a test says, at the level of bytes."""

    def __init__(self, reply: Reply) -> None:
        self.heard: list[bytes] = []
        self._reply = reply
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._ended = threading.Event()

    def __enter__(self) -> Self:
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _serve(self) -> None:
        while not self._ended.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._one, args=(connection,), daemon=True).start()

    def _one(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            head = b""
            while b"\r\n\r\n" not in head and (piece := connection.recv(65536)):
                head += piece
            self.heard.append(head)
            self._reply(connection, head)


def answer(status: str, body: bytes, *headers: str) -> Reply:
    """Reply with a whole answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers, "", ""]
    return lambda connection, _: connection.sendall("\r\n".join(lines).encode() + body)


def drip(start: bytes, piece: bytes, seconds: float) -> Reply:
    """Reply with a beginning and then a piece now and again, as long as somebody listens."""

    def reply(connection: socket.socket, _: bytes) -> None:
        connection.sendall(start)
        while True:
            connection.sendall(piece)
            threading.Event().wait(seconds)

    return reply


def hang(connection: socket.socket, _: bytes) -> None:
    """Say nothing until they go."""
    connection.recv(1)


def nobody() -> str:
    """Return an address where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"http://127.0.0.1:{listener.getsockname()[1]}"


@contextlib.contextmanager
def off() -> Iterator[str]:
    """Give the address of a machine that takes no connection and refuses none, as one that is switched off."""
    with socket.socket() as listener, contextlib.ExitStack() as waiting:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for _ in range(3):  # fills the queue of those who wait: whoever comes later hears nothing
            one = waiting.enter_context(socket.socket())
            one.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                one.connect(listener.getsockname())
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
