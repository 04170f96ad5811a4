"""Servers on this machine: who answers is listed, and nobody is waited for."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import pytest

from companion.model import found
from companion.model.found import SERVERS, Found, Server

from .loopback import Raw, Reply, answer, drip, hang, nobody, off

OLLAMA = {
    "models": [
        {"name": "gemma3:4b", "model": "gemma3:4b", "modified_at": "2026-05-04T17:37:44.706015396-07:00",
         "size": 3338801804, "digest": "a2af6cc3eb7f", "details": {"parent_model": "", "format": "gguf",
         "family": "gemma3", "families": ["gemma3"], "parameter_size": "4.3B", "quantization_level": "Q4_K_M"}},
        {"name": "mistral:latest", "model": "mistral:latest", "modified_at": "2026-04-02T10:00:00Z", "size": 4113301824,
         "digest": "6577803aa9a0", "details": {"family": "llama"}},
    ]
}  # fmt: skip
LM_STUDIO = {
    "data": [{"id": "qwen3-8b", "object": "model", "owned_by": "organization_owner"},
             {"id": "google/gemma-3-12b", "object": "model", "owned_by": "organization_owner"}],
    "object": "list",
}  # fmt: skip
LLAMA_CPP = {
    "models": [{"name": "/models/smol.gguf", "model": "/models/smol.gguf", "type": "model",
                "capabilities": ["completion"]}],
    "object": "list",
    "data": [{"id": "/models/smol.gguf", "object": "model", "created": 1790000000, "owned_by": "llamacpp",
              "meta": {"n_ctx_train": 8192}}],
}  # fmt: skip
VLLM = {
    "object": "list",
    "data": [{"id": "Qwen/Qwen3-8B", "object": "model", "created": 1790000000, "owned_by": "vllm",
              "root": "Qwen/Qwen3-8B", "parent": None, "max_model_len": 40960,
              "permission": [{"id": "modelperm-1", "allow_sampling": True}]}],
}  # fmt: skip
RECORDED: dict[str, tuple[dict[str, Any], list[str]]] = {
    "Ollama": (OLLAMA, ["ollama_chat/gemma3:4b", "ollama_chat/mistral:latest"]),
    "LM Studio": (LM_STUDIO, ["openai/qwen3-8b", "openai/google/gemma-3-12b"]),
    "llama.cpp": (LLAMA_CPP, ["openai//models/smol.gguf"]),
    "vLLM": (VLLM, ["openai/Qwen/Qwen3-8B"]),
}
"""Kind -> what it answers, as its documentation shows it, and the names that follow from it."""
SOON = 4.0
"""Seconds: half a second is promised; the rest is for a machine that is busy testing."""


def said(held: object) -> Reply:
    return answer("200 OK", json.dumps(held).encode(), "Content-Type: application/json")


def at(server: Server, url: str) -> Server:
    """Return a kind of server that listens somewhere else."""
    return replace(server, base=url + ("" if server.kind == "Ollama" else "/v1"))


@pytest.fixture
def machine() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def everywhere(machine: ExitStack, reply: Reply) -> tuple[Server, ...]:
    return tuple(at(server, machine.enter_context(Raw(reply)).url) for server in SERVERS)


def test_the_four_kinds_listen_where_they_do() -> None:
    """The ports are those of the servers' documentation, and on this machine alone."""
    assert [(server.kind, server.base) for server in SERVERS] == [
        ("Ollama", "http://127.0.0.1:11434"), ("LM Studio", "http://127.0.0.1:1234/v1"),
        ("llama.cpp", "http://127.0.0.1:8080/v1"), ("vLLM", "http://127.0.0.1:8000/v1"),
    ]  # fmt: skip


