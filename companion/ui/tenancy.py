"""Tenancy: the pages that are open, one for each author who came: opened when asked for, closed when nobody looks.

Invariant: a page is found by who signed in, never by anything else that a request says.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress

from companion.embedding import Embedder
from companion.errors import CompanionError
from companion.settings import Settings
from companion.ui.author import Author
from companion.ui.hosted import Hosted
from companion.users import User, Users

ROOM = 100
"""Pages open at once, about 12 MB each."""
IDLE = 1800.0
"""Seconds without a request, and without a browser that still listens, after which a page is closed."""
_ROUND = 2.0
"""Seconds between two looks at who left."""


class NoRoom(CompanionError):
    """Every page that may be open is being used."""

    code = "no-room"


class Tenancy:
    """The open pages of the users of one served home."""

    def __init__(
        self,
        users: Users,
        served: Settings,
        *,
        embedder: Embedder | None,
        root_path: str = "",
        mcp: bool = False,
        room: int = ROOM,
    ) -> None:
        """Take what the one who serves has chosen, and an embedder that is loaded once for everybody."""
        self._users, self._served, self._embedder = users, served, embedder
        self._root_path, self._mcp, self._room = root_path, mcp, room
        self._open: dict[str, asyncio.Task[Author]] = {}
        self._closing: dict[str, asyncio.Task[None]] = {}
        self._seen: dict[str, float] = {}

    async def page(self, user: User) -> Author:
        """Return that user's page, opened if need be. Raises NoRoom, StoreBusy and StoreFull."""
        self._seen[user.id] = time.monotonic()
        if user.id not in self._open:
            await self._make_room()
            if user.id not in self._open:  # another request of theirs may have come meanwhile
                self._open[user.id] = asyncio.create_task(self._opened(user))
        try:
            return await asyncio.shield(self._open[user.id])
        except Exception:
            self._open.pop(user.id, None)
            raise

    async def keep_tidy(self) -> None:
        """Close the pages of those who were removed, and those that nobody uses, until cancelled."""
        while True:
            await asyncio.sleep(_ROUND)
            await self._close(self._gone)

    async def close(self) -> None:
        """Close every page."""
        await self._close(lambda id_: True)

    async def _opened(self, user: User) -> Author:
        if user.id in self._closing:  # its home is being let go
            await self._closing[user.id]
        companion = Hosted(self._users.home(user), self._served, embedder=self._embedder)
        author = Author(companion, root_path=self._root_path, mcp=self._mcp)
        await author.open()
        return author

    async def _make_room(self) -> None:
        """Close the page that was used least recently of those that nobody looks at. Raises NoRoom."""
        if len(self._open) < self._room:
            return
        idle = [id_ for id_ in sorted(self._open, key=self._seen.__getitem__) if not self._used(id_)]
        if not idle:
            raise NoRoom
        await self._close(lambda id_: id_ == idle[0])

    def _gone(self, id_: str) -> bool:
        try:
            removed = self._users.get(id_) is None
        except CompanionError:  # a file that cannot be read removes nobody
            removed = False
        return removed or (not self._used(id_) and time.monotonic() - self._seen[id_] > IDLE)

    def _used(self, id_: str) -> bool:
        """Whether a page is being opened, or a browser waits for something of it."""
        task = self._open[id_]
        return not task.done() or (task.exception() is None and task.result().requests > 0)

    async def _close(self, leaves: Callable[[str], bool]) -> None:
        for id_ in [id_ for id_ in self._open if leaves(id_)]:
            self._closing[id_] = asyncio.create_task(self._closed(self._open.pop(id_)))
            self._seen.pop(id_, None)
        for id_, closing in list(self._closing.items()):
            await closing
            self._closing.pop(id_, None)

    @staticmethod
    async def _closed(opening: asyncio.Task[Author]) -> None:
        with suppress(Exception):  # a page that did not open has nothing to close
            await (await opening).close()
