"""The truth: one SQLite file, opened safely, and the one place where its errors become ours.

Invariants: what a committed transaction wrote survives a kill; a database of another version is not changed before a
copy of it is made; a newer or foreign one is not changed at all. Alembic is imported only where there is work for it.
"""

import contextlib
import os
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from companion.errors import StoreBusy, StoreDamaged, StoreNewer
from companion.store.refusals import mapped
from companion.store.tables import HEAD, REVISIONS, metadata, revisions

MIGRATIONS = Path(__file__).parent / "migrations"
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",
)


FILE = "companion.db"
"""The truth, in the home."""


class Database:
    """The open truth. Any number of processes and threads may hold one; writers take turns."""

    def __init__(self, path: Path, patience: float) -> None:
        """Prepare the engine; nothing is opened yet."""
        self.path, self.home = path, path.parent
        self._engine = _engine(path, patience)

    @classmethod
    def open(cls, home: Path, *, patience: float = 5.0) -> "Database":
        """Open the truth of `home`, made or brought to this version where needed; `patience` is seconds per lock."""
        path = home.resolve() / FILE
        with mapped(path):
            if not path.parent.is_dir():  # one that was there stays as open as its owner had it
                private(path.parent)
            if not path.exists():  # closing a file of SQLite's would let go of every lock this process has on it
                os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            path.chmod(0o600)
            revision = _revision(path, patience)
        if revision not in {*REVISIONS, None}:
            raise StoreNewer(path=path)
        database = cls(path, patience)
        try:
            if revision is None:
                database._create()
            elif revision != HEAD:
                database._upgrade(revision)
        except BaseException:
            database.close()
            raise
        return database

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a view that stays the same while it is read."""
        with mapped(self.path), self._engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def write(self) -> Iterator[Connection]:
        """Open a transaction: all of it is kept, or nothing."""
        engine = self._engine.execution_options(immediate=True)
        with mapped(self.path), engine.begin() as connection:
            yield connection

    def scrub(self, *, again: bool = False) -> None:
        """Rewrite the file without what was deleted, so that no byte of it is left in the database or its log.

        With `again` it stays due, because something else of it is left.
        """
        with self.write() as connection:
            connection.exec_driver_sql("INSERT INTO posts_fts(posts_fts) VALUES ('rebuild')")
        with mapped(self.path), contextlib.closing(self._engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            row = cursor.fetchone()
            if row is None or row[0]:  # somebody is still reading the log
                raise StoreBusy(path=self.path)
            cursor.execute(f"PRAGMA user_version = {int(again)}")

    @property
    def scrub_is_due(self) -> bool:
        """Whether something was deleted whose bytes may still be in a file."""
        with self.read() as connection:
            return bool(connection.exec_driver_sql("PRAGMA user_version").scalar())

    def close(self) -> None:
        """Close every connection; the last to close folds the log into the file."""
        self._engine.dispose()

    def drop_copy(self) -> bool:
        """Remove the copy made before the last upgrade, as it may hold what is being erased; say whether it is gone."""
        folder = self.home / "backup"
        try:
            for copy in _copies(folder):
                copy.unlink()
        except FileNotFoundError:
            return True
        except OSError:
            return False
        with contextlib.suppress(OSError):  # somebody else's files lie in it too
            folder.rmdir()
        return True

    def _create(self) -> None:
        with self.write() as connection:
            if sa.inspect(connection).has_table(revisions.name):  # another process was first
                return
            metadata.create_all(connection, checkfirst=False)
            connection.execute(sa.insert(revisions).values(version_num=HEAD))

    def _upgrade(self, revision: str) -> None:
        from alembic import command
        from alembic.config import Config

        self._copy(revision)
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        with self.write() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, HEAD)

    def _copy(self, revision: str) -> None:
        """Copy the database as it is; only the last copy is kept."""
        folder = self.home / "backup"
        with mapped(self.path):
            private(folder)
            copy = folder / f"companion-{revision}.db"
            fresh = folder / "fresh.db"
            fresh.unlink(missing_ok=True)
            os.close(os.open(fresh, os.O_CREAT | os.O_RDWR, 0o600))
            with (
                contextlib.closing(sqlite3.connect(self.path)) as truth,
                contextlib.closing(sqlite3.connect(fresh)) as to,
            ):
                truth.backup(to)
            fresh.replace(copy)
            for older in _copies(folder):
                if older != copy:
                    older.unlink()


def _copies(folder: Path) -> list[Path]:
    """Return the copies of upgrades that lie there, and nothing that somebody else put beside them."""
    return [
        path
        for path in folder.iterdir()
        if re.fullmatch(r"(?:companion-\w+|fresh)\.db(?:-wal|-shm|-journal)?", path.name)
    ]


def private(folder: Path) -> None:
    """Make `folder` where it is missing; only its owner may look inside."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)


def _engine(path: Path, patience: float) -> Engine:
    engine = sa.create_engine(sa.URL.create("sqlite+pysqlite", database=str(path)), connect_args={"timeout": patience})

    @sa.event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, so that tables too are made in a transaction
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("immediate", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _revision(path: Path, patience: float) -> str | None:
    """Return the revision of the database at `path` without changing it; None where there is nothing yet."""
    with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=patience)) as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not names:
            return None
        if revisions.name not in names:
            raise StoreDamaged(path=path)
        row = connection.execute(f"SELECT version_num FROM {revisions.name}").fetchone()  # noqa: S608  our own name
        return str(row[0]) if row else REVISIONS[0]
