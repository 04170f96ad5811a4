"""Everything the author keeps: SQLite is the truth, Chroma an index over it that can always be rebuilt."""

from companion.store.archive import Session
from companion.store.health import Check
from companion.store.identity import identify
from companion.store.intake import Added
from companion.store.leafing import Given
from companion.store.posts import Hit
from companion.store.receipt import Receipt
from companion.store.restoring import Restored
from companion.store.store import Store
from companion.store.summary import Summary
from companion.store.which import Which

__all__ = ["Added", "Check", "Given", "Hit", "Receipt", "Restored", "Session", "Store", "Summary", "Which", "identify"]
