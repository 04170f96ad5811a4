"""What `doctor` tells of the store."""

import sqlalchemy as sa

from companion.errors import StoreError
from companion.store.database import Database
from companion.store.nearest import Nearest
from companion.store.tables import posts

Check = tuple[str, bool, str]


def check(database: Database, nearest: Nearest | None) -> list[Check]:
    """Check the truth, the search by words, the vectors and the index; change nothing."""
    checks = [_database(database)]
    if checks[0][1]:
        checks += [_words(database), _vectors(database, nearest), _index(nearest)]
    return checks


def _database(database: Database) -> Check:
    try:
        with database.read() as connection:
            told = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())
            orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    except StoreError as error:
        return "database", False, error.code
    return "database", told == "ok" and orphans is None, told if orphans is None else "a row without its parent"


def _words(database: Database) -> Check:
    with database.read() as connection:
        kept = connection.scalar(sa.select(sa.func.count()).select_from(posts))
        found = connection.exec_driver_sql("SELECT count(*) FROM posts_fts").scalar()
    return "words", kept == found, f"{found} of {kept} posts"


def _vectors(database: Database, nearest: Nearest | None) -> Check:
    if nearest is None:
        return "vectors", False, "no embedder on this machine"
    with database.read() as connection:
        kept = connection.scalar(sa.select(sa.func.count()).select_from(posts).where(posts.c.kind != "reply"))
    made = nearest.truth.count()
    return "vectors", made == kept, f"{made} of {kept} posts ({nearest.truth.mark().embedder})"


def _index(nearest: Nearest | None) -> Check:
    if nearest is None or (index := nearest.index) is None:
        return "index", True, "not used by this process: recall is exact"
    if index.mark == nearest.truth.mark():
        return ("index", True, "in step") if index.probe() else ("index", False, "opening it kills a process")
    return "index", index.found != "damaged", "behind: recall is exact until the next catch-up"
