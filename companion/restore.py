"""What an export of ours holds beside posts, taken in again: the journal and the versions of the intention."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

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


def restore(store: Store, reading: Reading, *, dry_run: bool) -> Restored:
    """Take in again what is not there; nothing where it is no export of ours. Raises StoreError and InputError."""
    if reading.platform != "companion":
        return Restored()
    source = reading.source
    return store.restore(_told(source, "intentions"), _told(source, "sessions"), dry_run=dry_run)


def _told(source: Source, name: str) -> Iterator[object]:
    """Walk the lines of the files of one name; a line that cannot be read is passed over."""
    for member in source.matching(re.compile(rf"(?:^|/){name}(?:_\d+)?\.jsonl")):
        with member.open() as lines:
            for line in lines:
                try:
                    yield json.loads(line)
                except (ValueError, RecursionError):
                    continue
