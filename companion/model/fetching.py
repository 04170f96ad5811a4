"""The child that `pull` starts: fetches one file of a hub and says how far it is, a line of JSON at a time.

What huggingface_hub downloads it takes up again only within one process, and it checks a length where we check a hash.
"""

import contextlib
import errno
import hashlib
import json
import os
import re
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, Self

_SHA256 = re.compile(r"[0-9a-f]{64}")
_BLOCK = 1 << 16
"""Bytes that are written at a time, and at most lost when the line breaks; huggingface_hub would have ten million."""
_EVERY = 0.2
"""Seconds between two lines about progress."""
_PATIENCE = 10.0
"""Seconds that a hub has to say what a file is."""
_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EFBIG})
_BUSY = frozenset({429, 500, 502, 503, 504})


class NotThat(Exception):
    """A fault that we found ourselves: a code of companion.errors, and why."""

    def __init__(self, code: str, why: str = "") -> None:
        """Keep both."""
        super().__init__(code, why)
        self.code, self.why = code, why


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the hub says of a file."""

    url: str
    """Where it is, in the version that the hub has now."""
    size: int
    """Its bytes."""
    sha256: str
    """Its hash."""


def main(repo: str, file: str, folder: str) -> int:
    """Fetch, and say on stdout how it went; the exit code is 0 in any case that was said."""
    try:
        say(path=str(fetch(repo, file, Path(folder))))
    except Exception as exc:  # whatever it is, the parent must hear of it
        say(**fault(exc))
    return 0


def say(**held: object) -> None:
    """Tell the parent; where it has gone there is nothing more to do."""
    try:
        print(json.dumps(held), flush=True)  # noqa: T201  the wire between the two
    except BrokenPipeError:
        os._exit(1)


def fetch(repo: str, file: str, folder: Path) -> Path:
    """Fetch one file into `folder`, checked, 0600, in one step."""
    from filelock import FileLock, Timeout

    wanted = _wanted(repo, file)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target, part = folder / PurePosixPath(file).name, folder / f".{wanted.sha256}.part"
    if target.is_file() and _hash(target) == wanted.sha256:
        return target
    try:
        with FileLock(f"{part}.lock", timeout=0):
            _download(wanted, part)
            _place(wanted, part, target)
            Path(f"{part}.lock").unlink(missing_ok=True)
    except Timeout as exc:
        raise NotThat("store-busy") from exc
    return target


def _wanted(repo: str, file: str) -> Wanted:
    from huggingface_hub import get_hf_file_metadata, hf_hub_url

    said = get_hf_file_metadata(hf_hub_url(repo, file), timeout=_PATIENCE)
    if said.commit_hash is None or said.size is None:
        raise NotThat("model-garbled", "no hub")
    if said.etag is None or not _SHA256.fullmatch(said.etag):
        raise NotThat("model-garbled", "no SHA-256")
    return Wanted(hf_hub_url(repo, file, revision=said.commit_hash), said.size, said.etag)


def _download(wanted: Wanted, part: Path) -> None:
    """Fetch what is still missing of a file into `part`."""
    from huggingface_hub import constants
    from huggingface_hub.file_download import http_get
    from huggingface_hub.utils._headers import build_hf_headers

    with _opened(part) as held:
        done = held.seek(0, os.SEEK_END)
        if done > wanted.size:
            done = held.seek(0)
            held.truncate()
        if shutil.disk_usage(part.parent).free < wanted.size - done:
            raise NotThat("store-full")
        constants.DOWNLOAD_CHUNK_SIZE = _BLOCK
        bar: Any = type("_Told", (_Told,), {"done": done, "all": wanted.size})
        http_get(
            wanted.url, held, resume_size=done, headers=build_hf_headers(), expected_size=wanted.size, tqdm_class=bar
        )
        held.flush()
        os.fsync(held.fileno())
    say(done=wanted.size, total=wanted.size)


def _place(wanted: Wanted, part: Path, target: Path) -> None:
    """Put a whole file where it belongs; one that is not what the hub said is thrown away."""
    if _hash(part) != wanted.sha256:
        part.unlink()
        raise NotThat("model-garbled", "SHA-256")
    part.replace(target)


@contextlib.contextmanager
def _opened(part: Path) -> Iterator[BinaryIO]:
    number = os.open(part, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    part.chmod(0o600)
    with os.fdopen(number, "r+b") as held:
        yield held


def _hash(path: Path) -> str:
    with path.open("rb") as held:
        return hashlib.file_digest(held, "sha256").hexdigest()


class _Told:
    """What huggingface_hub takes for a progress bar."""

    done, all = 0, 0

    def __init__(self, **_: object) -> None:
        self._said = 0.0

    def update(self, size: float | None = 1) -> None:
        """Count, and say so now and then."""
        self.done += int(size or 0)
        if time.monotonic() - self._said >= _EVERY:
            self._said = time.monotonic()
            say(done=self.done, total=self.all)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is drawn."""


def fault(exc: BaseException) -> dict[str, object]:
    """Return what the parent is told went wrong: a code and where, never the words of a server."""
    from huggingface_hub import constants

    return {"error": _code(exc), "at": constants.ENDPOINT} | _more(exc)


def _more(exc: BaseException) -> dict[str, object]:
    match _code(exc):
        case "model-refused":
            return {"variable": "HF_TOKEN"}
        case "model-busy":
            return {"after": None}
        case "model-garbled":
            return {"why": exc.why if isinstance(exc, NotThat) else type(exc).__name__}
        case _:
            return {}


def _code(exc: BaseException) -> str:
    """Return the code of companion.errors for what was raised; the first that fits, since some are several things."""
    import httpx
    from huggingface_hub import errors

    status = exc.response.status_code if isinstance(exc, errors.HfHubHTTPError) else 0
    missing = (errors.RepositoryNotFoundError, errors.RevisionNotFoundError, errors.RemoteEntryNotFoundError)
    told = (
        (isinstance(exc, errors.GatedRepoError), "model-refused"),
        (isinstance(exc, (*missing, errors.HFValidationError)) or status == 404, "model-unknown"),
        (status in {401, 403}, "model-refused"),
        (status in _BUSY, "model-busy"),
        (isinstance(exc, httpx.TransportError), "model-unreachable"),
        (isinstance(exc, OSError) and exc.errno in _DISK, "store-full"),
    )
    found = next((code for fits, code in told if fits), "model-garbled")
    return exc.code if isinstance(exc, NotThat) else found


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