def test_each_kind_is_read_in_its_own_form_and_in_their_order(machine: ExitStack) -> None:
    """What is found can be used as it is named: by LiteLLM's name, at its address."""
    raws = [machine.enter_context(Raw(said(RECORDED[server.kind][0]))) for server in SERVERS]
    servers = tuple(at(server, raw.url) for server, raw in zip(SERVERS, raws, strict=True))
    listed = found.look(servers)
    assert listed == [Found(name, server.kind, server.base) for server in servers for name in RECORDED[server.kind][1]]
    assert [raw.heard[0].split()[1] for raw in raws] == [b"/api/tags", b"/v1/models", b"/v1/models", b"/v1/models"]


def test_nobody_answers_and_nobody_is_waited_for() -> None:
    """On a machine without a server the list is empty, at once."""
    began = time.monotonic()
    assert found.look(tuple(at(server, nobody()) for server in SERVERS)) == []
    assert time.monotonic() - began < SOON


@pytest.mark.parametrize(
    "reply",
    [
        hang,
        drip(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n", 0.1),
        drip(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{", b" ", 0.1),
        drip(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[", b"1," * 5000, 0),
    ],
    ids=["hangs", "drips headers", "drips a body", "floods"],
)
def test_who_hangs_or_drips_is_passed_in_the_same_time(machine: ExitStack, reply: Reply) -> None:
    """All are asked at once, and each has a third of a second to the last byte."""
    servers = everywhere(machine, reply)
    began = time.monotonic()
    assert found.look(servers) == []
    assert time.monotonic() - began < SOON


def test_one_that_is_off_is_passed_in_the_same_time() -> None:
    """A port that neither takes nor refuses a connection costs no more than one that is silent."""
    with off() as url:
        began = time.monotonic()
        assert found.look((at(SERVERS[0], url),)) == []
        assert time.monotonic() - began < SOON


def test_one_that_hangs_does_not_hide_one_that_answers(machine: ExitStack) -> None:
    """The servers are independent of each other."""
    good = at(SERVERS[3], machine.enter_context(Raw(said(VLLM))).url)
    bad = at(SERVERS[0], machine.enter_context(Raw(hang)).url)
    assert [each.name for each in found.look((bad, good))] == ["openai/Qwen/Qwen3-8B"]


@pytest.mark.parametrize(
    "reply",
    [
        said([]), said(None), said("models"), said(3), said({}), said({"data": None, "models": None}),
        said({"data": {"id": "x"}, "models": {"name": "x"}}), said({"data": ["x"], "models": ["x"]}),
        said({"data": [{"id": 3}, {"id": None}, {}, []], "models": [{"name": 3}, {"name": None}, {}, []]}),
        said({"data": [{"id": ""}, {"id": " "}, {"id": "a\x1b[2J"}, {"id": "a\n"}, {"id": "a" * 300}],
              "models": [{"name": ""}, {"name": " "}, {"name": "a\x1b[2J"}, {"name": "a\n"}, {"name": "a" * 300}]}),
        answer("200 OK", b"<!doctype html><html>"), answer("200 OK", b""), answer("200 OK", b"[" * 100_000),
        answer("200 OK", b"\xff\xfe\x00"), answer("404 No", b"{}"), answer("500 No", json.dumps(VLLM).encode()),
        answer("401 No", json.dumps(OLLAMA).encode()), answer("307 Away", b"", "Location: /v1/models"),
        answer("200 OK", b" " * 3_000_000), answer("200 OK", b"{}", "Content-Encoding: gzip"),
        lambda connection, _: connection.sendall(b"SSH-2.0-OpenSSH_9.2\r\n"), lambda connection, _: None,
    ],
)  # fmt: skip
def test_garbage_is_passed(machine: ExitStack, reply: Reply) -> None:
    """Whatever else listens on those ports, what it says is no model and no error."""
    assert found.look(everywhere(machine, reply)) == []


def test_one_bad_entry_does_not_cost_its_neighbours(machine: ExitStack) -> None:
    """A list is read entry by entry."""
    held = {"data": [{"id": None}, {"id": "good"}], "models": [7, {"name": "good"}]}
    assert {each.name for each in found.look(everywhere(machine, said(held)))} == {"openai/good", "ollama_chat/good"}


def test_no_server_to_look_for_is_no_error() -> None:
    """An empty list of kinds gives an empty list of models."""
    assert found.look(()) == []


def test_the_environment_s_proxies_are_ignored(machine: ExitStack, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking at this machine goes through no other."""
    proxy = machine.enter_context(Raw(said(VLLM)))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, proxy.url)
    monkeypatch.setenv("no_proxy", "")
    assert found.look((at(SERVERS[3], nobody()),)) == []
    assert proxy.heard == []


def test_no_thread_is_left_behind(machine: ExitStack) -> None:
    """Looking, however it ends, costs nothing afterwards."""
    before = threading.active_count()
    with Raw(hang) as server:
        found.look(tuple(at(each, server.url) for each in SERVERS))
    until = time.monotonic() + 2
    while threading.active_count() > before and time.monotonic() < until:
        time.sleep(0.01)
    assert threading.active_count() <= before


@pytest.mark.parametrize(("reply", "loading"), [
    (answer("503 Loading", b'{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}'), True),
    (answer("200 OK", b'{"status":"ok"}'), False), (answer("404 No", b""), False), (hang, False),
])  # fmt: skip
@pytest.mark.parametrize("base", ["", "/v1", "/v1/"])
def test_llama_cpp_says_that_it_is_loading(machine: ExitStack, reply: Reply, loading: bool, base: str) -> None:
    """Its health is asked at its root, whichever address the author gave."""
    server = machine.enter_context(Raw(reply))
    assert found.loading(server.url + base) is loading
    assert server.heard[0].split()[1] == b"/health"


@pytest.mark.parametrize(("held", "asleep"), [
    ({"models": []}, True), ({"models": [{"name": "gemma3:4b", "model": "gemma3:4b"}]}, False),
    ({"models": [{"name": "other:latest"}, 3]}, True), ({}, False), ([], False), ({"models": None}, False),
])  # fmt: skip
def test_ollama_says_which_models_are_in_memory(machine: ExitStack, held: object, asleep: bool) -> None:
    """A model that it must load first gets longer to begin; where it says nothing, none does."""
    assert found.asleep(machine.enter_context(Raw(said(held))).url, "gemma3:4b") is asleep


def test_a_model_without_a_tag_is_ollama_s_latest(machine: ExitStack) -> None:
    """'mistral' is 'mistral:latest' there, and awake."""
    url = machine.enter_context(Raw(said({"models": [{"name": "mistral:latest"}]}))).url
    assert not found.asleep(url, "mistral")


@pytest.mark.parametrize(("held", "context"), [
    ({"model_info": {"general.architecture": "gemma3", "gemma3.context_length": 131072}}, 131072),
    ({"model_info": {"gemma3.context_length": "8192"}}, None), ({"model_info": {"gemma3.context_length": True}}, None),
    ({"model_info": {"gemma3.context_length": -1}}, None), ({"model_info": None}, None), ({}, None), ([], None),
])  # fmt: skip
def test_ollama_says_what_context_a_model_was_made_for(machine: ExitStack, held: object, context: int | None) -> None:
    """No more is asked of a model than it can hold; nonsense is no answer."""
    server = machine.enter_context(Raw(said(held)))
    assert found.context(server.url, "gemma3:4b") == context
    assert server.heard[0].split()[:2] == [b"POST", b"/api/show"]


def test_only_loopback_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking for servers never leaves the machine."""
    reached: list[object] = []
    real = socket.create_connection
    monkeypatch.setattr(
        socket, "create_connection", lambda address, *a, **k: (reached.append(address[0]), real(address, *a, **k))[1]
    )
    found.look()
    assert set(reached) == {"127.0.0.1"}
