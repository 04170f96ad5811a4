"""Everything that is kept, as records that can be written out and taken in again; in the order in which it came.

Invariant: what is taken in again adds what is not there, a session by its id and a version of the intention by its
words and time, and changes nothing that is. A line that cannot be read costs itself alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from companion.records import Intention, Outcome, Post, Reply, SessionKind, WayOut
from companion.store import journal
from companion.store.database import Database
from companion.store.posts import COLUMNS, placed
from companion.store.tables import (
    INTENTION_FIELDS,
    answers,
    decisions,
    intentions,
    post_intentions,
    posts,
    questions,
    sessions,
    turns,
)

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_BATCH = 500
Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Did:
    """What the author did with one question of a turn, each time they did something."""

    question: int
    """Place of the question in its reply, from 1."""
    outcome: Outcome
    """Answered or left aside."""
    text: str
    """Their answer."""
    kept: datetime
    """When."""


@dataclass(frozen=True, slots=True)
class Round:
    """One turn of a session."""

    draft: str
    """What the author gave or said."""
    reply: Reply | None
    """What they got; None where it cannot be read any more."""
    kept: datetime
    """When."""
    answers: tuple[Did, ...] = ()
    """What they did with its questions, oldest first."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A way out that was taken; the last counts."""

    way: WayOut
    """Which."""
    decided: datetime
    """When."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What was kept as the intention of a session's post; the last counts."""

    text: str
    """As the author wrote it."""
    saved: datetime
    """When."""


@dataclass(frozen=True, slots=True)
class Session:
    """A draft or a chat, whole."""

    id: str
    """As it is called."""
    kind: SessionKind
    """Which of the two."""
    started: datetime
    """When."""
    turns: tuple[Round, ...] = ()
    """Oldest first."""
    decisions: tuple[Decision, ...] = ()
    """Oldest first."""
    intentions: tuple[Meant, ...] = ()
    """Oldest first."""


def all_posts(database: Database) -> Iterator[Post]:
    """Walk the posts with their places."""
    last = 0
    while True:
        query = sa.select(posts.c.sequence, *COLUMNS).where(posts.c.sequence > last).order_by(posts.c.sequence)
        with database.read() as connection:
            rows = connection.execute(query.limit(_BATCH)).all()
            found = placed(connection, [replace(Post(""), **_without(row)) for row in rows])
        if not rows:
            return
        last = rows[-1].sequence
        yield from found


def _without(row: sa.Row[Any]) -> dict[str, Any]:
    return {name: value for name, value in row._mapping.items() if name != "sequence"}


def all_sessions(database: Database) -> Iterator[Session]:
    """Walk the sessions in which something was said."""
    with database.read() as connection:
        told = sa.select(sessions).where(sessions.c.sequence.in_(sa.select(turns.c.session)))
        rows = connection.execute(told.order_by(sessions.c.sequence)).all()
    for row in rows:
        with database.read() as connection:
            yield Session(row.id, row.kind, row.started, *_held(connection, row.sequence))


def _held(connection: Connection, session: int) -> tuple[tuple[Round, ...], tuple[Decision, ...], tuple[Meant, ...]]:
    def under(table: sa.Table) -> list[sa.Row[Any]]:
        query = sa.select(table).where(table.c.session == session).order_by(table.c.sequence)
        return list(connection.execute(query).all())

    return (
        tuple(Round(r.draft, journal.read(r.reply), r.kept, _done(connection, r.sequence)) for r in under(turns)),
        tuple(Decision(row.way, row.decided) for row in under(decisions)),
        tuple(Meant(row.text, row.saved) for row in under(post_intentions)),
    )


def _done(connection: Connection, turn: int) -> tuple[Did, ...]:
    asked = sa.select(questions.c.sequence).where(questions.c.turn == turn).order_by(questions.c.sequence)
    place = {sequence: number for number, sequence in enumerate(connection.scalars(asked), start=1)}
    query = sa.select(answers).where(answers.c.question.in_(place)).order_by(answers.c.sequence)
    return tuple(Did(place[r.question], r.outcome, r.text, r.kept) for r in connection.execute(query))


@dataclass(frozen=True, slots=True)
class Restored:
    """What was taken in again."""

    intentions: int = 0
    """Versions of the intention that were not there."""
    sessions: int = 0
    """Drafts and chats that were not there."""


def restore(database: Database, versions: Iterable[object], told: Iterable[object]) -> Restored:
    """Take in versions of the intention and sessions, as JSON holds them, in one transaction."""
    with database.write() as connection:
        kept = [_add_intention(connection, each) for each in _valid(Intention, versions)]
        added = [_add_session(connection, each) for each in _valid(Session, told)]
    return Restored(sum(kept), sum(added))


def _valid(kind: type[Told], told: Iterable[object]) -> Iterator[Told]:
    for each in told:
        try:
            yield _reader(kind).validate_python(each)  # type: ignore[arg-type]  # a class is hashable
        except (ValueError, RecursionError):
            continue


@cache
def _reader(kind: type) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def _add_intention(connection: Connection, told: Intention) -> bool:
    values = {name: getattr(told, name) for name in (*INTENTION_FIELDS, "saved")}
    there = sa.select(intentions.c.sequence).where(*(intentions.c[name] == value for name, value in values.items()))
    if told.saved is None or connection.scalar(there) is not None:
        return False
    connection.execute(sa.insert(intentions), values)
    return True


def _add_session(connection: Connection, told: Session) -> bool:
    if connection.scalar(sa.select(sessions.c.sequence).where(sessions.c.id == told.id)) is not None:
        return False
    row = {"id": told.id, "kind": told.kind, "started": told.started}
    session = _added(connection, sessions, row)
    for each in told.turns:
        if each.reply is not None:
            _add_turn(connection, session, each, each.reply)
    for decision in told.decisions:
        _added(connection, decisions, {"session": session, "way": decision.way, "decided": decision.decided})
    for meant in told.intentions:
        _added(connection, post_intentions, {"session": session, "text": meant.text, "saved": meant.saved})
    return True


def _add_turn(connection: Connection, session: int, told: Round, reply: Reply) -> None:
    row = {"session": session, "draft": told.draft, "reply": journal.written(reply), "kept": told.kept}
    turn = _added(connection, turns, row)
    asked = [
        _added(connection, questions, {"turn": turn, "text": q.text, "frame": q.frame, "lens": q.lens})
        for q in reply.questions
    ]
    for did in told.answers:
        if 1 <= did.question <= len(asked):
            values = {"question": asked[did.question - 1], "outcome": did.outcome, "text": did.text, "kept": did.kept}
            _added(connection, answers, values)


def _added(connection: Connection, table: sa.Table, row: Mapping[str, object]) -> int:
    return int(connection.execute(sa.insert(table), row).inserted_primary_key[0])  # type: ignore[index]
