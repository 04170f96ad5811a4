"""Servers on this machine: asked on loopback only, all at once, together under half a second."""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import httpx

_PATIENCE = 0.35
"""Seconds that each server has to answer."""
_MUCH = 2_000_000
"""Bytes of a list of models that are read at most."""


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
    names: Callable[[Any], Iterator[str]]
    """Names in that list."""


@dataclass(frozen=True, slots=True)
class Found:
    """A model that a server on this machine offers."""

    name: str
    """As LiteLLM names it, and the author."""
    kind: str
    """The server's name."""
    base: str
    """Its address, as `--api-base` takes it."""


def _openai(held: Any) -> Iterator[str]:  # noqa: ANN401  JSON of somebody else's
    for each in held.get("data") or ():
        yield str(each["id"])


def _ollama(held: Any) -> Iterator[str]:  # noqa: ANN401
    for each in held.get("models") or ():
        yield str(each["name"])


SERVERS: tuple[Server, ...] = (
    Server("Ollama", "ollama_chat", "http://127.0.0.1:11434", "/api/tags", _ollama),
    Server("LM Studio", "openai", "http://127.0.0.1:1234/v1", "/models", _openai),
    Server("llama.cpp", "openai", "http://127.0.0.1:8080/v1", "/models", _openai),
    Server("vLLM", "openai", "http://127.0.0.1:8000/v1", "/models", _openai),
)
"""Where to look, in the order to prefer."""


def look(servers: tuple[Server, ...] = SERVERS) -> list[Found]:
    """Return what the servers of this machine offer, in their order; one that is not there, or is no such server, is passed."""
    with ThreadPoolExecutor(len(servers)) as pool:
        return [found for each in pool.map(_offered, servers) for found in each]


def _offered(server: Server) -> list[Found]:
    held = read(server.base + server.list_path)
    with contextlib.suppress(AttributeError, KeyError, TypeError):
        return [Found(f"{server.prefix}/{name}", server.kind, server.base) for name in server.names(held)]
    return []


def read(url: str, *, body: Mapping[str, object] | None = None, patience: float = _PATIENCE) -> Any:  # noqa: ANN401
    """Return the JSON at `url`, of a server on this machine; None where there is none in time."""
    with contextlib.suppress(httpx.HTTPError, httpx.InvalidURL, ValueError, RecursionError):
        with httpx.Client(trust_env=False, timeout=patience, follow_redirects=False) as client:
            request = client.build_request("POST" if body else "GET", url, json=body)
            response = client.send(request, stream=True)
            held = b""
            for piece in response.iter_bytes():
                held += piece
                if len(held) > _MUCH:
                    return None
            response.close()
            return httpx.Response(200, content=held).json() if response.is_success else None
    return None


def loading(base: str) -> bool:
    """Whether llama.cpp's server at `base` says that it is still loading."""
    root = base.removesuffix("/").removesuffix("/v1")
    with contextlib.suppress(httpx.HTTPError, httpx.InvalidURL):
        with httpx.Client(trust_env=False, timeout=_PATIENCE, follow_redirects=False) as client:
            return client.get(f"{root}/health").status_code == httpx.codes.SERVICE_UNAVAILABLE
    return False


def asleep(base: str, model: str) -> bool:
    """Whether Ollama at `base` says that `model` is not in memory, so that it must load it first."""
    held = read(f"{base}/api/ps")
    running = held.get("models") if isinstance(held, dict) else None
    return isinstance(running, list) and model not in {
        str(each.get(key)) for each in running if isinstance(each, dict) for key in ("name", "model")
    }


def context(base: str, model: str) -> int | None:
    """Return the tokens that Ollama's `model` was made for, None where it does not say."""
    held = read(f"{base}/api/show", body={"model": model})
    info = held.get("model_info") if isinstance(held, dict) else None
    lengths = [value for key, value in info.items() if key.endswith(".context_length")] if isinstance(info, dict) else []
    return next((length for length in lengths if isinstance(length, int) and length > 0), None)
