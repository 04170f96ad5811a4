"""A double that misbehaves to order: a real HTTP server on a loopback port that speaks OpenAI's and Ollama's dialects.

What it says obeys the schema it was given, so that nothing but the guard and the deadlines stand between it and the author.
"""

import contextlib
import json
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Literal, Self, get_args

Manner = Literal[
    "rewrite", "smuggle", "polite", "hang", "stall", "drip", "endless", "flood", "cut", "empty", "html", "bad-json",
    "prose", "reasoning", "only-reasoning", "language", "busy", "busy-once", "broken", "refused", "unknown", "loading",
]  # fmt: skip
MANNERS: tuple[Manner, ...] = get_args(Manner)
REWRITE = "Every bowl on my shelf carries a fingerprint of patience you can hold at breakfast"
"""What it tries to get onto the page, unless told otherwise."""
_TICK = 0.02


@dataclass(slots=True)
class Heard:
    """One request that came in."""

    path: str
    """Where to."""
    body: dict[str, Any]
    """What it said."""
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
    """Between two pieces of a drip."""
    heard: list[Heard] = field(default_factory=list)
    """Every request, in order."""
    _server: ThreadingHTTPServer | None = None

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
        double = self

        class Handler(_Handler):
            hostile = double

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, name="companion-hostile", daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Stop listening."""
        assert self._server is not None
        self._server.shutdown()
        self._server.server_close()

    def answer(self, body: Mapping[str, Any]) -> str:
        """Return the JSON that the request's schema asks for, its free fields filled in this manner."""
        return json.dumps(_filled(_schema(body), _Words(self, body)), ensure_ascii=False)

    def words(self, number: int, body: Mapping[str, Any]) -> str:
        """Return what it asks as its `number`th question, from 0."""
        if self.texts:
            return self.texts[number % len(self.texts)]
        french = "français" in str(body.get("messages"))
        match self.manner:
            case "smuggle":
                return _SMUGGLED["fr" if french else "en"][number % 3].format(leak=self.leak)
            case "language":
                return "¿Qué querías decir con eso?" if number % 2 else "Was wolltest du damit sagen?"
            case "rewrite":
                return self.leak
            case _:
                return _POLITE["fr" if french else "en"][number % 4]


_SMUGGLED = {
    "en": (
        "What if it began with {leak}?",
        "How would “{leak}” sound to your community?",
        "Have you considered opening on something like: {leak}?",
    ),
    "fr": (
        "Et si ça commençait par {leak} ?",
        "Comment « {leak} » sonnerait-il pour ton monde ?",
        "As-tu pensé à ouvrir sur quelque chose du genre : {leak} ?",
    ),
}
_POLITE = {
    "en": (
        "Who do you see when you read that line again?",
        "What would you rather keep to yourself here?",
        "What happened just before the moment you tell?",
        "How do you want to feel once it is out there?",
    ),
    "fr": (
        "Qui vois-tu quand tu relis cette ligne ?",
        "Qu'est-ce que tu aimes mieux garder pour toi ici ?",
        "Qu'est-ce qui s'est passé juste avant le moment que tu racontes ?",
        "Comment veux-tu te sentir une fois que c'est en ligne ?",
    ),
}


@dataclass(slots=True)
class _Words:
    """What fills free fields, in order."""

    double: Hostile
    body: Mapping[str, Any]
    count: int = 0

    def next(self) -> str:
        said = self.double.words(self.count, self.body)
        self.count += 1
        return said


def _schema(body: Mapping[str, Any]) -> Mapping[str, Any]:
    wanted = body.get("response_format", {}).get("json_schema", {}).get("schema") or body.get("format")
    return wanted if isinstance(wanted, Mapping) else {"type": "object", "properties": {"text": {"type": "string"}}}


def _filled(schema: Mapping[str, Any], words: _Words, at: int = 0) -> Any:  # noqa: ANN401  JSON
    """Build a value that `schema` allows; of several that are allowed, the one that `at` names."""
    if "enum" in schema:
        allowed = schema["enum"]
        return allowed[at % len(allowed)]
    match schema.get("type"):
        case "object":
            return {name: _filled(of, words, at) for name, of in schema.get("properties", {}).items()}
        case "array":
            many = schema.get("maxItems", schema.get("minItems", 3))
            return [_filled(schema.get("items", {}), words, number) for number in range(many)]
        case "integer" | "number":
            return schema.get("minimum", 1) + at
        case "boolean":
            return True
        case _:
            return words.next()


