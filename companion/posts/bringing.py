"""Bringing an export in: walked once, kept batch by batch, counted whole."""

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from companion.posts.importers import read
from companion.posts.reading import ImportReport
from companion.records import Post


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

    def count_posts(self, given: Iterable[Post]) -> Counted:
        """Say what `add_posts` would do, and keep nothing."""


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
    counted = shelf.count_posts(found) if dry_run else shelf.add_posts(found)
    if not dry_run:
        shelf.catch_up(progress)
    return ImportReport.of(reading.platform, imported=counted.imported, duplicates=counted.duplicates, skipped=skipped)
