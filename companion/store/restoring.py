"""Sessions and versions of the intention, taken in again as JSON holds them.

Invariant: what is taken in again adds what is not there, a session by its id and a version of the intention by its
words and time, and changes nothing that is. A line that says what no home can hold costs itself alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from companion.errors import InputError
from companion.limits import check
from companion.records import Intention, Question
from companion.store import journal
from companion.store.archive import NeverAsk, Put, Round, Session
from companion.store.database import Database
from companion.store.tables import (
    INTENTION_FIELDS,
    answers,
    decisions,
    intentions,
    post_intentions,
    questions,
    sessions,
    turns,
    unwanted,
)

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Told = TypeVar("Told")
_LONGEST = 500_000
"""Characters of a reply: many times what one ever has."""
_ID = re.compile(r"[0-9A-Za-z-]{1,64}")
"""What a session may be called."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was taken in again."""

    intentions: int = 0
    """Versions of the intention that were not there."""
    sessions: int = 0
    """Drafts and chats that were not there."""


def restore(
    database: Database, versions: Iterable[object], told: Iterable[object], refused: Iterable[object]
) -> Restored:
    """Take in what is not there, in one transaction."""
    with database.write() as connection:
        kept = [_added(connection, intentions, _values(each)) for each in _new_versions(connection, versions)]
        added = [_add(connection, each) for each in _new_sessions(connection, told)]
        for each in _new_refusals(connection, refused):
            _added(connection, unwanted, {"frame": each.frame, "since": each.since})
    return Restored(len(kept), len(added))


def count(
    database: Database, versions: Iterable[object], told: Iterable[object], _refused: Iterable[object]
) -> Restored:
    """Say what `restore` would take in, and keep nothing."""
    with database.read() as connection:
        kept, added = _new_versions(connection, versions), _new_sessions(connection, told)
        return Restored(sum(1 for _ in kept), sum(1 for _ in added))


def _new_refusals(connection: Connection, told: Iterable[object]) -> Iterator[NeverAsk]:
    there = set(connection.scalars(sa.select(unwanted.c.frame)))
    for each in _valid(NeverAsk, told):
        if each.frame not in there:
            there.add(each.frame)
            yield each


def _new_versions(connection: Connection, told: Iterable[object]) -> Iterator[Intention]:
    seen = set()
    for each in _valid(Intention, told):
        values = _values(each)
        there = sa.select(intentions.c.sequence).where(*(intentions.c[name] == values[name] for name in values))
        key = tuple(values.values())
        if each.saved is not None and key not in seen and connection.scalar(there) is None:
            seen.add(key)
            yield each


def _values(told: Intention) -> dict[str, object]:
    return {name: getattr(told, name) for name in (*INTENTION_FIELDS, "saved")}


def _new_sessions(connection: Connection, told: Iterable[object]) -> Iterator[Session]:
    seen = set()
    for each in _valid(Session, told):
        there = sa.select(sessions.c.sequence).where(sessions.c.id == each.id)
        if each.id not in seen and connection.scalar(there) is None:
            seen.add(each.id)
            yield each


def _valid(kind: type[Told], told: Iterable[object]) -> Iterator[Told]:
    for each in told:
        try:
            valid = _reader(kind).validate_python(each)  # type: ignore[arg-type]  # a class is hashable
            if isinstance(valid, Session):
                _check_session(valid)
            elif isinstance(valid, NeverAsk):
                _check([valid.since], [valid.frame])
                valid.frame.encode()
            else:
                _check([valid.saved] if valid.saved else [], [getattr(valid, name) for name in INTENTION_FIELDS])
        except (ValueError, OverflowError, RecursionError, InputError):
            continue
        yield valid


@cache
def _reader(kind: type) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def _check_session(told: Session) -> None:
    """Refuse what could not have come from a home. Raises ValueError, OverflowError and InputError."""
    done = [did for turn in told.turns for did in turn.answers]
    asked = [question for turn in told.turns for question in _asked(turn)]
    if not _ID.fullmatch(told.id):
        raise ValueError(told.id)
    if any(len(journal.written(turn.reply)) > _LONGEST for turn in told.turns if turn.reply):
        raise ValueError(told.id)
    for question in asked:
        f"{question.frame or ''}{question.lens}".encode()
    moments = [told.started, *(each.decided for each in told.decisions)]
    moments += [each.kept for each in told.turns] + [each.kept for each in done]
    texts = [each.draft for each in told.turns] + [each.text for each in done] + [each.text for each in asked]
    _check(moments + [each.saved for each in told.intentions], texts + [each.text for each in told.intentions])


def _check(moments: Iterable[datetime], texts: Iterable[str]) -> None:
    for moment in moments:
        if not 1 < moment.astimezone(UTC).year < 9999:  # anybody's own time is a year of the calendar too
            raise ValueError(moment)
    for text in texts:
        check(text, empty=True)


def _add(connection: Connection, told: Session) -> int:
    session = _added(connection, sessions, {"id": told.id, "kind": told.kind, "started": told.started})
    for each in told.turns:
        _add_turn(connection, session, each)
    for decision in told.decisions:
        _added(connection, decisions, {"session": session, "way": decision.way, "decided": decision.decided})
    for meant in told.intentions:
        _added(connection, post_intentions, {"session": session, "text": meant.text, "saved": meant.saved})
    return session


def _add_turn(connection: Connection, session: int, told: Round) -> None:
    """Add a turn, with what was asked in it and what its author did with that."""
    reply = journal.written(told.reply) if told.reply else journal.UNREADABLE
    turn = _added(connection, turns, {"session": session, "draft": told.draft, "reply": reply, "kept": told.kept})
    asked = [
        _added(connection, questions, {"turn": turn, "text": q.text, "frame": q.frame, "lens": q.lens})
        for q in _asked(told)
    ]
    for did in told.answers:
        if 1 <= did.question <= len(asked):
            values = {"question": asked[did.question - 1], "outcome": did.outcome, "text": did.text, "kept": did.kept}
            _added(connection, answers, values)


def _asked(told: Round) -> Sequence[Question | Put]:
    return [*(told.reply.questions if told.reply else ()), *told.asked]


def _added(connection: Connection, table: sa.Table, row: Mapping[str, object]) -> int:
    return int(connection.execute(sa.insert(table), row).inserted_primary_key[0])  # type: ignore[index]
