"""What `doctor` tells of the store."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from companion.errors import StoreError
from companion.store.database import Database
from companion.store.nearest import Nearest
from companion.store.tables import posts


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    part: str
    """What was looked at: "database", "words", "vectors", "index"."""
    ok: bool
    """Whether it is well."""
    found: str
    """Code of what was seen, said in prompts/words (`doctor.CODE`)."""
    slots: Mapping[str, object] = field(default_factory=dict)
    """What that text is filled with."""


def check(database: Database, nearest: Nearest | None) -> list[Check]:
    """Check the truth, the search by words, the vectors and the index; change nothing."""
    checks = [_database(database)]
    if checks[0].ok:
        checks += [_words(database), _vectors(database, nearest), _index(nearest)]
    return checks


def _database(database: Database) -> Check:
    try:
        with database.read() as connection:
            told = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())
            orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    except StoreError as error:
        return Check("database", ok=False, found=f"errors.{error.code}", slots=error.details)
    if orphans is not None:
        return Check("database", ok=False, found="doctor.orphans")
    well = told == "ok"
    return Check("database", ok=well, found="doctor.sound" if well else "doctor.damaged", slots={"told": told})


def _words(database: Database) -> Check:
    with database.read() as connection:
        kept = connection.scalar(sa.select(sa.func.count()).select_from(posts))
        found = connection.exec_driver_sql("SELECT count(*) FROM posts_fts").scalar()
    return Check("words", ok=kept == found, found="doctor.of-posts", slots={"done": found, "total": kept})


def _vectors(database: Database, nearest: Nearest | None) -> Check:
    if nearest is None:
        return Check("vectors", ok=False, found="doctor.no-embedder")
    with database.read() as connection:
        kept = connection.scalar(sa.select(sa.func.count()).select_from(posts).where(posts.c.kind != "reply"))
    made = nearest.truth.count()
    return Check("vectors", ok=made == kept, found="doctor.of-posts", slots={"done": made, "total": kept})


def _index(nearest: Nearest | None) -> Check:
    if nearest is None or (index := nearest.index) is None:
        return Check("index", ok=True, found="doctor.index-unused")
    if index.mark != nearest.truth.mark():
        return Check("index", ok=index.found != "damaged", found="doctor.index-behind")
    well = index.probe()
    return Check("index", ok=well, found="doctor.index-in-step" if well else "doctor.index-kills")
