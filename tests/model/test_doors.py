"""Every door leads over our wire to the machine that it names, and to no other."""

import socket

import httpx
import pytest

from companion.errors import BadModel, ModelError
from companion.model import calling, doors, wire
from companion.model.doors import DOORS, parted
from companion.model.gateway import Gateway

from .asking import asked, short
from .loopback import Raw, answer


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Record whom anything in this process looks up or connects to; a name that is not loopback leads nowhere."""
    calling.library()
    hosts: list[str] = []
    real = socket.getaddrinfo

    def lookup(host: str, *given: object, **named: object) -> object:
        hosts.append(host)
        if host not in {"127.0.0.1", "localhost"}:
            raise socket.gaierror("no network in this test")
        return real(host, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    return hosts


@pytest.fixture
def wired(monkeypatch: pytest.MonkeyPatch) -> list[httpx.URL]:
    """Record what goes over our wire."""
    urls: list[httpx.URL] = []
    real = wire._Known.handle_request

    def handle(self: wire._Known, request: httpx.Request) -> httpx.Response:
        urls.append(request.url)
        return real(self, request)

    monkeypatch.setattr(wire._Known, "handle_request", handle)
    return urls


@pytest.mark.parametrize("provider", DOORS)
def test_with_an_address_only_that_address_is_reached(
    provider: str, reached: list[str], wired: list[httpx.URL], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One request, over our wire, to the server that the author named."""
    monkeypatch.setenv(doors.variable(provider), "k")
    with Raw(answer("404 No", b"{}", "Content-Type: application/json")) as server:
        outcome = asked(
            Gateway(name=provider, model=f"{provider}/m", runs="local", api_base=f"{server.url}/v1"), short(first=5)
        )
        assert isinstance(outcome.error, ModelError)
        assert len(server.heard) == 1
    assert {(url.host, url.port) for url in wired} == {("127.0.0.1", server.port)}
    assert set(reached) == {"127.0.0.1"}


@pytest.mark.parametrize("provider", [name for name, door in DOORS.items() if door.base])
def test_without_one_it_is_where_the_table_says(
    provider: str, reached: list[str], wired: list[httpx.URL], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The host that an author consents to is the one that is asked."""
    monkeypatch.setenv(doors.variable(provider), "k")
    base = httpx.URL(DOORS[provider].base or "")
    local = base.host == "127.0.0.1"
    given = str(base) if local else None
    asked(Gateway(name=provider, model=f"{provider}/m", runs="remote", api_base=given), short(first=5))
    assert {url.host for url in wired} == {base.host}
    assert set(reached) == {base.host}


@pytest.mark.parametrize(
    "model", ["openai/gpt-5", "openai/gpt-4o", "openai/o3", "anthropic/claude-sonnet-4-5", "gemini/gemini-2.5-flash"]
)
def test_a_model_that_litellm_treats_in_a_way_of_its_own_goes_there_too(
    model: str, reached: list[str], wired: list[httpx.URL], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What LiteLLM knows of a model by name makes it ask nobody else."""
    provider, _ = parted(model)
    monkeypatch.setenv(doors.variable(model), "k")
    asked(Gateway(name=model, model=model, runs="remote"), short(first=5))
    assert wired
    assert set(reached) == {httpx.URL(DOORS[provider].base or "").host}


@pytest.mark.parametrize(
    "name",
    ["", "openai", "openai/", "openai/ ", "/x", "x", "bedrock/x", "replicate/x", "vertex_ai/x", "OpenAI/x", "openai/\n",
     "cohere/x", "huggingface/x", "none/x", "gguf/x"],
)  # fmt: skip
def test_a_name_that_no_door_takes_is_a_bad_name(name: str) -> None:
    """What would not go over our wire is refused before it is asked."""
    with pytest.raises(BadModel):
        parted(name)


def test_a_name_is_parted_at_its_first_slash() -> None:
    """A model's name may hold slashes; Ollama has one dialect here, whatever it is called."""
    assert parted("openai/google/gemma") == ("openai", "google/gemma")
    assert parted("ollama/gemma3:4b") == parted("ollama_chat/gemma3:4b") == ("ollama_chat", "gemma3:4b")


def test_what_litellm_calls_its_providers_is_what_we_call_them() -> None:
    """A provider that LiteLLM renames is noticed."""
    known = {getattr(each, "value", each) for each in calling.library().provider_list}
    assert set(DOORS) <= known
