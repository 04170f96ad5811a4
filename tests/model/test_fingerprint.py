"""Fingerprint: what makes one model this very model."""

from pathlib import Path
from typing import Any

import pytest

from companion.model import found
from companion.model.fingerprint import fingerprint


def served(monkeypatch: pytest.MonkeyPatch, **told: Any) -> str:
    monkeypatch.setattr(found, "read", lambda url, **_: {"data": [{"id": "m", **told}]})
    return fingerprint("openai/m", "http://127.0.0.1:8000/v1")


def test_a_file_is_known_by_what_it_holds(tmp_path: Path) -> None:
    """Another file under the same name is another model."""
    path = tmp_path / "m.gguf"
    path.write_bytes(b"GGUF one")
    one = fingerprint(f"gguf:{path}")
    path.write_bytes(b"GGUF two")
    assert one.startswith("sha256:")
    assert fingerprint(f"gguf:{path}") != one


def test_a_server_s_model_is_known_by_what_lasts(monkeypatch: pytest.MonkeyPatch) -> None:
    """What changes at each answer is left out; other weights under the same name are another model."""
    one = served(monkeypatch, created=1, permission=[{"id": "a"}], meta={"n_params": 3, "size": 9})
    assert one == served(monkeypatch, created=2, permission=[{"id": "b"}], meta={"n_params": 3, "size": 9})
    assert one != served(monkeypatch, meta={"n_params": 4, "size": 9})


def test_a_name_alone_is_no_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that says nothing of a model but its name could serve any."""
    assert served(monkeypatch, created=1, object="model", owned_by="me") == ""


def test_a_remote_model_is_known_for_a_day() -> None:
    """Nobody can tell what stands behind a name tomorrow."""
    assert fingerprint("mistral/small").startswith("mistral/small 2")


def test_ollama_s_is_the_digest_it_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own digest of the weights; none where it does not have the model."""
    monkeypatch.setattr(found, "read", lambda url, **_: {"models": [{"name": "gemma3:4b", "digest": "d1"}]})
    assert fingerprint("ollama_chat/gemma3:4b") == "ollama:d1"
    assert fingerprint("ollama_chat/other") == ""
