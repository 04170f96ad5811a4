"""What an export of ours holds beside posts, taken in again: the journal and the versions of the intention."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from companion.errors import InputError
from companion.posts import own_export
from companion.posts.source import Source
from companion.store import Restored, Store


def restore(store: Store, paths: Sequence[Path]) -> Restored:
    """Take in again what is not there; nothing where `paths` are no export of ours. Raises StoreError."""
    try:
        source = Source.of(*paths)
        ours = own_export.recognises(source)
    except InputError:
        return Restored()
    return store.restore(_told(source, "intentions"), _told(source, "sessions")) if ours else Restored()


def _told(source: Source, name: str) -> Iterator[object]:
    """Walk the lines of the files of one name; a line that cannot be read is passed over."""
    for member in source.matching(re.compile(rf"(?:^|/){name}(?:_\d+)?\.jsonl")):
        with member.open() as lines:
            for line in lines:
                try:
                    yield json.loads(line)
                except (ValueError, RecursionError):
                    continue
