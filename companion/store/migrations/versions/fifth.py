"""What an author never wants to be asked again, and what lies unfinished on their page."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "unwanted",
        sa.Column("sequence", sa.Integer, primary_key=True),
        sa.Column("frame", sa.String, nullable=False, unique=True),
        sa.Column("since", sa.DateTime, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "desk",
        sa.Column("sequence", sa.Integer, primary_key=True),
        sa.Column("held", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
