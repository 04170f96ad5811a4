"""A GGUF from a hub, by name: in a process of its own, since this one's libraries are bound to stay offline."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from companion.errors import (
    BadModel,
    CompanionError,
    ModelBusy,
    ModelError,
    ModelGarbled,
    ModelRefused,
    ModelUnknown,
    ModelUnreachable,
    StoreBusy,
    StoreFull,
)
from companion.offline import SWITCHES

Progress = Callable[[int, int], None]
"""Told bytes done and bytes in all; whatever it raises ends the download, which can be taken up again."""
_REPO = re.compile(r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}", re.ASCII)
_ERRORS: Mapping[str, type[CompanionError]] = {
    each.code: each
    for each in (ModelBusy, ModelGarbled, ModelRefused, ModelUnknown, ModelUnreachable, StoreBusy, StoreFull)
}
_DROPPED = ("HF_ENDPOINT", "HUGGINGFACE_CO_STAGING", "HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_DEBUG")
"""What the child is not told: to stay offline, or to go to another hub than the one that the author was told of."""
_GRACE = 5.0
"""Seconds that the child has to end once it is told to."""


def pull(repo: str, file: str, folder: Path, progress: Progress) -> Path:
    """Fetch `file` of the hub's `repo` into `folder`, whole and checked, or not at all; a broken download is taken up.

    A file of that name that is there already is replaced where the hub has another, and kept where it has the same.
    Raises BadModel, ModelUnreachable, ModelUnknown, ModelRefused, ModelBusy, ModelGarbled, StoreBusy and StoreFull.
    """
    name = f"{repo}:{file}"
    if not _REPO.fullmatch(repo) or ".." in repo or "--" in repo or not _is_inside(file):
        raise BadModel(name=name[:60])
    command = [sys.executable, "-P", "-m", "companion.model.fetching", repo, file, str(folder)]
    with subprocess.Popen(  # noqa: S603  our own module; the names are checked above
        command,
        env=environment(os.environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as child:
        try:
            return _followed(child, progress, name, folder)
        finally:
            _ended(child)


def environment(ours: Mapping[str, str]) -> dict[str, str]:
    """Return what the child is told: no offline switch, plain HTTP, and no hub but the usual one or one on loopback."""
    theirs = {name: value for name, value in ours.items() if name not in _DROPPED}
    if urlsplit(ours.get("HF_ENDPOINT", "")).hostname in {"127.0.0.1", "::1"}:  # a test's
        theirs["HF_ENDPOINT"] = ours["HF_ENDPOINT"]
    kept = {name: value for name, value in SWITCHES.items() if name not in _DROPPED}
    return theirs | kept | {"HF_HUB_DISABLE_XET": "1"}


def _is_inside(file: str) -> bool:
    path = PurePosixPath(file)
    return (
        path.suffix.lower() == ".gguf"
        and not path.is_absolute()
        and ".." not in path.parts
        and not path.name.startswith(".")
        and file.isprintable()
        and not set("\\:?#%") & set(file)
        and len(file) <= 200
    )


def _followed(child: subprocess.Popen[bytes], progress: Progress, name: str, folder: Path) -> Path:
    """Pass on what the child says until it is done. Raises what it says went wrong."""
    for said in _lines(child):
        if "path" in said:
            return Path(str(said["path"]))
        if "error" in said:
            kind = _ERRORS.get(str(said["error"]), ModelError)
            place = (
                {"path": str(folder)} if kind in (StoreBusy, StoreFull) else {"name": name, "at": said.get("at", "")}
            )
            raise kind(**place, **{key: said[key] for key in ("why", "variable", "after") if key in said})
        progress(int(str(said["done"])), int(str(said["total"])))
    raise ModelError(name=name, at="", why="ended")


def _lines(child: subprocess.Popen[bytes]) -> Iterator[dict[str, object]]:
    assert child.stdout is not None
    for line in child.stdout:
        yield json.loads(line)


def _ended(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(_GRACE)
    except subprocess.TimeoutExpired:
        child.kill()
