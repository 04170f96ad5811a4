"""Everything the author keeps: SQLite is the truth, Chroma an index over it that can always be rebuilt."""

from companion.store.health import Check
from companion.store.posts import Added, Hit, identify
from companion.store.store import Store

__all__ = ["Added", "Check", "Hit", "Store", "identify"]
