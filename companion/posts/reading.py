"""What reading an export gives: posts, what was left aside and why, and the report of an import."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, Self

from companion.posts.source import Source
from companion.records import Post

SkipReason = Literal[
    "empty", "draft", "broken", "too-long", "too-large", "not-text", "link", "over-limit", "unknown-format",
    "repost", "deleted", "private", "orphan", "password", "page", "not-a-post", "no-body", "not-listed",
]  # fmt: skip
"""empty: no letter and no digit; draft: marked as one; broken: cannot be parsed; too-long: a text over the limit;
too-large: a file over it; not-text: a picture or such; link: leads out of the folder; over-limit: too many files;
unknown-format: a file of a folder that no reader knows; repost: someone else's, shared without a word; deleted: on its
platform; private: shown there to some only; orphan: what belongs to it is not there; password: shown to
who knows one; page: of a site, which is no post; not-a-post: a picture, a menu, a comment; no-body: told of, its text
is not there; not-listed: its text is there, and nothing that says it was published."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something of the export that is not a post to keep."""

    reason: SkipReason
    """Why it was left aside."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An export, recognised and about to be read."""

    platform: str
    """What it was recognised as, one of PLATFORMS; a folder goes by its first file."""
    items: Iterator[Post | Skipped]
    """Read as it is walked, once."""
    source: Source
    """Where it lies."""

    def posts(self, skipped: Counter[str]) -> Iterator[Post]:
        """Walk the posts alone, counting in `skipped` what is left aside, by reason."""
        for item in self.items:
            if isinstance(item, Skipped):
                skipped[item.reason] += 1
            else:
                yield item


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of an import; its JSON is the interface contract."""

    platform: str
    """What the export was recognised as."""
    found: int
    """Everything seen: imported, duplicates and skipped together."""
    imported: int
    """New posts kept; in a dry run, those that would be."""
    duplicates: int
    """Posts that were there already."""
    skipped: Mapping[str, int]
    """Reason -> how many were left aside for it."""

    @classmethod
    def of(cls, platform: str, *, imported: int, duplicates: int, skipped: Mapping[str, int]) -> Self:
        """Add up what was found."""
        found = imported + duplicates + sum(skipped.values())
        return cls(platform, found, imported, duplicates, dict(sorted(skipped.items())))
