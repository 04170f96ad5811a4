"""What the author never wants to be asked again: a frame, so that nothing of a draft is remembered with it."""

from datetime import UTC, datetime

import sqlalchemy as sa

from companion.errors import NotFound
from companion.store.asked import shown
from companion.store.database import Database
from companion.store.tables import questions, sessions, turns, unwanted


def never_ask(database: Database, session: str, number: int) -> None:
    """Remember the frame of a question of the last reply of `session`, counted from 1. Raises NotFound."""
    mine = sa.select(sessions.c.sequence).where(sessions.c.id == session)
    last = sa.select(sa.func.max(turns.c.sequence)).where(turns.c.session == mine.scalar_subquery())
    with database.write() as connection:
        numbered = shown(connection, connection.scalar(last) or 0)
        asked = numbered[number - 1] if 1 <= number <= len(numbered) else 0
        frame = connection.scalar(sa.select(questions.c.frame).where(questions.c.sequence == asked))
        if frame is None:
            raise NotFound(what="question", id=f"{session}/{number}")
        there = sa.select(unwanted.c.sequence).where(unwanted.c.frame == frame)
        if connection.scalar(there) is None:
            connection.execute(sa.insert(unwanted), {"frame": frame, "since": datetime.now(UTC)})


def never_asked(database: Database) -> list[tuple[str, datetime]]:
    """Return each such frame and since when, newest first."""
    query = sa.select(unwanted.c.frame, unwanted.c.since).order_by(unwanted.c.sequence.desc())
    with database.read() as connection:
        return [(frame, since) for frame, since in connection.execute(query)]


def ask_again(database: Database, frame: str) -> None:
    """Let a frame be asked again. Raises NotFound."""
    with database.write() as connection:
        if not connection.execute(sa.delete(unwanted).where(unwanted.c.frame == frame)).rowcount:
            raise NotFound(what="question", id=frame)
