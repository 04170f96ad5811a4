"""The table of importers: one line for each format, recognised by what the file holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from companion.errors import BadSetting, NotYet, UnknownFormat, UnreadableFile
from companion.posts import csv_file, jsonl_file, markdown_file
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


_IMPORTERS = {
    "markdown": Importer(markdown_file.recognises, markdown_file.read),
    "jsonl": Importer(jsonl_file.recognises, jsonl_file.read),
    "csv": Importer(csv_file.recognises, csv_file.read),
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
    if platform not in {"markdown", None} or not markdown_file.holds_any(path):
        raise UnknownFormat(path=path)
    return Reading("markdown", markdown_file.read_folder(path))
