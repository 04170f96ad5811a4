"""The table of importers: one line for each format, recognised by what the file holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from companion.errors import BadSetting, NotYet, UnknownFormat, UnreadableFile
from companion.posts import csv_file, folder, jsonl_file, markdown_file
from companion.posts.reading import Reading, Skipped
from companion.posts.text_file import TextFile, examine
from companion.records import Post

PLATFORMS = (
    "instagram", "facebook", "threads", "linkedin", "x", "mastodon", "bluesky", "tiktok", "substack",
    "medium", "wordpress", "feed", "markdown", "csv", "jsonl", "companion",
)  # fmt: skip
"""Every platform of the contract, here already or not."""


@dataclass(frozen=True, slots=True)
class Importer:
    """One format."""

    recognises: Callable[[TextFile], bool]
    """Whether a file is of this format."""
    read: Callable[[TextFile], Iterator[Post | Skipped]]
    """Walk what a file holds."""
    endings: tuple[str, ...]
    """How its files are named in a folder, where much else may lie: a style sheet's `body,` is no column of texts."""


_IMPORTERS = {
    "markdown": Importer(markdown_file.recognises, markdown_file.read, markdown_file.ENDINGS),
    "jsonl": Importer(jsonl_file.recognises, jsonl_file.read, (".jsonl", ".ndjson", ".json")),
    "csv": Importer(csv_file.recognises, csv_file.read, (".csv", ".tsv")),
}
"""Platform -> importer, in the order to try them."""


def read(path: Path, *, platform: str | None = None) -> Reading:
    """Recognise the file or folder at `path` and return what walks it; `platform` says what it is instead.

    Raises UnreadableFile, UnknownFormat, BadSetting for a platform nobody knows, NotYet for one of later.
    """
    _known(platform)
    if path.is_dir():
        return _folder(path, platform)
    file = examine(path)
    if not isinstance(file, TextFile):
        raise UnknownFormat(path=path) if file == "not-text" else UnreadableFile(path=path)
    for name, importer in _IMPORTERS.items():
        if platform in {name, None} and (platform or importer.recognises(file)):
            return Reading(name, importer.read(file))
    raise UnknownFormat(path=path)


def _known(platform: str | None) -> None:
    if platform is not None and platform not in PLATFORMS:
        raise BadSetting(name="--as", value=platform[:60], allowed=", ".join(_IMPORTERS))
    if platform is not None and platform not in _IMPORTERS:
        raise NotYet(what=platform)


def _folder(path: Path, platform: str | None) -> Reading:
    """Read a folder, every format of it or one; it goes by the format of the first file that is named as one."""
    importers = {name: importer for name, importer in _IMPORTERS.items() if platform in {name, None}}

    def named(file: Path) -> str | None:
        return next((name for name in importers if file.name.lower().endswith(importers[name].endings)), None)

    def reader(file: TextFile) -> folder.Read | None:
        importer = importers[named(file.path) or ""]
        return importer.read if importer.recognises(file) else None

    first = next(filter(None, map(named, folder.files(path))), None)
    if first is None:
        raise UnknownFormat(path=path)
    return Reading(first, folder.read(path, known=lambda file: named(file) is not None, reader=reader))
