"""What the author said they intend, and what was asked of them: each save a new row, nothing changed in place.

Invariant: no mark of a care card is kept, nor words that the guard refused; a reply is stored without them. Order is
that of the rows, not the clock.
"""

import json
import secrets
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from companion.errors import NotFound
from companion.records import Asked, Entry, Intention, Reply, WayOut
from companion.store.database import Database
from companion.store.tables import INTENTION_FIELDS, decisions, intentions, questions, sessions, turns

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SessionKind = Literal["critique", "chat"]
_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's: in the order of their codes, without letters that look alike."""


def save_intention(database: Database, intention: Intention) -> Intention:
    """Keep `intention` as a new version."""
    saved = datetime.now(UTC)
    values = {name: getattr(intention, name) for name in INTENTION_FIELDS} | {"saved": saved}
    with database.write() as connection:
        version = connection.execute(sa.insert(intentions), values).inserted_primary_key[0]  # type: ignore[index]
    return replace(intention, version=version, saved=saved)


def intention_history(database: Database, *, limit: int | None = None) -> list[Intention]:
    """Return the versions of the intention, newest first."""
    query = sa.select(intentions).order_by(intentions.c.sequence.desc()).limit(limit)
    with database.read() as connection:
        rows = [dict(row._mapping) for row in connection.execute(query)]
    return [Intention(version=row.pop("sequence"), **row) for row in rows]


def begin(database: Database, kind: SessionKind) -> str:
    """Open a session and return its id: its number in five digits of base 32, then four at random."""
    with database.write() as connection:
        row = {"id": secrets.token_hex(8), "kind": kind, "started": datetime.now(UTC)}
        number = connection.execute(sa.insert(sessions), row).inserted_primary_key[0]  # type: ignore[index]
        session = _base32(number) + "".join(secrets.choice(_DIGITS) for _ in range(4))
        connection.execute(sa.update(sessions).where(sessions.c.sequence == number).values(id=session))
    return session


def _base32(number: int) -> str:
    return "".join(_DIGITS[number >> shift & 31] for shift in (20, 15, 10, 5, 0))


def keep(database: Database, session: str, draft: str, reply: Reply) -> None:
    """Keep one turn whole: the draft, the reply without its care card, and each question asked."""
    with database.write() as connection:
        values = {
            "session": _number(connection, session),
            "draft": draft,
            "reply": _written(reply),
            "kept": datetime.now(UTC),
        }
        turn = connection.execute(sa.insert(turns), values).inserted_primary_key[0]  # type: ignore[index]
        asked = [{"turn": turn, "text": q.text, "frame": q.frame, "lens": q.lens} for q in reply.questions]
        if asked:
            connection.execute(sa.insert(questions), asked)


def decide(database: Database, session: str, way: WayOut) -> None:
    """Keep the way out the author took; the last one counts."""
    with database.write() as connection:
        values = {"session": _number(connection, session), "way": way, "decided": datetime.now(UTC)}
        connection.execute(sa.insert(decisions), values)


def _number(connection: Connection, session: str) -> int:
    number: int | None = connection.scalar(sa.select(sessions.c.sequence).where(sessions.c.id == session))
    if number is None:
        raise NotFound(what="session", id=session)
    return number


def entries(database: Database, *, limit: int) -> list[Entry]:
    """Return the sessions in which something was asked, newest first, each with its last turn and decision."""
    last = sa.select(sa.func.max(turns.c.sequence)).group_by(turns.c.session)
    way = (
        sa.select(decisions.c.way)
        .where(decisions.c.session == sessions.c.sequence)
        .order_by(decisions.c.sequence.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = (
        sa.select(sessions.c.id, sessions.c.started, turns.c.draft, turns.c.reply, way.label("way"))
        .join(turns, turns.c.session == sessions.c.sequence)
        .where(turns.c.sequence.in_(last))
        .order_by(sessions.c.sequence.desc())
        .limit(limit)
    )
    with database.read() as connection:
        return [_entry(row._mapping) for row in connection.execute(query)]


def _entry(row: RowMapping) -> Entry:
    return Entry(row["id"], row["started"], row["draft"], _read(row["reply"]), row["way"])


def asked(database: Database, *, limit: int) -> list[Asked]:
    """Return the questions asked before, newest first."""
    query = sa.select(questions.c.text, questions.c.frame, questions.c.lens)
    with database.read() as connection:
        rows = connection.execute(query.order_by(questions.c.sequence.desc()).limit(limit))
        return [Asked(*row) for row in rows]


@cache
def _replies() -> "TypeAdapter[Reply]":
    from pydantic import TypeAdapter

    return TypeAdapter(Reply)


def _written(reply: Reply) -> str:
    return json.dumps(_replies().dump_python(replace(reply, care=None, faults=()), mode="json"), ensure_ascii=False)


def _read(written: str) -> Reply:
    return _replies().validate_python(json.loads(written))
