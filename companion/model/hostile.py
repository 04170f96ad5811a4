"""A double that misbehaves to order: a real HTTP server on a loopback port that speaks OpenAI's and Ollama's dialects.

What it says obeys the schema it was given, so that nothing but the guard and the deadlines stand between it and the
author.
"""

import contextlib
import itertools
import json
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, ClassVar, Literal, Self

from companion.model import dialects, manners
from companion.model.manners import MANNERS, REWRITE, Manner

__all__ = ["MANNERS", "REWRITE", "Heard", "Hostile", "Manner"]

_TICK = 0.02


@dataclass(slots=True)
class Heard:
    """One request that came in."""

    path: str
    """Where to."""
    body: dict[str, Any]
    """What it said."""
    headers: dict[str, str]
    """Under which headers, their names in small letters."""
    open: bool = True
    """Whether it is still being answered."""


@dataclass(slots=True)
class Hostile:
    """A server that answers in one manner; use it as a context manager."""

    manner: Manner
    """How it misbehaves."""
    leak: str = REWRITE
    """Words that must never be shown, put into every free field."""
    texts: tuple[str, ...] = ()
    """What it asks, in order, instead of what its manner would; for variants that are not shipped."""
    seconds: float = 1.0
    """Between two pieces of a drip; for loading, from the first look."""
    read: int = 10
    """Tokens that it says it read of the prompt."""
    after: str = "0"
    """What it says in Retry-After, where it is busy."""
    leads: str = "http://127.0.0.1:9/"
    """Where it sends who asks, if elsewhere."""
    heard: list[Heard] = field(default_factory=list)
    """Every request, in order."""
    _server: ThreadingHTTPServer | None = None
    _loaded: float | None = None

    @property
    def url(self) -> str:
        """Address for OpenAI's dialect."""
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    @property
    def busy(self) -> bool:
        """Whether it is still answering someone."""
        return any(each.open for each in self.heard)

    def __enter__(self) -> Self:
        """Begin to listen, on a port that the system chooses."""
        handler = type("_Handler", (_Handler,), {"hostile": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        serve = self._server.serve_forever
        threading.Thread(target=serve, args=(_TICK,), name="companion-hostile", daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Stop listening."""
        assert self._server is not None
        self._server.shutdown()
        self._server.server_close()

    @property
    def loading(self) -> bool:
        """Whether it is loading its model, from the first time that somebody asks."""
        if self._loaded is None:
            self._loaded = time.monotonic() + self.seconds
        return self.manner == "loading" and time.monotonic() < self._loaded

    def answer(self, body: Mapping[str, Any]) -> str:
        """Return the JSON that the request's schema asks for, its free fields filled in this manner."""
        numbers = itertools.count()
        held = dialects.filled(dialects.schema(body), lambda: self.words(next(numbers), body))
        return json.dumps(held, ensure_ascii=False)

    def words(self, number: int, body: Mapping[str, Any]) -> str:
        """Return what it asks as its `number`th question, from 0."""
        if self.texts:
            return self.texts[number % len(self.texts)]
        language: Literal["fr", "en"] = "fr" if "français" in str(body.get("messages")) else "en"
        return manners.asked(self.manner, number, language, self.leak)


_LOADING = json.dumps({"error": {"code": 503, "message": "Loading model"}})


class _Handler(BaseHTTPRequestHandler):
    hostile: ClassVar[Hostile]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Say that it is well, or loading; and which model it has."""
        if self.path == "/health" and self.hostile.loading:
            return self._whole(503, _LOADING)
        return self._whole(
            200,
            json.dumps(
                {
                    "object": "list",
                    "data": [{"id": "hostile", "meta": {"n_params": 1, "size": 1}}],
                    "models": [],
                    "status": "ok",
                }
            ),
        )

    def do_POST(self) -> None:
        """Answer in the manner that was ordered."""
        body = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))) or "{}")
        heard = Heard(self.path, body, {name.lower(): value for name, value in self.headers.items()})
        self.hostile.heard.append(heard)
        try:
            with contextlib.suppress(OSError):
                self._answer(body)
        finally:
            heard.open = False
            self.close_connection = True

    def _answer(self, body: dict[str, Any]) -> None:
        answer, manner = self.hostile.answer(body), self.hostile.manner
        first = sum(each.path == self.path for each in self.hostile.heard) == 1
        match manner:
            case "busy" | "broken" | "refused" | "unknown":
                code = {"busy": 429, "broken": 500, "refused": 401, "unknown": 404}[manner]
                self._whole(code, self._error(), {"Retry-After": self.hostile.after})
            case "busy-once" if first:
                self._whole(429, self._error(), {"Retry-After": self.hostile.after})
            case "elsewhere":
                self._whole(307, "", {"Location": self.hostile.leads})
            case "loading" if self.hostile.loading:
                self._whole(503, _LOADING)
            case "html":
                self._whole(200, f"<!doctype html><html><body>{self.hostile.leak}</body></html>", kind="text/html")
            case "hang":
                self._wait()
            case _:
                self._stream(body, answer)

    def _error(self) -> str:
        return json.dumps({"error": {"message": self.hostile.leak}})

    def _pieces(self, answer: str) -> Iterator[str]:
        match self.hostile.manner:
            case "drip":
                for piece in dialects.cut(answer):
                    yield piece
                    self._wait(self.hostile.seconds)
            case "endless":
                while self._connected():
                    yield answer
                    time.sleep(_TICK / 10)
            case "flood":
                yield answer[:-1] + " " * 40_000 + answer[-1]
            case "stall":
                yield from dialects.cut(manners.most(answer))
                self._wait()
            case manner:
                yield from dialects.cut(manners.garbled(manner, answer, self.hostile.leak))

    def _stream(self, body: dict[str, Any], answer: str) -> None:
        ollama = self.path.startswith("/api/")
        self.send_response(200)
        self.send_header("Content-Type", "application/x-ndjson" if ollama else "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        say = dialects.ollama if ollama else dialects.openai
        while self.hostile.manner == "thinking" and self._connected():
            self._write(say("", thought=f"{self.hostile.leak} {answer}"))
        for piece in self._pieces(answer):
            self._write(say(piece))
        self._write((dialects.ollama_end if ollama else dialects.openai_end)(self.hostile.read))

    def _write(self, text: str) -> None:
        self.wfile.write(text.encode())
        self.wfile.flush()

    def _wait(self, seconds: float | None = None) -> None:
        """Keep silent until so much time has passed, or whoever asked has gone."""
        until = time.monotonic() + (3600 if seconds is None else seconds)
        while time.monotonic() < until and self._connected():
            time.sleep(_TICK)

    def _connected(self) -> bool:
        self.connection.setblocking(False)
        try:
            return bool(self.connection.recv(1))
        except BlockingIOError:
            return True
        except OSError:
            return False
        finally:
            with contextlib.suppress(OSError):
                self.connection.setblocking(True)

    def _whole(
        self, code: int, text: str, headers: Mapping[str, str] | None = None, kind: str = "application/json"
    ) -> None:
        held = text.encode()
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(held)))
        self.send_header("Connection", "close")
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(held)

    def log_message(self, *_: object) -> None:
        """Say nothing."""
