"""Past posts in the truth, browsed: newest first, narrowed, their places told; a date corrected."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from companion.errors import NotFound
from companion.language import words
from companion.records import Place, Post
from companion.store.database import Database
from companion.store.tables import Whole, post_places, posts
from companion.store.which import Which
from companion.store.wording import FTS, every

COLUMNS = [posts.c[name] for name in ("text", "date", "platform", "language", "kind", "link", "source", "id")]
"""What a post is made of, without its places."""
PLACE = [post_places.c[name] for name in ("platform", "link", "source", "date", "text")]
"""What a place is made of."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A past post that was found."""

    post: Post
    """As it is kept."""
    similarity: float | None
    """Cosine with what was looked for, -1 to 1; None where it was found by words."""


def newest(
    database: Database, *, search: str | None, limit: int, which: Which | None = None, offset: int = 0
) -> list[Post]:
    """Return posts, newest first, those without a date last; only those that hold every word of `search`."""
    query = sa.select(*COLUMNS).order_by(posts.c.date.desc().nulls_last(), posts.c.sequence.desc())
    query = query.limit(limit).offset(offset).where(*(which or Which()).conditions())
    sought = words(search or "")
    if sought:
        matching = sa.select(FTS.c.rowid).where(FTS.c.posts_fts.op("MATCH")(every(sought)))
        query = query.where(posts.c.sequence.in_(matching))
    elif search and search.strip():  # an emoji, a sign: not a word, so looked for as it stands
        query = query.where(sa.func.instr(posts.c.text, sa.bindparam("sign", search.strip(), Whole)) > 0)
    with database.read() as connection:
        return placed(connection, [post(row) for row in connection.execute(query)])


def by_id(database: Database, ids: Sequence[str]) -> dict[str, Post]:
    """Return the posts of `ids` that are still there, their places left out."""
    with database.read() as connection:
        rows = connection.execute(sa.select(*COLUMNS).where(posts.c.id.in_(ids)))
        return {row.id: post(row) for row in rows}


def known_by(database: Database, key: str) -> Post:
    """Return the post that one of its places is known by `key`. Raises NotFound."""
    there = sa.select(post_places.c.post).where(post_places.c.id == key)
    with database.read() as connection:
        row = connection.execute(sa.select(*COLUMNS).where(posts.c.sequence.in_(there))).one_or_none()
        if row is None:
            raise NotFound(what="post", id=key)
        return placed(connection, [post(row)])[0]


def placed(connection: Connection, told: Sequence[Post]) -> list[Post]:
    """Return the posts with every place where they appeared."""
    query = sa.select(posts.c.id, *PLACE).join(posts, posts.c.sequence == post_places.c.post)
    found: dict[str, tuple[Place, ...]] = {}
    for ids in _few([each.id for each in told]):
        for key, *told_of in connection.execute(query.where(posts.c.id.in_(ids)).order_by(post_places.c.sequence)):
            found[key] = (*found.get(key, ()), place(*told_of))
    return [replace(each, places=found.get(each.id, ())) for each in told]


def _few(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    """Yield as many ids at a time as a statement takes."""
    return (ids[start : start + 10_000] for start in range(0, len(ids), 10_000))


def correct(database: Database, post_id: str, date: datetime) -> Post:
    """Give a post another date, and return it; what its source said is kept with its place."""
    with database.write() as connection:
        changed = sa.update(posts).where(posts.c.id == post_id).values(date=date).returning(*COLUMNS)
        row = connection.execute(changed).one_or_none()
        if row is None:
            raise NotFound(what="post", id=post_id)
        return placed(connection, [post(row)])[0]


def post(row: Row[Any]) -> Post:
    """Return the post of a row of COLUMNS."""
    return replace(Post(text=""), **row._mapping)


def place(platform: str, link: str, source: str, date: datetime | None, text: str | None) -> Place:
    """Return the place of a row of PLACE."""
    return Place(platform, link, source, date, text or "")
