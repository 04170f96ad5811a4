"""What the author published before, read from the files they have."""

from companion.posts.bringing import Seen, Shelf, bring, take
from companion.posts.glance import Glance
from companion.posts.importers import PLATFORMS, read
from companion.posts.reading import ImportReport, Reading, Skipped, SkipReason

__all__ = [
    "PLATFORMS", "Glance", "ImportReport", "Reading", "Seen", "Shelf", "SkipReason", "Skipped", "bring", "read", "take",
]  # fmt: skip