class _Handler(BaseHTTPRequestHandler):
    hostile: Hostile
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Say that it is well, or loading; and which model it has."""
        if self.path == "/health" and self._loading():
            return self._whole(503, json.dumps({"error": {"code": 503, "message": "Loading model"}}))
        return self._whole(200, json.dumps({"object": "list", "data": [{"id": "hostile"}], "models": [], "status": "ok"}))

    def do_POST(self) -> None:
        """Answer in the manner that was ordered."""
        body = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))) or "{}")
        heard = Heard(self.path, body)
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
                self._whole(code, json.dumps({"error": {"message": self.hostile.leak}}), {"Retry-After": "0"})
            case "busy-once" if first:
                self._whole(429, json.dumps({"error": {"message": self.hostile.leak}}), {"Retry-After": "0"})
            case "loading" if self._loading():
                self._whole(503, json.dumps({"error": {"code": 503, "message": "Loading model"}}))
            case "html":
                self._whole(200, f"<!doctype html><html><body>{self.hostile.leak}</body></html>", kind="text/html")
            case "hang":
                self._wait()
            case _:
                self._stream(body, answer)

    def _loading(self) -> bool:
        return self.hostile.manner == "loading" and time.monotonic() < self._ready()

    def _ready(self) -> float:
        if not hasattr(self.server, "ready"):
            self.server.ready = time.monotonic() + self.hostile.seconds  # type: ignore[attr-defined]
        return float(self.server.ready)  # type: ignore[attr-defined]

    def _pieces(self, answer: str) -> Iterator[str]:
        leak = self.hostile.leak
        match self.hostile.manner:
            case "empty":
                return
            case "bad-json":
                yield answer[: len(answer) // 2].replace('"', "'")
                yield leak
            case "prose":
                yield f"Sure! Here is a better version of your post: {leak}"
            case "reasoning":
                yield f"<think>{leak}</think>"
                yield from _cut(answer)
            case "only-reasoning":
                yield f"<think>{leak} {answer}"
            case "cut":
                yield from _cut(answer[: int(len(answer) * 0.6)])
            case "stall":
                yield from _cut(answer[: int(len(answer) * 0.6)])
                self._wait()
            case "drip":
                for piece in _cut(answer):
                    yield piece
                    self._wait(self.hostile.seconds)
            case "endless":
                while self._connected():
                    yield answer
                    self._wait(_TICK)
            case "flood":
                yield answer[:-1] + " " * 40_000 + answer[-1]
            case _:
                yield from _cut(answer)

    def _stream(self, body: dict[str, Any], answer: str) -> None:
        ollama = self.path.startswith("/api/")
        self.send_response(200)
        self.send_header("Content-Type", "application/x-ndjson" if ollama else "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        for piece in self._pieces(answer):
            self._write(_ollama(piece) if ollama else _openai(piece))
        self._write(_ollama("", done=True) if ollama else _openai("", done=True) + "data: [DONE]\n\n")

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
            return self.connection.recv(1) != b""
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


def _cut(text: str) -> Iterator[str]:
    """Yield `text` in pieces of the size of a token."""
    for start in range(0, len(text), 6):
        yield text[start : start + 6]


def _openai(piece: str, *, done: bool = False) -> str:
    choice = {"index": 0, "delta": {} if done else {"content": piece}, "finish_reason": "stop" if done else None}
    return f"data: {json.dumps({'id': 'h', 'object': 'chat.completion.chunk', 'created': 1, 'model': 'hostile', 'choices': [choice]})}\n\n"


def _ollama(piece: str, *, done: bool = False) -> str:
    line = {"model": "hostile", "message": {"role": "assistant", "content": piece}, "done": done}
    return json.dumps(line | ({"done_reason": "stop", "prompt_eval_count": 10, "eval_count": 5} if done else {})) + "\n"
