"""Servers on this machine: asked on loopback only, all at once, together under half a second."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, NamedTuple

from companion.model.doors import DOORS
from companion.model.wire import Wire

_PATIENCE = 0.35
"""Seconds that each server has to answer, to the last byte."""
_MUCH = 2_000_000
"""Bytes of a list of models that are read at most."""
_LONG = 200
"""Characters of a model's name at most."""


@dataclass(frozen=True, slots=True)
class Server:
    """One kind of server."""

    kind: str
    """Its own name, as people know it."""
    prefix: str
    """LiteLLM's provider."""
    base: str
    """Where it listens unless told otherwise."""
    list_path: str
    """What lists its models."""
    names: Callable[[Any], Iterator[object]]
    """Names in that list, or what stands in their place."""


@dataclass(frozen=True, slots=True)
class Found:
    """A model that a server on this machine offers."""

    name: str
    """As LiteLLM names it, and the author."""
    kind: str
    """The server's name."""
    base: str
    """Its address, as `--api-base` takes it."""


def _openai(held: Any) -> Iterator[object]:  # noqa: ANN401  JSON of somebody else's
    return _each(held, "data", "id")


def _ollama(held: Any) -> Iterator[object]:  # noqa: ANN401
    return _each(held, "models", "name")


def _each(held: Any, key: str, of: str) -> Iterator[object]:  # noqa: ANN401
    listed = held.get(key) if isinstance(held, dict) else None
    for each in listed if isinstance(listed, list) else ():
        if isinstance(each, dict):
            yield each.get(of)


SERVERS: tuple[Server, ...] = (
    Server("Ollama", "ollama_chat", DOORS["ollama_chat"].base or "", "/api/tags", _ollama),
    Server("LM Studio", "openai", DOORS["lm_studio"].base or "", "/models", _openai),
    Server("llama.cpp", "openai", DOORS["llamafile"].base or "", "/models", _openai),
    Server("vLLM", "openai", DOORS["hosted_vllm"].base or "", "/models", _openai),
)
"""Where to look, in the order to prefer."""


def look(servers: tuple[Server, ...] = SERVERS) -> list[Found]:
    """Return what the servers of this machine offer, in their order; who is not there, or garbles, is passed."""
    with ThreadPoolExecutor(max(1, len(servers))) as pool:
        return [found for each in pool.map(_offered, servers) for found in each]


def _offered(server: Server) -> list[Found]:
    names = server.names(read(server.base + server.list_path))
    return [Found(f"{server.prefix}/{name}", server.kind, server.base) for name in names if _is_name(name)]


def _is_name(name: object) -> bool:
    return isinstance(name, str) and bool(name.strip()) and name.isprintable() and len(name) <= _LONG


def loading(base: str) -> bool:
    """Whether llama.cpp's server at `base` says that it is still loading."""
    reply = _reply(f"{base.removesuffix('/').removesuffix('/v1')}/health")
    return reply is not None and reply.status == 503


def asleep(base: str, model: str) -> bool:
    """Whether Ollama at `base` says that `model` is not in memory, so that it must load it first."""
    held = read(f"{base}/api/ps")
    running = held.get("models") if isinstance(held, dict) else None
    named = model if ":" in model else f"{model}:latest"
    return isinstance(running, list) and named not in {
        each.get(key) for each in running if isinstance(each, dict) for key in ("name", "model")
    }


def context(base: str, model: str) -> int | None:
    """Return the tokens that Ollama's `model` was made for, None where it does not say."""
    held = read(f"{base}/api/show", body={"model": model})
    info = held.get("model_info") if isinstance(held, dict) else None
    lengths = (
        [value for key, value in info.items() if key.endswith(".context_length")] if isinstance(info, dict) else []
    )
    return next((length for length in lengths if type(length) is int and length > 0), None)


def read(url: str, *, body: Mapping[str, object] | None = None) -> Any:  # noqa: ANN401
    """Return the JSON at `url`, of a server on this machine; None where there is none in time."""
    reply = _reply(url, body)
    if reply is None or reply.status != 200:
        return None
    try:
        return json.loads(reply.content)
    except (ValueError, RecursionError):
        return None


class _Reply(NamedTuple):
    status: int
    content: bytes


def _reply(url: str, body: Mapping[str, object] | None = None) -> _Reply | None:
    """Ask and read to the end, all within our patience: a server that drips is cut off."""
    wire = Wire(only=url, connect=_PATIENCE, read=_PATIENCE, most=_MUCH)
    end = threading.Timer(_PATIENCE, wire.cut)
    end.daemon = True
    end.start()
    try:
        response = wire.client.request("POST" if body else "GET", url, json=body)
    except Exception:  # nobody, garbage, or cut off wherever it was: there is no such server
        return None
    else:
        return _Reply(response.status_code, response.content)
    finally:
        end.cancel()
        wire.cut()
