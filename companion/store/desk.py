"""What lies unfinished on the page, kept over a reload and a restart; one row, overwritten each time."""

import sqlalchemy as sa

from companion.store.database import Database
from companion.store.tables import desk


def lay(database: Database, held: str) -> None:
    """Keep `held` in the place of what lay there."""
    with database.write() as connection:
        connection.execute(sa.delete(desk))
        connection.execute(sa.insert(desk), {"held": held})


def lying(database: Database) -> str | None:
    """Return what lies there; None for nothing."""
    with database.read() as connection:
        held: str | None = connection.scalar(sa.select(desk.c.held))
    return held


def clear(database: Database) -> None:
    """Leave nothing there."""
    with database.write() as connection:
        connection.execute(sa.delete(desk))
