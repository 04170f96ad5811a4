"""What questions quote of past posts, kept true when a post is forgotten or leaves one of its platforms.

Invariant: what was erased is quoted nowhere, under whichever of its places a post was cited; the questions and their
answers stay. A reply that cannot be read any more cannot be looked through, so none of its questions keeps its words.
Of a question that gave way to another nothing is left but its words: it loses them where what it quotes is gone.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from companion.records import Evidence, Question, Reply
from companion.store import journal
from companion.store.tables import questions, turns

FORGOTTEN = "…"
"""What stands for the words of a post that was forgotten."""
_QUOTED = re.compile(r"[«“\"]\s*([^«»“”\"]+?)\s*[»”\"]")
_IDS = re.compile(r'"([0-9a-f]{16})"')
"""Ids of posts in a reply as it is kept."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a post stands from now on."""

    id: str
    """What it is cited by."""
    texts: tuple[str, ...]
    """What it says, at each of its places."""


Cited = Mapping[str, Standing | None]
"""Id of a place of a post -> how the post stands, None where it is gone."""


def requote(connection: Connection, cited: Cited, gone: Iterable[str]) -> None:
    """Cite posts as they stand now; words that stand nowhere any more leave the questions that quoted them.

    `gone` are the texts that stand nowhere now.
    """
    _blank_behind(connection, list(gone))
    for turn, raw in connection.execute(sa.select(turns.c.sequence, turns.c.reply)).all():
        if cited.keys().isdisjoint(_IDS.findall(raw)):
            continue
        reply = journal.read(raw)
        if reply is None:
            _blank(connection, turn)
        else:
            _write(connection, turn, replace(reply, questions=tuple(_requoted(q, cited) for q in reply.questions)))


def _blank(connection: Connection, turn: int) -> None:
    connection.execute(sa.update(turns).where(turns.c.sequence == turn).values(reply=journal.UNREADABLE))
    connection.execute(sa.update(questions).where(questions.c.turn == turn).values(text=FORGOTTEN))


def _blank_behind(connection: Connection, gone: Sequence[str]) -> None:
    """Take their words from questions that gave way to others and quote what is gone, unless the draft says it too."""
    place = sa.func.row_number().over(partition_by=questions.c.turn, order_by=questions.c.sequence).label("place")
    numbered = sa.select(questions.c.sequence, questions.c.turn, questions.c.text, place).subquery()
    shown = sa.func.coalesce(sa.func.json_array_length(turns.c.reply, "$.questions"), 0)
    query = sa.select(numbered.c.sequence, numbered.c.text, turns.c.draft).join(
        turns, turns.c.sequence == numbered.c.turn
    )
    told = query.where(sa.case((sa.func.json_valid(turns.c.reply) == 1, numbered.c.place > shown), else_=sa.true()))
    for row, text, draft in connection.execute(told).all():
        if any(said not in draft and any(said in each for each in gone) for said in _QUOTED.findall(text)):
            connection.execute(sa.update(questions).where(questions.c.sequence == row).values(text=FORGOTTEN))


def _write(connection: Connection, turn: int, reply: Reply) -> None:
    connection.execute(sa.update(turns).where(turns.c.sequence == turn).values(reply=journal.written(reply)))
    rows = sa.select(questions.c.sequence).where(questions.c.turn == turn).order_by(questions.c.sequence)
    for row, question in zip(connection.scalars(rows).all(), reply.questions, strict=False):
        connection.execute(sa.update(questions).where(questions.c.sequence == row).values(text=question.text))


def _requoted(question: Question, cited: Cited) -> Question:
    text = question.text
    kept: list[Evidence] = []
    for each in question.evidence:
        standing = cited.get(each.id)
        if each.id not in cited:
            kept.append(each)
        elif standing is not None and any(each.text in said for said in standing.texts):
            kept.append(replace(each, id=standing.id))
        else:
            text = text.replace(each.text, FORGOTTEN)
    return replace(question, text=text, evidence=tuple(kept))
