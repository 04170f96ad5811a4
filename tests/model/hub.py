"""A hub on a loopback port, as far as one file is fetched from it."""

import contextlib
import hashlib
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar, Self

COMMIT = "0123456789abcdef0123456789abcdef01234567"
REPO, FILE = "owner/model-GGUF", "sub/model.Q4.gguf"


@dataclass(slots=True)
class Hub:
    """Serves one file, as the Hugging Face hub does: a HEAD with its hash, a GET that takes up where it is asked to."""

    content: bytes = b"GGUF" + bytes(range(256)) * 4000
    sha256: str | None = None
    """What it says the hash is; None for the truth."""
    size: int | None = None
    """What it says the size is; None for the truth."""
    breaks: list[int] = field(default_factory=list)
    """Bytes after which it breaks off, for one GET after the other; once there are none it keeps on."""
    after: int | None = None
    """Status of every GET after those that broke off."""
    status: int = 200
    """Status of every answer."""
    code: str = ""
    """What it says in X-Error-Code."""
    ranges: bool = True
    """Whether it takes up a broken download."""
    plain: bool = False
    """Whether it is no hub at all: says nothing of commits and hashes."""
    heard: list[tuple[str, str, str | None]] = field(default_factory=list)
    """Method, path and range of each request."""
    headers: list[dict[str, str]] = field(default_factory=list)
    """The headers of each request."""
    slow: threading.Event | None = None
    """What it waits for in the middle of a file."""
    _server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        handler = type("_Handler", (_Handler,), {"hub": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    hub: ClassVar[Hub]
    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self._keep()
        self._head(self.hub.status, self._size())

    def do_GET(self) -> None:
        self._keep()
        hub, start = self.hub, 0
        if hub.after is not None and not hub.breaks:
            return self._head(hub.after, 0)
        if hub.status != 200:
            return self._head(hub.status, 0)
        if hub.ranges and (wanted := self.headers.get("Range")):
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
        rest = hub.content[start:]
        self._head(206 if start else 200, len(rest), start)
        self._send(rest[: hub.breaks.pop(0)] if hub.breaks else rest)
        return None

    def _send(self, rest: bytes) -> None:
        self.close_connection = True
        with contextlib.suppress(OSError):
            if self.hub.slow is not None:
                self.wfile.write(rest[: len(rest) // 2])
                self.wfile.flush()
                self.hub.slow.wait(30)
                rest = rest[len(rest) // 2 :]
            self.wfile.write(rest)

    def _keep(self) -> None:
        self.hub.heard.append((self.command, self.path, self.headers.get("Range")))
        self.hub.headers.append({name.lower(): value for name, value in self.headers.items()})

    def _size(self) -> int:
        return len(self.hub.content) if self.hub.size is None else self.hub.size

    def _head(self, status: int, length: int, start: int = 0) -> None:
        hub = self.hub
        self.send_response(status)
        self.send_header("Content-Length", str(length if status < 300 else 0))
        if hub.code:
            self.send_header("X-Error-Code", hub.code)
        if status == 206:
            self.send_header("Content-Range", f"bytes {start}-{start + length - 1}/{self._size()}")
        if not hub.plain:
            sha256 = hub.sha256 or hashlib.sha256(hub.content).hexdigest()
            self.send_header("X-Repo-Commit", COMMIT)
            self.send_header("ETag", '"a-git-hash"')
            self.send_header("X-Linked-ETag", f'"{sha256}"')
            self.send_header("X-Linked-Size", str(self._size()))
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""
