"""Bringing in: posts of any export, and of one of ours the journal and the versions of the intention as well."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from companion import posts
from companion.records import Post
from companion.store import Restored, Store

if TYPE_CHECKING:
    from companion.posts import ImportReport, Reading
    from companion.posts.source import Source


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of an import; in a dry run, what would."""

    posts: ImportReport
    """Its posts."""
    beside: Restored
    """What else an export of ours brought back."""

    @property
    def new(self) -> int:
        """How much was not there, of any kind."""
        return self.posts.imported + self.beside.sessions + self.beside.intentions


def bring(
    store: Store,
    paths: Sequence[Path],
    *,
    platform: str | None,
    dry_run: bool,
    learn: bool,
    progress: Callable[[int, int], None] | None,
    seen: Callable[[Post], None] | None,
) -> Brought:
    """Bring in what lies at `paths`: posts, then the journal; vectors last, as they take long. Raises InputError."""
    reading = posts.read(*paths, platform=platform)
    report = posts.take(reading, store, dry_run=dry_run, learn=False, seen=seen)
    beside = restore(store, reading, dry_run=dry_run)
    if learn and not dry_run:
        store.catch_up(progress)
    return Brought(report, beside)


def restore(store: Store, reading: Reading, *, dry_run: bool) -> Restored:
    """Take in again what is not there; nothing where it is no export of ours. Raises StoreError and InputError."""
    if reading.platform != "companion":
        return Restored()
    source = reading.source
    told = (_told(source, name) for name in ("intentions", "sessions", "never_asked"))
    return store.restore(*told, dry_run=dry_run)


def _told(source: Source, name: str) -> Iterator[object]:
    """Walk the lines of the files of one name; a line that cannot be read is passed over."""
    for member in source.matching(re.compile(rf"(?:^|/){name}(?:_\d+)?\.jsonl")):
        with member.open() as lines:
            for line in lines:
                try:
                    yield json.loads(line)
                except (ValueError, RecursionError):
                    continue
