"""What is taken out of the truth: posts, sessions, everything. The file is scrubbed of its bytes afterwards.

A post that appeared elsewhere too stays when one platform is erased: as it stands there, under that link and file.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from companion.errors import NotFound
from companion.store import quoting, vectors, wording
from companion.store.database import Database
from companion.store.quoting import Standing
from companion.store.receipt import Receipt
from companion.store.tables import (
    desk,
    intentions,
    metadata,
    post_places,
    posts,
    questions,
    revisions,
    sessions,
    text_vectors,
    turns,
)

_COUNTED = {"posts": posts, "sessions": sessions, "turns": turns, "questions": questions, "intentions": intentions}

_Places = Mapping[int, Sequence[sa.Row[Any]]]
"""Post -> its places, the first one first."""
_ITS = ("id", "platform", "link", "source")
_CORRECTED = posts.c.date.is_distinct_from(sa.bindparam("was", type_=posts.c.date.type))
_MOVED = (
    sa.update(posts)
    .where(posts.c.sequence == sa.bindparam("post"))
    .values({name: sa.bindparam(f"its_{name}") for name in _ITS})
    .values(date=sa.case((_CORRECTED, posts.c.date), else_=sa.bindparam("its_date", type_=posts.c.date.type)))
)
"""A post stands as its first place says, but for a date that its author corrected; its id is that place's."""


def forget(database: Database, post_id: str) -> None:
    """Delete a post with its words, its vectors and what questions quoted of it."""
    with database.write() as connection:
        sequence = connection.scalar(sa.select(posts.c.sequence).where(posts.c.id == post_id))
        if sequence is None:
            raise NotFound(what="post", id=post_id)
        _delete(connection, {post_id: sequence})
        _due(connection)


def platform(database: Database, name: str) -> Receipt:
    """Delete the posts of a platform; those that appeared elsewhere too lose that place alone. Raises NotFound."""
    rows = post_places.c
    mine = sa.select(rows.post).where(rows.platform == name)
    elsewhere = sa.select(rows.post).where(rows.platform != name)
    told = sa.select(posts.c.id, posts.c.sequence).where(posts.c.sequence.in_(mine))
    with database.write() as connection:
        gone = _pairs(connection, told.where(posts.c.sequence.not_in(elsewhere)))
        staying = _pairs(connection, told.where(posts.c.sequence.in_(elsewhere)))
        if not gone and not staying:
            raise NotFound(what="platform", id=name)
        _delete(connection, gone)
        for some in _few(staying.values()):
            _leave(connection, some, name)
        _due(connection)
    return Receipt(posts=len(gone), places=len(staying))


