"""The versions of one draft: each reading of it a turn of its session, with what came of it.

Invariant: a question that gave way to another stays in the journal, behind those of its turn, with what the author did
with it; so the places of the others stay theirs.
"""

from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from companion.errors import NotFound
from companion.records import Reply, Version
from companion.store import journal
from companion.store.asked import by_turn
from companion.store.database import Database
from companion.store.tables import answers, questions, sessions, turns


def versions(database: Database, session: str) -> tuple[Version, ...]:
    """Return every reading of a draft, oldest first; one that cannot be read any more is left out. Raises NotFound."""
    with database.read() as connection:
        told = connection.execute(_turns(session)).all()
        if not told:
            raise NotFound(what="session", id=session)
        done = by_turn(connection, [turn for turn, _, _ in told])
        asked = {turn: _frames(connection, turn) for turn, _, _ in told}
    read = [(turn, draft, journal.read(raw)) for turn, draft, raw in told]
    return tuple(
        Version(
            draft,
            reply,
            done.get(turn, ()),
            tuple(frame for frame in asked[turn][len(reply.questions) :] if frame),
        )
        for turn, draft, reply in read
        if reply is not None
    )


def reword(database: Database, session: str, number: int, reply: Reply) -> None:
    """Let question `number` of `reply` stand in the last reply of `session`, where that is the same. Raises NotFound.

    Only that question changes: another window may have changed another.
    """
    new = reply.questions[number - 1]
    with database.write() as connection:
        told = connection.execute(_turns(session)).all()
        turn, _, raw = told[-1] if told else (0, "", "")
        kept = journal.read(raw) if told else None
        rows = connection.execute(_asked(turn)).all()
        if kept is None or kept.id != reply.id or not 1 <= number <= min(len(rows), len(kept.questions)):
            raise NotFound(what="question", id=f"{session}/{number}")
        asked = (*kept.questions[: number - 1], new, *kept.questions[number:])
        old = rows[number - 1]
        values = {"turn": turn, "text": old.text, "frame": old.frame, "lens": old.lens}
        behind = connection.execute(sa.insert(questions), values).inserted_primary_key[0]  # type: ignore[index]
        connection.execute(sa.update(answers).where(answers.c.question == old.sequence).values(question=behind))
        stands = sa.update(questions).where(questions.c.sequence == old.sequence)
        connection.execute(stands.values(text=new.text, frame=new.frame, lens=new.lens))
        connection.execute(
            sa.update(turns)
            .where(turns.c.sequence == turn)
            .values(reply=journal.written(replace(kept, questions=asked)))
        )


def _turns(session: str) -> sa.Select[int, str, str]:
    mine = sa.select(sessions.c.sequence).where(sessions.c.id == session, sessions.c.kind == "critique")
    told = sa.select(turns.c.sequence, turns.c.draft, turns.c.reply)
    return told.where(turns.c.session == mine.scalar_subquery()).order_by(turns.c.sequence)


def _asked(turn: int) -> sa.Select[int, int, str, str, str]:
    return sa.select(questions).where(questions.c.turn == turn).order_by(questions.c.sequence)


def _frames(connection: Connection, turn: int) -> list[str | None]:
    return [row.frame for row in connection.execute(_asked(turn))]
