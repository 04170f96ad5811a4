"""Where a post appeared: one published on two platforms is one post with two places."""

import sqlalchemy as sa
from alembic import op

from companion.store import intake  # what looks posts up is never changed without a revision that makes it anew

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table, and give each post the place it came from."""
    post = sa.ForeignKey("posts.sequence", ondelete="CASCADE")
    op.create_table(
        "post_places",
        sa.Column("sequence", sa.Integer, primary_key=True),
        sa.Column("post", sa.Integer, post, nullable=False),
        sa.Column("id", sa.String, nullable=False, unique=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("platform", "link", "source")),
        sa.Column("date", sa.DateTime),
        sa.Column("text", sa.Text),
        *(sa.Column(name, sa.Integer) for name in ("opening", "ending")),
        sqlite_autoincrement=True,
    )
    for name in ("ending", "opening", "post"):
        op.create_index(f"ix_post_places_{name}", "post_places", [name])
    columns = "id, platform, link, source, date"
    op.execute(f"INSERT INTO post_places (post, {columns}) SELECT sequence, {columns} FROM posts")  # noqa: S608  ours
    intake.mark_all(op.get_bind())
