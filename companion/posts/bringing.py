"""Bringing an export in: walked once, kept as a whole, counted whole."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from companion.posts.importers import read
from companion.posts.reading import ImportReport, Reading
from companion.records import Post

Seen = Callable[[Post], None]
"""Told of each post as it passes, new or not: what is shown of an import before it is made."""


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
        """Keep those that are new: all of them or, where reading them ends in an error, none."""

    def catch_up(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Embed what is new, telling how many are done and how many there are."""

    def count_posts(self, given: Iterable[Post]) -> Counted:
        """Say what `add_posts` would do, and keep nothing."""


def bring(
    given: Path | Sequence[Path],
    shelf: Shelf,
    *,
    platform: str | None = None,
    dry_run: bool = False,
    progress: Callable[[int, int], None] | None = None,
    seen: Seen | None = None,
) -> ImportReport:
    """Keep the posts of a file, a folder, an archive or several parts, and report; a dry run only counts what would be.

    Raises InputError and StoreError.
    """
    paths = [given] if isinstance(given, Path) else given
    return take(read(*paths, platform=platform), shelf, dry_run=dry_run, progress=progress, seen=seen)


def take(
    reading: Reading,
    shelf: Shelf,
    *,
    dry_run: bool = False,
    learn: bool = True,
    progress: Callable[[int, int], None] | None = None,
    seen: Seen | None = None,
) -> ImportReport:
    """Do what `bring` does with an export that was recognised before; without `learn`, `catch_up` is left for later."""
    skipped: Counter[str] = Counter()
    found = _shown(reading.posts(skipped), seen)
    counted = shelf.count_posts(found) if dry_run else shelf.add_posts(found)
    if learn and not dry_run:
        shelf.catch_up(progress)
    return ImportReport.of(reading.platform, imported=counted.imported, duplicates=counted.duplicates, skipped=skipped)


def _shown(posts: Iterator[Post], seen: Seen | None) -> Iterator[Post]:
    for post in posts:
        if seen:
            seen(post)
        yield post
