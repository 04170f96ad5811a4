"""Bringing an export in: walked once, kept batch by batch, counted whole."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from companion.language import folded
from companion.posts.importers import read
from companion.posts.reading import ImportReport
from companion.records import Post

_EVERY = 10_000_000
"""More posts than anyone has."""


class Counted(Protocol):
    """What a shelf says it did with the posts it was given."""

    @property
    def imported(self) -> int:
        """New to the shelf."""

    @property
    def duplicates(self) -> int:
        """Already there, or given twice."""


class Shelf(Protocol):
    """What keeps the posts: the store, as importing sees it."""

    def add_posts(self, given: Iterable[Post]) -> Counted:
        """Keep those that are new."""

    def catch_up(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Embed what is new, telling how many are done and how many there are."""

    def posts(self, *, search: str | None = None, limit: int = 50) -> list[Post]:
        """Return what it holds."""


def bring(
    path: Path,
    shelf: Shelf,
    *,
    platform: str | None = None,
    dry_run: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> ImportReport:
    """Keep the posts of `path` and report; a dry run only counts what would be. Raises InputError and StoreError."""
    reading = read(path, platform=platform)
    skipped: Counter[str] = Counter()
    found = reading.posts(skipped)
    if dry_run:
        imported, duplicates = _count(found, (_mark(post) for post in shelf.posts(limit=_EVERY)))
    else:
        added = shelf.add_posts(found)
        shelf.catch_up(progress)
        imported, duplicates = added.imported, added.duplicates
    return ImportReport.of(reading.platform, imported=imported, duplicates=duplicates, skipped=skipped)


def _count(found: Iterator[Post], known: Iterable[bytes]) -> tuple[int, int]:
    marks = set(known)
    before, number = len(marks), 0
    for number, post in enumerate(found, start=1):  # noqa: B007  counted on after the loop
        marks.add(_mark(post))
    imported = len(marks) - before
    return imported, number - imported


def _mark(post: Post) -> bytes:
    """Return what makes a post the same one: its link, else its moment and words, on its platform."""
    moment = post.date.isoformat() if post.date else ""
    told = (post.platform, post.link) if post.link else (post.platform, moment, folded(post.text))
    return hashlib.sha256("\0".join(told).encode("utf-8", "replace")).digest()[:16]
