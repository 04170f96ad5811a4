"""Where an error of SQLite or of the file system becomes one of ours."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from companion.errors import StoreBusy, StoreDamaged, StoreError, StoreFull

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_UNREADABLE = {sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ, sqlite3.SQLITE_IOERR_CORRUPTFS}
_FULL = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_IOERR,
}


@contextlib.contextmanager
def mapped(path: Path) -> Iterator[None]:
    """Raise what goes wrong with the database at `path` as a StoreError; a fault of the code goes through as it is."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError) as exc:
        ours = _ours(exc.orig if isinstance(exc, DBAPIError) else exc, path)
        if ours is None:
            raise
        raise ours from exc


def _ours(error: BaseException | None, path: Path) -> StoreError | None:
    if isinstance(error, OSError):
        return StoreFull(path=path)
    extended = getattr(error, "sqlite_errorcode", None)
    if extended is None:
        return None
    code = extended & 0xFF
    if code in _BUSY:
        return StoreBusy(path=path)
    if code in _DAMAGED or extended in _UNREADABLE:
        return StoreDamaged(path=path)
    return StoreFull(path=path) if code in _FULL else None
