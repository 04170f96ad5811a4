"""What the author published before, read from the files they have."""

from companion.posts.bringing import Shelf, bring
from companion.posts.importers import PLATFORMS, read
from companion.posts.reading import ImportReport, Reading, Skipped, SkipReason

__all__ = ["PLATFORMS", "ImportReport", "Reading", "Shelf", "SkipReason", "Skipped", "bring", "read"]
