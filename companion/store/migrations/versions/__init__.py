"""One module a revision; a new one is added to `companion.store.tables.REVISIONS`."""
