"""Which model is used, and why: a name becomes something that can be asked."""

import contextlib
import ipaddress
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from companion.errors import BadModel, BadSetting, ModelMissing
from companion.model import embedded, found
from companion.model.protocol import Model, Where

NONE = "none"
_OLLAMA = found.SERVERS[0].base
_CONTEXT = 8192
"""Tokens that a server is asked to keep for us at most: more costs memory and time."""
_LOCAL_NAMES = frozenset({"localhost", "ip6-localhost"})


def where(name: str, api_base: str | None = None) -> Where:
    """Say whether model `name` at `api_base` runs on this machine. Raises BadModel and BadSetting."""
    if _embedded(name):
        return "local"
    base = address(api_base) if api_base else _default(name)
    return "local" if base and _loopback(base) else "remote"


def host(name: str, api_base: str | None = None) -> str:
    """Say where a draft would go: a host, or the provider's name where LiteLLM knows the address."""
    base = address(api_base) if api_base else _default(name)
    return (urlsplit(base).hostname or "") if base else name.partition("/")[0]


@contextlib.contextmanager
def opened(name: str, api_base: str | None = None) -> Iterator[Model]:
    """Give the model called `name`; one that runs in this process runs as long. Raises BadModel, BadSetting, ModelError."""
    path = _embedded(name)
    if path is None:
        yield _served(name, api_base)
        return
    server = embedded.start(path)
    try:
        from companion.model.gateway import Gateway

        yield Gateway(name=name, runs="local", model="openai/embedded", api_base=server.url, key=server.key)
    finally:
        server.close()


def address(api_base: str) -> str:
    """Check an address as an author gives it. Raises BadSetting."""
    with contextlib.suppress(ValueError):
        parts = urlsplit(api_base.strip())
        if parts.scheme in {"http", "https"} and parts.hostname and not (parts.username or parts.query or parts.fragment):
            parts.port  # noqa: B018  raises on a port that is none
            return api_base.strip().removesuffix("/")
    raise BadSetting(name="--api-base", value=api_base[:60], allowed="http://…, https://…")


def _served(name: str, api_base: str | None) -> Model:
    provider, _, model = name.partition("/")
    if not provider or not model.strip() or not name.isprintable():
        raise BadModel(name=name[:60])
    from companion.model.gateway import Gateway

    base = address(api_base) if api_base else _default(name)
    runs = where(name, api_base)
    if runs == "remote" or base is None:
        return Gateway(name=name, runs=runs, model=name, api_base=base)
    if provider in {"ollama_chat", "ollama"}:
        asked = min(_CONTEXT, found.context(base, model) or _CONTEXT)
        return Gateway(
            name=name,
            runs=runs,
            model=f"ollama_chat/{model}",
            api_base=base,
            options={"num_ctx": asked},
            loads=lambda: found.asleep(base, model),
        )
    return Gateway(name=name, runs=runs, model=name, api_base=base, loads=lambda: found.loading(base))


def _embedded(name: str) -> Path | None:
    """Return the GGUF that `name` means, None where it names a server's model. Raises ModelMissing."""
    if name == "smollm2":
        return embedded.smollm2()
    if not name.startswith("gguf:"):
        return None
    path = Path(name.removeprefix("gguf:")).expanduser()
    if not path.is_file():
        raise ModelMissing(name=name, what=str(path))
    return path


def _default(name: str) -> str | None:
    """Return where Ollama listens; every other provider has an address of its own, which LiteLLM knows."""
    return _OLLAMA if name.startswith(("ollama_chat/", "ollama/")) else None


def _loopback(base: str) -> bool:
    name = urlsplit(base).hostname or ""
    if name in _LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
