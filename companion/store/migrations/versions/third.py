"""What an author answers to a question for themselves, or that they leave it aside."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table."""
    question = sa.ForeignKey("questions.sequence", ondelete="CASCADE")
    op.create_table(
        "answers",
        sa.Column("sequence", sa.Integer, primary_key=True),
        sa.Column("question", sa.Integer, question, nullable=False, index=True),
        sa.Column("outcome", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("kept", sa.DateTime, nullable=False),
        sqlite_autoincrement=True,
    )