def _few(numbers: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(numbers)
    while some := list(islice(rest, 10_000)):
        yield some


def _pairs(connection: Connection, query: sa.Select[str, int]) -> dict[str, int]:
    return dict(connection.execute(query).all())


def session(database: Database, key: str) -> Receipt:
    """Delete a session: its turns, questions, answers and decisions, and what lies unfinished. Raises NotFound."""
    with database.write() as connection:
        before = _count(connection)
        mine = sa.select(sessions.c.sequence).where(sessions.c.id == key).scalar_subquery()
        told = connection.scalars(sa.select(turns.c.draft).where(turns.c.session == mine)).all()
        gone = connection.scalar(sa.delete(sessions).where(sessions.c.id == key).returning(sessions.c.sequence))
        if gone is None:
            raise NotFound(what="session", id=key)
        connection.execute(sa.delete(desk).where(_holds(told, key)))
        _due(connection)
        return Receipt.between(before, _count(connection))


def _holds(told: Sequence[str], key: str) -> sa.ColumnElement[bool]:
    """Whether what lies on the desk is of the session `key`, or holds what was said in it."""
    of, draft = (sa.func.json_extract(desk.c.held, f"$.{name}") for name in ("session", "draft"))
    return sa.or_(sa.func.json_valid(desk.c.held) == 0, of == key, draft.in_(told))


def everything(database: Database) -> Receipt:
    """Delete every row; sequences are never used again, so that no index is ever taken for another."""
    with database.write() as connection:
        before = _count(connection)
        for table in reversed(metadata.sorted_tables):
            if table is not revisions:
                connection.execute(sa.delete(table))
        connection.execute(sa.delete(wording.FTS))
        _due(connection)
        return Receipt.between(before, _count(connection))


def counted(database: Database) -> Receipt:
    """Say what `everything` would delete."""
    with database.read() as connection:
        return Receipt(**_count(connection))


def _count(connection: Connection) -> dict[str, int]:
    counted = {name: sa.select(sa.func.count()).select_from(table) for name, table in _COUNTED.items()}
    return {name: connection.scalar(query) or 0 for name, query in counted.items()}


def _due(connection: Connection) -> None:
    """Note that bytes are left in the file; vectors of texts that stand in no table are made again when needed."""
    connection.execute(sa.delete(text_vectors))
    connection.exec_driver_sql("PRAGMA user_version = 1")


def _delete(connection: Connection, gone: Mapping[str, int]) -> None:
    """Delete posts, given by id and sequence."""
    cited: set[str] = set(gone)
    texts: set[str] = set()
    for some in _few(gone.values()):
        texts.update(text for _, text in connection.execute(_texts(some)))
        cited.update(connection.scalars(sa.select(post_places.c.id).where(post_places.c.post.in_(some))))
        connection.execute(sa.delete(posts).where(posts.c.sequence.in_(some)))
        connection.execute(sa.delete(wording.FTS).where(wording.FTS.c.rowid.in_(some)))
    quoting.requote(connection, dict.fromkeys(cited), texts)


def _texts(some: Iterable[int]) -> sa.Select[int, str]:
    """Return a query of what posts say, at each of their places."""
    said = sa.type_coerce(sa.func.coalesce(post_places.c.text, posts.c.text), posts.c.text.type)
    query = sa.select(posts.c.sequence, said).join(post_places, post_places.c.post == posts.c.sequence)
    return query.where(posts.c.sequence.in_(some))


def _leave(connection: Connection, some: Sequence[int], name: str) -> None:
    """Take posts from one of their platforms, and let each stand as it does where it is left."""
    rows, here = post_places.c, post_places.c.post.in_(some)
    told: dict[int, list[sa.Row[Any]]] = {}
    for place in connection.execute(sa.select(post_places).where(here).order_by(rows.sequence)):
        told.setdefault(place.post, []).append(place)
    left = {post: [place for place in places if place.platform != name] for post, places in told.items()}
    before = {text for _, text in connection.execute(_texts(some))}
    connection.execute(sa.delete(post_places).where(here, rows.platform == name))
    _move(connection, told, left)
    for post, places in left.items():
        if all(each.text is not None for each in places):
            wording.change(connection, post, places[0].text)
    _requote(connection, told, left, before)


def _move(connection: Connection, told: _Places, left: _Places) -> None:
    """Let posts stand as their first places say; one that is called otherwise now gets its vectors again."""
    moved = [
        {"post": post, "was": told[post][0].date, "its_date": places[0].date}
        | {f"its_{column}": getattr(places[0], column) for column in _ITS}
        for post, places in left.items()
    ]
    connection.execute(_MOVED, moved)
    vectors.renew(connection, [post for post, places in left.items() if places[0].id != told[post][0].id])


def _requote(connection: Connection, told: _Places, left: _Places, before: set[str]) -> None:
    """Let the journal cite posts as they are left; `before` is what they said until now."""
    texts: dict[int, tuple[str, ...]] = {}
    for post, text in connection.execute(_texts(left)):
        texts[post] = (*texts.get(post, ()), text)
    standing = {post: Standing(places[0].id, texts[post]) for post, places in left.items()}
    cited = {place.id: standing[post] for post, places in told.items() for place in places}
    quoting.requote(connection, cited, before.difference(*texts.values()))
