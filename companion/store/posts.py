"""Past posts in the truth: kept once each, found by words.

A post's id is the same at every import: the first 16 hexadecimal digits of the sha256 of its platform and link, or,
without a link, of its platform, date and folded text.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from companion.errors import NotFound
from companion.language import folded, words
from companion.records import Post
from companion.store import journal
from companion.store.database import Database
from companion.store.tables import Whole, posts

BATCH = 500
"""Posts a transaction: what a kill in the middle of an import can undo."""
TELLING = 12
"""Words of a text that `by_words` looks for: its rarest, so that a long draft costs no more than a short one."""
_FTS = sa.table("posts_fts", sa.column("rowid"), sa.column("words"), sa.column("rank"), sa.column("posts_fts"))
_TERMS = sa.table("posts_terms", sa.column("term"), sa.column("doc"))
_COLUMNS = [posts.c[name] for name in ("text", "date", "platform", "language", "kind", "link", "source", "id")]


@dataclass(frozen=True, slots=True)
class Added:
    """What an import did; `found == imported + duplicates`."""

    found: int
    """Posts given."""
    imported: int
    """New to the store."""
    duplicates: int
    """Already there, or given twice."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A past post that was found."""

    post: Post
    """As it is kept."""
    similarity: float | None
    """Cosine with what was looked for, -1 to 1; None where it was found by words."""


def identify(post: Post) -> str:
    """Return the id of `post`, the same at every import."""
    date = post.date and (post.date if post.date.tzinfo else post.date.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    told = (post.platform, post.link) if post.link else (post.platform, date or "", folded(post.text))
    return hashlib.sha256("\0".join(told).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def add(database: Database, given: Iterable[Post]) -> Added:
    """Keep the posts that are new, a batch at a time."""
    found = imported = 0
    for batch in _batches(given):
        found += len(batch)
        with database.write() as connection:
            imported += _insert(connection, batch)
    return Added(found, imported, found - imported)


def count(database: Database, given: Iterable[Post]) -> Added:
    """Say what `add` would do, and keep nothing; only ids are held, so that memory stays small."""
    found, fresh = 0, set[str]()
    for batch in _batches(given):
        found += len(batch)
        with database.read() as connection:
            fresh.update(_unknown(connection, {identify(post) for post in batch}))
    return Added(found, len(fresh), found - len(fresh))


def _unknown(connection: Connection, ids: Iterable[str]) -> set[str]:
    wanted = set(ids)
    return wanted - set(connection.scalars(sa.select(posts.c.id).where(posts.c.id.in_(wanted))))


def _batches(given: Iterable[Post]) -> Iterator[list[Post]]:
    rest = iter(given)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _insert(connection: Connection, batch: Sequence[Post]) -> int:
    first: dict[str, Post] = {}
    for post in batch:
        first.setdefault(identify(post), post)
    unknown = _unknown(connection, first)
    fresh = [(key, post) for key, post in first.items() if key in unknown]
    for key, post in fresh:
        row = {column.name: getattr(post, column.name) for column in _COLUMNS} | {"id": key}
        sequence = connection.execute(sa.insert(posts), row).inserted_primary_key[0]  # type: ignore[index]
        connection.execute(sa.insert(_FTS), {"rowid": sequence, "words": " ".join(words(post.text))})
    return len(fresh)


def newest(database: Database, *, search: str | None, limit: int) -> list[Post]:
    """Return posts, newest first, those without a date last; only those that hold every word of `search`."""
    query = sa.select(*_COLUMNS).order_by(posts.c.date.desc().nulls_last(), posts.c.sequence.desc()).limit(limit)
    sought = words(search or "")
    if sought:
        matching = sa.select(_FTS.c.rowid).where(_FTS.c.posts_fts.op("MATCH")(_expression(sought, "AND")))
        query = query.where(posts.c.sequence.in_(matching))
    elif search and search.strip():  # an emoji, a sign: not a word, so looked for as it stands
        query = query.where(sa.func.instr(posts.c.text, sa.bindparam("sign", search.strip(), Whole)) > 0)
    with database.read() as connection:
        return [_post(row) for row in connection.execute(query)]


def by_words(database: Database, text: str, *, limit: int) -> list[Hit]:
    """Return posts that share words with `text`, best first; rare words count more, replies are left out."""
    sought = set(words(text))
    with database.read() as connection:
        telling = _rarest(connection, sought)
        if not telling:
            return []
        query = (
            sa.select(*_COLUMNS)
            .join(_FTS, _FTS.c.rowid == posts.c.sequence)
            .where(_FTS.c.posts_fts.op("MATCH")(_expression(telling, "OR")), posts.c.kind != "reply")
            .order_by(_FTS.c.rank, posts.c.sequence.desc())
            .limit(limit)
        )
        return [Hit(_post(row), None) for row in connection.execute(query)]


def _rarest(connection: Connection, sought: set[str]) -> list[str]:
    """Return the words of `sought` that the fewest posts hold."""
    longest = sorted(sought, key=lambda word: (-len(word), word))[: TELLING * 25]
    query = sa.select(_TERMS.c.term).where(_TERMS.c.term.in_(longest)).order_by(_TERMS.c.doc, _TERMS.c.term)
    return list(connection.scalars(query.limit(TELLING)))


def _expression(sought: Sequence[str], join: str) -> str:
    """Return an FTS5 expression of plain words: letters and digits only, each one quoted."""
    return f" {join} ".join(f'"{word}"' for word in sought[:200])


def by_id(database: Database, ids: Sequence[str]) -> dict[str, Post]:
    """Return the posts of `ids` that are still there."""
    with database.read() as connection:
        rows = connection.execute(sa.select(*_COLUMNS).where(posts.c.id.in_(ids)))
        return {row.id: _post(row) for row in rows}


def forget(database: Database, post_id: str) -> None:
    """Delete a post with its words, its vectors and what questions quoted; note that the file is to be scrubbed."""
    with database.write() as connection:
        gone = sa.delete(posts).where(posts.c.id == post_id).returning(posts.c.sequence)
        sequence = connection.scalar(gone)
        if sequence is None:
            raise NotFound(what="post", id=post_id)
        connection.execute(sa.delete(_FTS).where(_FTS.c.rowid == sequence))
        journal.unquote(connection, post_id)
        connection.exec_driver_sql("PRAGMA user_version = 1")


def _post(row: Row[Any]) -> Post:
    return replace(Post(text=""), **row._mapping)
