"""Fingerprint: what makes one model this very model, so that what it earned is not another's."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from companion.model import choose, found
from companion.model.doors import parted

_LENGTH = 32
_LASTING = ("root", "meta", "size", "digest", "max_model_len")
"""What servers say of a model that stays as long as its weights do. Source: llama.cpp, vLLM, LM Studio."""


def fingerprint(name: str, api_base: str | None = None) -> str:
    """Return the fingerprint of the model called `name`, "" where its server does not say.

    Of a GGUF its digest, of Ollama's the digest it gives, of another server of this machine what it says of the model,
    of a remote one its name and the day: nobody can tell what stands behind it tomorrow. Raises as `choose.where` does.
    """
    path = choose.file(name)
    if path is not None:
        return "sha256:" + _digest(path)[:_LENGTH]
    if choose.where(name, api_base) == "remote":
        return f"{name} {datetime.now(UTC).date().isoformat()}"
    provider, model = parted(name)
    base = choose.base(name, api_base)
    if provider == "ollama_chat":
        named = model if ":" in model else f"{model}:latest"
        told = next((each for each in _entries(base, "/api/tags", "models") if each.get("name") == named), {})
        return f"ollama:{told['digest']}" if isinstance(told.get("digest"), str) else ""
    entries = _entries(base, "/models", "data")
    told = next((each for each in entries if each.get("id") == model), entries[0] if len(entries) == 1 else {})
    kept = {key: told[key] for key in _LASTING if told.get(key)}
    if not kept:
        return ""  # a name alone is any model's
    return "served:" + hashlib.sha256(json.dumps([model, kept], sort_keys=True).encode()).hexdigest()[:_LENGTH]


def _entries(base: str, path: str, key: str) -> list[Mapping[str, Any]]:
    held = found.read(base.rstrip("/") + path)
    listed = held.get(key) if isinstance(held, dict) else None
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
