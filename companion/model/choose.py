"""Which model is used, and why: a name becomes something that can be asked."""

import contextlib
import ipaddress
from collections.abc import Iterator
from pathlib import Path

import httpx

from companion.errors import BadSetting, ModelMissing
from companion.model import embedded, found
from companion.model.doors import DOORS, parted
from companion.model.protocol import Model, State, Where

NONE = "none"
_CONTEXT = 8192
"""Tokens that Ollama is asked to keep for us at most: more costs memory and time."""
_ALLOWED = "http://…, https://…"


def where(name: str, api_base: str | None = None) -> Where:
    """Say whether model `name` at `api_base` runs on this machine. Raises BadModel, BadSetting, ModelMissing."""
    return "local" if file(name) is not None or _loopback(base(name, api_base)) else "remote"


def host(name: str, api_base: str | None = None) -> str:
    """Say where a draft would go; empty where it stays in this process. Raises as `where` does."""
    return "" if file(name) is not None else httpx.URL(base(name, api_base)).host


@contextlib.contextmanager
def opened(name: str, api_base: str | None = None) -> Iterator[Model]:
    """Give the model called `name`; one in this process runs as long. Raises BadModel, BadSetting, ModelError."""
    path = file(name)
    if path is None:
        yield _served(name, api_base)
        return
    from companion.model.gateway import Gateway

    server = embedded.start(path)
    try:
        yield Gateway(
            name=name, runs="local", model="openai/embedded", api_base=server.url, key=server.key, state=_here
        )
    finally:
        server.close()


def address(api_base: str) -> str:
    """Check an address as an author gives it, by the eyes of the client that will go there. Raises BadSetting."""
    given = api_base.strip()
    with contextlib.suppress(httpx.InvalidURL):
        url = httpx.URL(given)
        port = 1 if url.port is None else url.port
        if url.scheme in {"http", "https"} and url.host and 0 < port < 65536 and not set("@?#\\% ") & set(given):
            return given.rstrip("/")
    raise BadSetting(name="--api-base", value=api_base[:60], allowed=_ALLOWED)


def _served(name: str, api_base: str | None) -> Model:
    at = base(name, api_base)
    runs = where(name, api_base)
    provider, model = parted(name)
    from companion.model.gateway import Gateway

    if provider == "ollama_chat":
        return _ollama(name, model, at, runs)
    if runs == "remote":
        return Gateway(name=name, runs=runs, model=name, api_base=address(api_base) if api_base else None)
    return Gateway(name=name, runs=runs, model=name, api_base=at, state=lambda: _state(found.loading(at), "loading"))


def _ollama(name: str, model: str, at: str, runs: Where) -> Model:
    """Give a model of Ollama's; it is always told how long a context to keep, since it cuts what does not fit."""
    from companion.model.gateway import Gateway

    served = Gateway(name=name, runs=runs, model=f"ollama_chat/{model}", api_base=at, options={"num_ctx": _CONTEXT})
    if runs == "remote":
        return served
    asked = min(_CONTEXT, found.context(at, model) or _CONTEXT)
    return served.model_copy(
        update={"options": {"num_ctx": asked}, "state": lambda: _state(found.asleep(at, model), "asleep")}
    )


def _here() -> State:
    """Say how a model in this process stands: it cannot hang, and a slow machine takes its time over a prompt."""
    return "asleep"


def _state(waits: bool, state: State) -> State:
    return state if waits else "ready"


def base(name: str, api_base: str | None = None) -> str:
    """Return where a model is served: as given, else where its provider listens. Raises BadModel, BadSetting."""
    provider, _ = parted(name)
    at = address(api_base) if api_base else DOORS[provider].base
    if at is None:
        raise BadSetting(name="--api-base", value="", allowed=_ALLOWED)
    return at


def file(name: str) -> Path | None:
    """Return the GGUF that `name` means, None where it names a server's model. Raises ModelMissing."""
    if name == "smollm2":
        return embedded.smollm2()
    if not name.startswith("gguf:"):
        return None
    path = Path(name.removeprefix("gguf:")).expanduser()
    if not path.is_file():
        raise ModelMissing(name=name, what=str(path))
    return path


def _loopback(base: str) -> bool:
    name = httpx.URL(base).host
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
