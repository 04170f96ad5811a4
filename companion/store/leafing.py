"""Leafing through what is kept: the journal by its words, the answers, and how much a platform holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from companion.language import folded, words
from companion.store.database import Database
from companion.store.tables import answers, post_intentions, post_places, posts, questions, sessions, turns


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that stands, with what was asked."""

    session: str
    """Where it was given."""
    number: int
    """Place of the question in its reply, from 1."""
    question: str
    """What was asked."""
    text: str
    """The answer, as its author wrote it."""
    kept: datetime
    """When, in UTC."""


def mentioning(database: Database, text: str) -> list[int]:
    """Return the sessions in which every word of `text` is said, asked, answered or meant, by their beginnings."""
    sought = words(text)
    held: dict[int, str] = {}
    with database.read() as connection:
        for session, said in _said(connection):
            held[session] = f"{held.get(session, '')}\n{folded(said)}"
    if not sought:
        return [session for session, said in held.items() if text.strip() in said]
    starts = [f" {word}" for word in sought]
    told = ((session, " " + " ".join(words(said))) for session, said in held.items())
    return [session for session, said in told if all(start in said for start in starts)]


def _said(connection: Connection) -> Iterator[tuple[int, str]]:
    asked = sa.select(turns.c.session, questions.c.text).join(turns, turns.c.sequence == questions.c.turn)
    done = sa.select(turns.c.session, answers.c.text).join(questions, questions.c.sequence == answers.c.question)
    for query in (
        sa.select(turns.c.session, turns.c.draft),
        asked,
        done.join(turns, turns.c.sequence == questions.c.turn),
        sa.select(post_intentions.c.session, post_intentions.c.text),
    ):
        yield from ((session, text) for session, text in connection.execute(query))


def given(database: Database, *, limit: int, offset: int = 0) -> list[Given]:
    """Return the answers that stand to the questions of drafts, the last given first."""
    place = sa.func.row_number().over(partition_by=questions.c.turn, order_by=questions.c.sequence).label("place")
    numbered = sa.select(questions.c.sequence, questions.c.turn, questions.c.text, place).subquery()
    last_answer = sa.select(sa.func.max(answers.c.sequence)).group_by(answers.c.question)
    last_turn = sa.select(sa.func.max(turns.c.sequence)).group_by(turns.c.session)
    query = (
        sa.select(sessions.c.id, numbered.c.place, numbered.c.text.label("asked"), answers.c.text, answers.c.kept)
        .select_from(answers)
        .join(numbered, numbered.c.sequence == answers.c.question)
        .join(turns, turns.c.sequence == numbered.c.turn)
        .join(sessions)
        .where(answers.c.sequence.in_(last_answer), answers.c.outcome == "answered", turns.c.sequence.in_(last_turn))
        .order_by(answers.c.sequence.desc())
    )
    with database.read() as connection:
        return [Given(*row) for row in connection.execute(query.limit(limit).offset(offset))]


def of_platform(database: Database, name: str) -> tuple[int, int]:
    """Return how many posts are on that platform alone, and how many appeared elsewhere too."""
    rows = post_places.c
    mine = sa.select(rows.post).where(rows.platform == name)
    elsewhere = sa.select(rows.post).where(rows.platform != name)
    here = sa.select(sa.func.count()).select_from(posts).where(posts.c.sequence.in_(mine))
    with database.read() as connection:
        shared = connection.scalar(here.where(posts.c.sequence.in_(elsewhere))) or 0
        return (connection.scalar(here) or 0) - shared, shared
