"""The first tables, as they were at version 0.1; later changes go in revisions of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _table(name: str, *columns: sa.schema.SchemaItem) -> None:
    sequence = sa.Column("sequence", sa.Integer, primary_key=True)
    op.create_table(name, sequence, *columns, sqlite_autoincrement=True)


def _under(parent: str) -> sa.Column[int]:
    reference = sa.ForeignKey(f"{parent}s.sequence", ondelete="CASCADE")
    return sa.Column(parent, sa.Integer, reference, nullable=False, index=True)


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _code(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String, nullable=False) for name in names]


def _vector() -> sa.Column[bytes]:
    return sa.Column("vector", sa.LargeBinary, nullable=False)


def upgrade() -> None:
    """Make every table."""
    _table(
        "posts",
        sa.Column("id", sa.String, nullable=False, unique=True),
        *_text("platform", "link"),
        sa.Column("date", sa.DateTime, index=True),
        *_text("language"),
        *_code("kind"),
        *_text("source", "text"),
    )
    unique = sa.UniqueConstraint("embedder", "version", "post", name="uq_post_vectors")
    _table("post_vectors", _under("post"), *_code("embedder", "version"), _vector(), unique)
    keys = [sa.Column(name, sa.String, primary_key=True) for name in ("digest", "kind", "embedder", "version")]
    op.create_table("text_vectors", *keys, _vector())
    fields = _text("why", "community", "message", "tone", "boundaries", "wish", "return_to")
    _table("intentions", *fields, sa.Column("saved", sa.DateTime, nullable=False))
    identity = sa.Column("id", sa.String, nullable=False, unique=True)
    _table("sessions", identity, *_code("kind"), sa.Column("started", sa.DateTime, nullable=False))
    _table("turns", _under("session"), *_text("draft", "reply"), sa.Column("kept", sa.DateTime, nullable=False))
    _table("questions", _under("turn"), *_text("text"), sa.Column("frame", sa.String), *_code("lens"))
    _table("decisions", _under("session"), *_code("way"), sa.Column("decided", sa.DateTime, nullable=False))
    op.execute("CREATE VIRTUAL TABLE posts_fts USING fts5(words, tokenize = 'unicode61 remove_diacritics 2')")
    op.execute("CREATE VIRTUAL TABLE posts_terms USING fts5vocab('posts_fts', 'row')")
