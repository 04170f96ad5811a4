"""The tables of the truth, and how a text and a moment lie in them.

Invariant: every text comes back exactly as it was given. SQLite refuses lone surrogates, so a text that holds one is
kept as the bytes of its UTF-8 with surrogates let through; any other text is plain text, which other tools can read.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    DDL,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeDecorator

REVISIONS = ("base", "0001", "0002", "0003", "0004", "0005")
"""Every revision of the database, oldest first; the last is this version's. "base" is a database without tables."""
HEAD = REVISIONS[-1]
SEARCH = (
    "CREATE VIRTUAL TABLE posts_fts USING fts5(words, tokenize = 'unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE posts_terms USING fts5vocab('posts_fts', 'row')",
)
"""Full text: the folded words of each post under its sequence, and how many posts hold each word."""


class Whole(TypeDecorator[str]):
    """A text from outside, kept whole whatever it holds."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ANN401  what the driver takes
        """Keep plain text as text, the rest as bytes."""
        if value is None:
            return None
        try:
            value.encode()
        except UnicodeEncodeError:
            return value.encode("utf-8", "surrogatepass")
        return value

    def process_result_value(self, value: str | bytes | None, dialect: Dialect) -> str | None:
        """Give back what was kept."""
        return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value


class Moment(TypeDecorator[datetime]):
    """A date and time in UTC; one without a zone is taken to be in UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn it to UTC; SQLite keeps no zone."""
        return value.astimezone(UTC).replace(tzinfo=None) if value is not None and value.tzinfo else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Say that it is UTC."""
        return value.replace(tzinfo=UTC) if value is not None else None


metadata = MetaData()


def _table(name: str, *columns: SchemaItem) -> Table:
    """Return a table whose rows keep the order in which they came, whatever the clock does."""
    sequence = Column("sequence", Integer, primary_key=True)
    return Table(name, metadata, sequence, *columns, sqlite_autoincrement=True)


def _under(parent: str) -> Column[int]:
    """Return a column for the row's parent, with which it goes."""
    reference = ForeignKey(f"{parent}s.sequence", ondelete="CASCADE")
    return Column(parent, Integer, reference, nullable=False, index=True)


revisions = Table(
    "alembic_version",
    metadata,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
posts = _table(
    "posts",
    Column("id", String, nullable=False, unique=True),
    Column("platform", Whole, nullable=False),
    Column("link", Whole, nullable=False),
    Column("date", Moment),
    Column("language", Whole, nullable=False),
    Column("kind", String, nullable=False),
    Column("source", Whole, nullable=False),
    Column("text", Whole, nullable=False),
    Index("ix_posts_date", "date"),
)
post_places = _table(
    "post_places",
    _under("post"),
    Column("id", String, nullable=False, unique=True),
    Column("platform", Whole, nullable=False),
    Column("link", Whole, nullable=False),
    Column("source", Whole, nullable=False),
    Column("date", Moment),
    Column("text", Whole),
    Column("opening", Integer, index=True),
    Column("ending", Integer, index=True),
)
"""Where each post appeared, the first place first; `text` is null where it is the post's own."""
post_vectors = _table(
    "post_vectors",
    _under("post"),
    Column("embedder", String, nullable=False),
    Column("version", String, nullable=False),
    Column("vector", LargeBinary, nullable=False),
    UniqueConstraint("embedder", "version", "post", name="uq_post_vectors"),
)
text_vectors = Table(
    "text_vectors",
    metadata,
    Column("digest", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("embedder", String, primary_key=True),
    Column("version", String, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)
INTENTION_FIELDS = ("why", "community", "message", "tone", "boundaries", "wish", "return_to")
intentions = _table(
    "intentions",
    *(Column(name, Whole, nullable=False) for name in INTENTION_FIELDS),
    Column("saved", Moment, nullable=False),
)
sessions = _table(
    "sessions",
    Column("id", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("started", Moment, nullable=False),
)
turns = _table(
    "turns",
    _under("session"),
    Column("draft", Whole, nullable=False),
    Column("reply", Whole, nullable=False),
    Column("kept", Moment, nullable=False),
)
questions = _table(
    "questions",
    _under("turn"),
    Column("text", Whole, nullable=False),
    Column("frame", String),
    Column("lens", String, nullable=False),
)
answers = _table(
    "answers",
    _under("question"),
    Column("outcome", String, nullable=False),
    Column("text", Whole, nullable=False),
    Column("kept", Moment, nullable=False),
)
decisions = _table(
    "decisions",
    _under("session"),
    Column("way", String, nullable=False),
    Column("decided", Moment, nullable=False),
)
post_intentions = _table(
    "post_intentions",
    _under("session"),
    Column("text", Whole, nullable=False),
    Column("saved", Moment, nullable=False),
)
unwanted = _table(
    "unwanted",
    Column("frame", String, nullable=False, unique=True),
    Column("since", Moment, nullable=False),
)
"""Questions never to ask again, by their frame: a frame holds nothing of a draft."""
desk = _table("desk", Column("held", Whole, nullable=False))
"""At most one row: what lies unfinished on the page, as JSON."""
for _statement in SEARCH:
    event.listen(metadata, "after_create", DDL(_statement))  # type: ignore[no-untyped-call]
