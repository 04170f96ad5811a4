"""The text of a post and what is made of it: its folded words in the full-text search, and its vectors."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from companion.language import words
from companion.store.tables import post_places, post_vectors, posts

FTS = sa.table("posts_fts", sa.column("rowid"), sa.column("words"), sa.column("rank"), sa.column("posts_fts"))
"""The folded words of each post, under its sequence."""


def add(connection: Connection, sequence: int, text: str) -> None:
    """Let a post be found by the words of `text`."""
    connection.execute(sa.insert(FTS), {"rowid": sequence, "words": " ".join(words(text))})


def drop(connection: Connection, sequence: int) -> None:
    """Let a post be found by its words no longer."""
    connection.execute(sa.delete(FTS).where(FTS.c.rowid == sequence))


def change(connection: Connection, sequence: int, text: str) -> None:
    """Make `text` the post's own; its places keep theirs, its vectors are made anew with the next `catch_up`."""
    rows = post_places.c
    old = sa.select(posts.c.text).where(posts.c.sequence == sequence).scalar_subquery()
    here = rows.post == sequence
    connection.execute(sa.update(post_places).where(here, rows.text.is_(None)).values(text=old))
    connection.execute(sa.update(post_places).where(here, rows.text == text).values(text=None))
    connection.execute(sa.update(posts).where(posts.c.sequence == sequence).values(text=text))
    connection.execute(sa.delete(post_vectors).where(post_vectors.c.post == sequence))
    drop(connection, sequence)
    add(connection, sequence, text)


def every(sought: Sequence[str]) -> str:
    """Return the FTS5 expression that asks for every word of `sought`."""
    return _expression(sought, "AND")


def some(sought: Sequence[str]) -> str:
    """Return the FTS5 expression that asks for any word of `sought`."""
    return _expression(sought, "OR")


def _expression(sought: Sequence[str], join: str) -> str:
    """Return an expression of plain words: letters and digits only, each one quoted."""
    return f" {join} ".join(f'"{word}"' for word in sought[:200])
