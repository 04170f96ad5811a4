"""Exports made for tests, in folders and archives; what they hold is written here, in code."""

import io
import json
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from companion.posts import Skipped, read
from companion.records import Post

Files = Mapping[str, object]
"""Name -> bytes, text, or what becomes JSON."""


def data(content: object) -> bytes:
    if isinstance(content, bytes):
        return content
    return (content if isinstance(content, str) else json.dumps(content)).encode()


def folder(place: Path, files: Files) -> Path:
    for name, content in files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data(content))
    return place


def zipped(path: Path, files: Files) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, data(content))
    return path


def tarred(path: Path, files: Files) -> Path:
    with tarfile.open(path, "w:gz" if path.suffix in {".gz", ".tgz"} else "w") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data(content))
            archive.addfile(info, io.BytesIO(data(content)))
    return path


def items(path: Path, platform: str, *, told: str | None = None) -> list[Post | Skipped]:
    """Read what lies there, which must be recognised as `platform`."""
    reading = read(path, platform=told)
    assert reading.platform == platform
    return list(reading.items)


def posts(found: list[Post | Skipped]) -> list[Post]:
    return [item for item in found if isinstance(item, Post)]


def texts(found: list[Post | Skipped]) -> list[str]:
    return [item.text if isinstance(item, Post) else f"({item.reason})" for item in found]


def mangled(text: str) -> str:
    """Return `text` as Meta's exports write it."""
    return text.encode().decode("latin-1")
