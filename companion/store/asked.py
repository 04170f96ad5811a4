"""What was asked, and what its author did with it: answered, left aside, or neither.

Invariant: each answer is a new row, the last one counts, and it goes when its question goes. The questions of a turn
that gave way to others lie behind those that are shown, with their answers, and no place of theirs is told or taken.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from companion.errors import NotFound
from companion.records import Answer, Asked, Outcome
from companion.store.database import Database
from companion.store.tables import answers, questions, sessions, turns

_PASSED = frozenset({"closed-unsure", "closed-hollow"})
"""Notices of a chat's reply that say the turn before it gave nothing to go on."""
_ALL = 1000
"""More questions than any reply has."""
_ASIDE = ("closed", "demand", "order", "about-")
"""How its notices begin where the turn spoke of something else than the question."""


def answer(database: Database, session: str, given: Answer) -> None:
    """Keep what the author did with a question of a draft's reply. Raises NotFound."""
    with database.write() as connection:
        turn = connection.scalar(_last_turn(session))
        if turn is None:
            raise NotFound(what="session", id=session)
        numbered = shown(connection, turn)
        if not 1 <= given.number <= len(numbered):
            raise NotFound(what="question", id=f"{session}/{given.number}")
        row = {
            "question": numbered[given.number - 1],
            "outcome": given.outcome,
            "text": given.text,
            "kept": datetime.now(UTC),
        }
        connection.execute(sa.insert(answers), row)


def answered(database: Database, session: str) -> tuple[Answer, ...]:
    """Return what the author did with the questions of a draft's reply; those they left as they were are left out."""
    with database.read() as connection:
        told = by_turn(connection, connection.scalars(_last_turn(session)).all())
    return next(iter(told.values()), ())


def by_turn(connection: Connection, wanted: Iterable[int]) -> dict[int, tuple[Answer, ...]]:
    """Return, under each turn's sequence, what the author did with the questions it shows."""
    place = sa.func.row_number().over(partition_by=questions.c.turn, order_by=questions.c.sequence).label("place")
    held = sa.select(questions.c.sequence, questions.c.turn, place, _many().label("many")).join(turns)
    numbered = held.where(questions.c.turn.in_(wanted)).subquery()
    last = sa.select(sa.func.max(answers.c.sequence)).group_by(answers.c.question)
    query = (
        sa.select(numbered.c.turn, numbered.c.place, answers.c.outcome, answers.c.text)
        .join(answers, answers.c.question == numbered.c.sequence)
        .where(answers.c.sequence.in_(last), numbered.c.place <= numbered.c.many)
        .order_by(numbered.c.sequence)
    )
    found: dict[int, tuple[Answer, ...]] = {}
    for turn, number, outcome, text in connection.execute(query):
        found[turn] = (*found.get(turn, ()), Answer(number, outcome, text))
    return found


def asked(database: Database, *, limit: int, outside: str | None = None) -> list[Asked]:
    """Return the questions asked before, newest first; those of the session `outside` left out.

    In a chat the author's next turn is what they did with a question; the reply to that turn says how it was heard.
    """
    columns = [questions.c.text, questions.c.frame, questions.c.lens, sessions.c.kind, _outcome(), _next_reply()]
    query = sa.select(*columns).select_from(questions).join(turns, turns.c.sequence == questions.c.turn).join(sessions)
    if outside is not None:
        query = query.where(sessions.c.id != outside)
    with database.read() as connection:
        rows = connection.execute(query.order_by(questions.c.sequence.desc()).limit(limit))
        return [
            Asked(text, frame, lens, _heard(following) if kind == "chat" else outcome)
            for text, frame, lens, kind, outcome, following in rows
        ]


def _last_turn(session: str) -> sa.Select[int]:
    mine = sa.select(sessions.c.sequence).where(sessions.c.id == session, sessions.c.kind == "critique")
    return sa.select(sa.func.max(turns.c.sequence)).where(turns.c.session == mine.scalar_subquery())


def shown(connection: Connection, turn: int) -> list[int]:
    """Return the questions that a turn shows, by their sequence, in their order."""
    query = sa.select(questions.c.sequence, _many()).join(turns).where(questions.c.turn == turn)
    rows = connection.execute(query.order_by(questions.c.sequence)).all()
    return [sequence for place, (sequence, many) in enumerate(rows, start=1) if place <= many]


def _many() -> sa.ColumnElement[int]:
    """How many questions a turn's reply shows; all that it has, where the reply cannot be read any more."""
    told = sa.func.coalesce(sa.func.json_array_length(turns.c.reply, "$.questions"), _ALL)
    return sa.case((sa.func.json_valid(turns.c.reply) == 1, told), else_=sa.literal(_ALL))


def _outcome() -> sa.Label[str]:
    rows = sa.select(answers.c.outcome).where(answers.c.question == questions.c.sequence)
    return rows.order_by(answers.c.sequence.desc()).limit(1).scalar_subquery().label("outcome")


def _next_reply() -> sa.Label[str]:
    later = turns.alias()
    rows = sa.select(later.c.reply).where(later.c.session == turns.c.session, later.c.sequence > turns.c.sequence)
    return rows.order_by(later.c.sequence).limit(1).scalar_subquery().label("following")


def _heard(following: str | None) -> Outcome | None:
    """Return what a turn did with the question before it, by the reply it got."""
    if following is None:
        return None
    try:
        reply = json.loads(following)
        codes, state = [notice["code"] for notice in reply["notices"]], reply["state"]
    except (ValueError, TypeError, KeyError):  # it cannot be read any more, and tells nothing
        return None
    if state == "hollow" or _PASSED & set(codes):
        return "skipped"
    return None if any(code.startswith(_ASIDE) for code in codes) else "answered"
