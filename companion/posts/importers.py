"""The table of importers: one line for each export and each format, recognised by what they hold."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from companion.errors import BadSetting, UnknownFormat, UnreadableFile
from companion.posts import (
    bluesky,
    csv_file,
    facebook,
    feed,
    instagram,
    jsonl_file,
    linkedin,
    markdown_file,
    mastodon,
    medium,
    mixed,
    own_export,
    substack,
    threads,
    tiktok,
    wordpress,
    x,
)
from companion.posts.mixed import Format
from companion.posts.reading import Reading, Skipped
from companion.posts.source import Source
from companion.posts.text_file import TextFile, examine
from companion.records import Post

PLATFORMS = (
    "instagram", "facebook", "threads", "linkedin", "x", "mastodon", "bluesky", "tiktok", "substack",
    "medium", "wordpress", "feed", "markdown", "csv", "jsonl", "companion",
)  # fmt: skip
"""Every platform of the contract, as an author names them."""


@dataclass(frozen=True, slots=True)
class Importer:
    """What a platform hands out: many files, some of which hold posts."""

    recognises: Callable[[Source], bool]
    """Whether its posts are in there."""
    read: Callable[[Source], Iterator[Post | Skipped]]
    """Walk them; a file that stands alone is taken for what the author said it is."""


_EXPORTS: Mapping[str, Importer] = {
    "companion": Importer(own_export.recognises, own_export.read),
    "instagram": Importer(instagram.recognises, instagram.read),
    "threads": Importer(threads.recognises, threads.read),
    "facebook": Importer(facebook.recognises, facebook.read),
    "linkedin": Importer(linkedin.recognises, linkedin.read),
    "x": Importer(x.recognises, x.read),
    "mastodon": Importer(mastodon.recognises, mastodon.read),
    "bluesky": Importer(bluesky.recognises, bluesky.read),
    "substack": Importer(substack.recognises, substack.read),
    "medium": Importer(medium.recognises, medium.read),
    "tiktok": Importer(tiktok.recognises, tiktok.read),
}
"""Platform -> importer; those that recognise a source all read it."""
_FORMATS: Mapping[str, Format] = {
    "wordpress": Format(wordpress.recognises, wordpress.read, wordpress.ENDINGS),
    "feed": Format(feed.recognises, feed.read, feed.ENDINGS),
    "markdown": Format(markdown_file.recognises, markdown_file.read, markdown_file.ENDINGS),
    "jsonl": Format(jsonl_file.recognises, jsonl_file.read, (".jsonl", ".ndjson", ".json")),
    "csv": Format(csv_file.recognises, csv_file.read, (".csv", ".tsv")),
}
"""Platform -> format, in the order to try them, where no export is recognised."""

_INNER = frozenset({
    "", "your_instagram_activity", "content", "media", "threads", "your_facebook_activity", "posts", "data",
    "your_activity_across_facebook", "this_profile's_activity_across_facebook", "articles",
})  # fmt: skip
"""Folders in which exports keep posts, and none."""


def read(*paths: Path, platform: str | None = None) -> Reading:
    """Recognise what lies at `paths` and return what walks it; `platform` says what it is instead.

    Raises UnreadableFile, UnknownFormat, what an archive is refused for, and BadSetting for a platform nobody knows.
    """
    _known(platform)
    source = Source.of(*paths)
    exports = _exports(source, platform)
    rest = [piece for part in source.separate() for piece in _pieces(part, exports) if not _any(piece, exports)]
    walks = [(name, _EXPORTS[name].read(source)) for name in exports]
    walks += filter(None, (_files(part, platform, known=bool(exports)) for part in rest))
    if not walks:
        raise UnknownFormat(path=paths[0])
    return Reading(walks[0][0], (item for _, walk in walks for item in walk), source)


def _known(platform: str | None) -> None:
    if platform is not None and platform not in PLATFORMS:
        raise BadSetting(name="--as", value=platform[:60], allowed=", ".join(PLATFORMS))


def _exports(source: Source, platform: str | None) -> list[str]:
    """Return the exports that are in there; a file that stands alone is believed to be what the author says."""
    if platform in _EXPORTS and source.alone:
        return [platform or ""]
    return [name for name in _EXPORTS if platform in {name, None} and _EXPORTS[name].recognises(source)]


def _any(source: Source, exports: list[str]) -> bool:
    return any(_EXPORTS[name].recognises(source) for name in exports)


def _pieces(part: Source, exports: list[str]) -> list[Source]:
    """Return what may be something else each: a part whole or, where exports lie in folders side by side, its folders.

    Where all that is known are folders that exports hold themselves, the part is one export, messages and all.
    """
    folders = part.folders() if part.loose and exports else {}
    known = {name for name, folder in folders.items() if _any(folder, exports)}
    return [part] if known <= _INNER else list(folders.values())


def _files(source: Source, platform: str | None, *, known: bool) -> tuple[str, Iterator[Post | Skipped]] | None:
    """Read a part by the formats of its files, None where there is none.

    An archive beside a known export may be another part of it, messages and all: it is counted and left closed.
    """
    formats = {name: format_ for name, format_ in _FORMATS.items() if platform in {name, None}}
    if source.direct and not known:
        return _file(source, formats, believed=platform is not None)
    first = mixed.first(source, formats)
    if first and known and not source.loose:
        return first, iter([Skipped("unknown-format")])
    return (first, mixed.read(source, formats)) if first else None


def _file(source: Source, formats: mixed.Formats, *, believed: bool) -> tuple[str, Iterator[Post | Skipped]] | None:
    """Read the only file there is, whatever its name. Raises UnreadableFile."""
    file = examine(source.alone) if source.alone else "link"
    if not isinstance(file, TextFile):
        if file == "not-text" or not source.alone:
            return None
        raise UnreadableFile(path=source.alone.origin)
    for name, format_ in formats.items():
        if believed or format_.recognises(file):
            return name, format_.read(file)
    return None
