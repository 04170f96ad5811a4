"""Alembic's way in: it is handed an open transaction, and neither opens nor closes anything."""

from alembic import context

from companion.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a column by making its table anew
)
context.run_migrations()
