"""What an author keeps of a chat as the intention of one post."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table."""
    session = sa.ForeignKey("sessions.sequence", ondelete="CASCADE")
    op.create_table(
        "post_intentions",
        sa.Column("sequence", sa.Integer, primary_key=True),
        sa.Column("session", sa.Integer, session, nullable=False, index=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("saved", sa.DateTime, nullable=False),
        sqlite_autoincrement=True,
    )
