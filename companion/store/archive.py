"""Everything that is kept, as records that can be written out and taken in again; in the order in which it came."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from companion.records import Outcome, Post, Reply, SessionKind, WayOut
from companion.store import journal
from companion.store.database import Database
from companion.store.posts import COLUMNS, placed
from companion.store.tables import answers, decisions, post_intentions, posts, questions, sessions, turns, unwanted

_BATCH = 500


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
class Put:
    """A question as it was put, where no reply holds it."""

    text: str
    """Its words."""
    frame: str | None
    """Which curated question it was, if one."""
    lens: str
    """What it was about."""


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
    asked: tuple[Put, ...] = ()
    """Its questions that `reply` does not hold: those that gave way to others; all of them where it is None."""


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


@dataclass(frozen=True, slots=True)
class NeverAsk:
    """A curated question that is never to be asked again."""

    frame: str
    """Which."""
    since: datetime
    """When that was said."""


def never_ask(database: Database) -> Iterator[NeverAsk]:
    """Walk them, oldest first."""
    query = sa.select(unwanted.c.frame, unwanted.c.since).order_by(unwanted.c.sequence)
    with database.read() as connection:
        rows = connection.execute(query).all()
    return (NeverAsk(*row) for row in rows)


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


def all_sessions(database: Database, only: str | None = None) -> Iterator[Session]:
    """Walk the sessions in which something was said, or the one called `only`."""
    with database.read() as connection:
        told = sa.select(sessions).where(sessions.c.sequence.in_(sa.select(turns.c.session)))
        told = told if only is None else told.where(sessions.c.id == only)
        rows = connection.execute(told.order_by(sessions.c.sequence)).all()
    for row in rows:
        with database.read() as connection:
            yield Session(row.id, row.kind, row.started, *_held(connection, row.sequence))


def _held(connection: Connection, session: int) -> tuple[tuple[Round, ...], tuple[Decision, ...], tuple[Meant, ...]]:
    def under(table: sa.Table) -> list[sa.Row[Any]]:
        query = sa.select(table).where(table.c.session == session).order_by(table.c.sequence)
        return list(connection.execute(query).all())

    return (
        tuple(_round(connection, row) for row in under(turns)),
        tuple(Decision(row.way, row.decided) for row in under(decisions)),
        tuple(Meant(row.text, row.saved) for row in under(post_intentions)),
    )


def _round(connection: Connection, row: sa.Row[Any]) -> Round:
    reply, done = journal.read(row.reply), _done(connection, row.sequence)
    shown = len(reply.questions) if reply else 0
    return Round(row.draft, reply, row.kept, done, _put(connection, row.sequence)[shown:])


def _put(connection: Connection, turn: int) -> tuple[Put, ...]:
    columns = (questions.c.text, questions.c.frame, questions.c.lens)
    rows = sa.select(*columns).where(questions.c.turn == turn).order_by(questions.c.sequence)
    return tuple(Put(*row) for row in connection.execute(rows))


def _done(connection: Connection, turn: int) -> tuple[Did, ...]:
    asked = sa.select(questions.c.sequence).where(questions.c.turn == turn).order_by(questions.c.sequence)
    place = {sequence: number for number, sequence in enumerate(connection.scalars(asked), start=1)}
    query = sa.select(answers).where(answers.c.question.in_(place)).order_by(answers.c.sequence)
    return tuple(Did(place[r.question], r.outcome, r.text, r.kept) for r in connection.execute(query))
