"""Revisions of the database, for Alembic; `companion.store.database` runs them in its own transaction."""
