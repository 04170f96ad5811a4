"""What the author said they intend, and what was asked of them: each save a new row, nothing changed in place.

Invariant: no mark of a care card is kept, nor words that the guard refused; a reply is stored without them, and the
sensitive state of a chat as an ordinary one. Order is that of the rows, not the clock.
"""

import json
import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from companion.errors import NotFound
from companion.records import Answer, Entry, Exchange, Intention, Reply, SessionKind, WayOut
from companion.store.asked import by_turn
from companion.store.database import Database
from companion.store.tables import INTENTION_FIELDS, decisions, intentions, post_intentions, questions, sessions, turns

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_WAITING = frozenset({"closed-unsure", "closed-hollow"})
"""Notices of an end that is none: the author did not know yet, or it was not the moment."""
UNREADABLE = "{}"
"""A reply that cannot be read any more."""
_RECENT = 20
"""Chats looked through for one that is still open."""
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
            "reply": written(reply),
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


def _number(connection: Connection, session: str, *, kind: SessionKind | None = None) -> int:
    wanted = sa.select(sessions.c.sequence).where(sessions.c.id == session)
    if kind is not None:
        wanted = wanted.where(sessions.c.kind == kind)
    number: int | None = connection.scalar(wanted)
    if number is None:
        raise NotFound(what="session", id=session)
    return number


def keep_intention(database: Database, session: str, text: str) -> None:
    """Keep `text` as the intention of this session's post; the last one counts."""
    with database.write() as connection:
        values = {"session": _number(connection, session), "text": text, "saved": datetime.now(UTC)}
        connection.execute(sa.insert(post_intentions), values)


def exchanges(database: Database, session: str) -> tuple[Exchange, ...]:
    """Return the turns of a chat, oldest first."""
    with database.read() as connection:
        number = _number(connection, session, kind="chat")
        query = sa.select(turns.c.draft, turns.c.reply).where(turns.c.session == number).order_by(turns.c.sequence)
        told = [(said, read(raw)) for said, raw in connection.execute(query)]
    return tuple(Exchange(said, reply) for said, reply in told if reply is not None)


def open_chat(database: Database) -> str | None:
    """Return the newest chat that was neither decided nor closed."""
    undecided = sa.select(sessions.c.id).where(
        sessions.c.kind == "chat", ~sa.exists().where(decisions.c.session == sessions.c.sequence)
    )
    with database.read() as connection:
        recent = connection.scalars(undecided.order_by(sessions.c.sequence.desc()).limit(_RECENT)).all()
    told = ((session, exchanges(database, session)) for session in recent)
    return next((session for session, said in told if said and _open(said[-1].reply)), None)


def _open(reply: Reply) -> bool:
    """Whether a chat can go on after `reply`: it did not close, or closed on a promise to wait."""
    return reply.state != "close" or any(notice.code in _WAITING for notice in reply.notices)


def entries(database: Database, *, limit: int, offset: int = 0, among: Iterable[int] | None = None) -> list[Entry]:
    """Return the sessions in which something was asked, newest first, each with its last turn and decision.

    `among` is where to look: sequences of sessions.
    """
    columns = [turns.c.sequence, sessions.c.id, sessions.c.started, sessions.c.kind, turns.c.draft, turns.c.reply]
    last = sa.select(sa.func.max(turns.c.sequence)).group_by(turns.c.session)
    query = (
        sa.select(*columns, _last(decisions, "way"), _last(post_intentions, "text"), _first_words(), _count())
        .join(turns, turns.c.session == sessions.c.sequence)
        .where(turns.c.sequence.in_(last))
        .order_by(sessions.c.sequence.desc())
        .limit(limit)
        .offset(offset)
    )
    if among is not None:
        query = query.where(sessions.c.sequence.in_(among))
    with database.read() as connection:
        rows = [row._mapping for row in connection.execute(query)]
        told = by_turn(connection, [row["sequence"] for row in rows if row["kind"] == "critique"])
    return [_entry(row, told.get(row["sequence"], ())) for row in rows]


def _last(table: sa.Table, column: str) -> sa.Label[str]:
    """Return what the last row of `table` under a session says."""
    rows = sa.select(table.c[column]).where(table.c.session == sessions.c.sequence)
    return rows.order_by(table.c.sequence.desc()).limit(1).scalar_subquery().label(column)


def _first_words() -> sa.Label[str]:
    mine = turns.alias()
    rows = sa.select(mine.c.draft).where(mine.c.session == sessions.c.sequence)
    return rows.order_by(mine.c.sequence).limit(1).scalar_subquery().label("first")


def _count() -> sa.Label[int]:
    mine = turns.alias()
    rows = sa.select(sa.func.count()).select_from(mine).where(mine.c.session == sessions.c.sequence)
    return rows.scalar_subquery().label("turns")


def _entry(row: RowMapping, answers: tuple[Answer, ...]) -> Entry:
    chat = row["kind"] == "chat"
    return Entry(
        session=row["id"],
        started=row["started"],
        draft=row["draft"],
        reply=read(row["reply"]),
        decision=row["way"],
        kind=row["kind"],
        turns=row["turns"],
        first=row["first"] if chat else "",
        intention=row["text"] or "",
        answers=answers,
    )


@cache
def _replies() -> "TypeAdapter[Reply]":
    from pydantic import TypeAdapter

    return TypeAdapter(Reply)


def written(reply: Reply) -> str:
    """Return a reply as it is kept: without its care card or any mark of it."""
    state = "explore" if reply.state == "sensitive" else reply.state
    plain = replace(reply, care=None, faults=(), state=state)
    return json.dumps(_replies().dump_python(plain, mode="json"), ensure_ascii=False)


def read(kept: str) -> Reply | None:
    """Return a kept reply; None for one that cannot be read any more: it costs itself, not the journal."""
    try:
        return _replies().validate_python(json.loads(kept))
    except ValueError:
        return None
