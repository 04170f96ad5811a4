"""What is left in the home of what was deleted: taken out of every file, or told where that must wait."""

import contextlib

from companion.errors import StoreBusy
from companion.store.database import Database
from companion.store.index import Index
from companion.store.nearest import Nearest


class Notices:
    """What the author may want to know, each code once."""

    def __init__(self) -> None:
        self._codes: list[str] = []

    @property
    def codes(self) -> tuple[str, ...]:
        """All of them, in the order in which they came."""
        return tuple(self._codes)

    def add(self, code: str) -> None:
        """Note it."""
        if code not in self._codes:
            self._codes.append(code)

    def remove(self, *codes: str) -> None:
        """Let go of what is no longer so."""
        self._codes = [code for code in self._codes if code not in codes]


class Leftovers:
    """Bytes of what was deleted, in the database, its log, its copy and the index."""

    def __init__(self, database: Database, notices: Notices) -> None:
        self._database, self._notices = database, notices

    def drop_index(self, nearest: Nearest | None) -> None:
        """Remove the index, whoever of this process holds it; one that another process owns is told of."""
        self._notices.remove("index-left", "index-later")
        if nearest is not None:
            nearest.truth.forget()
        try:
            if nearest is not None and nearest.index is not None:
                nearest.forget()
            elif (self._database.home / "index").is_dir():
                self._drop_unowned()
        except OSError:
            self._notices.add("index-left")

    def _drop_unowned(self) -> None:
        index = Index.claim(self._database.home)
        if index is None:
            self._notices.add("index-later")
            return
        with contextlib.closing(index):
            index.drop()

    def scrub(self) -> None:
        """Rewrite the database and remove the copy of an upgrade, where something was deleted since the last time."""
        if not self._database.scrub_is_due:
            return
        self._notices.remove("scrub-later", "copy-left")
        gone = self._database.drop_copy()
        if not gone:
            self._notices.add("copy-left")
        try:
            self._database.scrub(again=not gone)
        except StoreBusy:
            self._notices.add("scrub-later")
