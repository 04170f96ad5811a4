"""Diary: what the author said they intend, and each draft and chat with what came of it, as the store gives it out."""

from collections.abc import Iterable, Iterator

from companion.errors import NotFound
from companion.records import Answer, Asked, Entry, Exchange, Intention, Post, Reply, SessionKind, WayOut
from companion.store import archive, asked, journal, leafing, restoring
from companion.store.archive import NeverAsk, Session
from companion.store.database import Database
from companion.store.leafing import Given
from companion.store.restoring import Restored


class Diary:
    """The side of the store that keeps what was said and asked, and hands all of it out."""

    _database: Database

    def save_intention(self, intention: Intention) -> Intention:
        """Keep it as a new version and return it with its number and time."""
        return journal.save_intention(self._database, intention)

    def intention(self) -> Intention | None:
        """Return the intention as last saved."""
        return next(iter(journal.intention_history(self._database, limit=1)), None)

    def intentions(self) -> list[Intention]:
        """Return every version of the intention, newest first."""
        return journal.intention_history(self._database)

    @property
    def database(self) -> Database:
        """The truth itself, for what is kept beside posts and sessions."""
        return self._database

    def begin(self, kind: SessionKind) -> str:
        """Open a session and return its id: nine letters and digits that sort in the order of the sessions."""
        return journal.begin(self._database, kind)

    def keep(self, session: str, draft: str, reply: Reply) -> None:
        """Keep one turn of `session`, whole or not at all; a care card is not kept."""
        journal.keep(self._database, session, draft, reply)

    def decide(self, session: str, way: WayOut) -> None:
        """Keep the way out the author took."""
        journal.decide(self._database, session, way)

    def answer(self, session: str, given: Answer) -> None:
        """Keep what the author did with a question of a draft's reply; the last one counts. Raises NotFound."""
        asked.answer(self._database, session, given)

    def answers(self, session: str) -> tuple[Answer, ...]:
        """Return what the author did with the questions of a draft's reply, in their order."""
        return asked.answered(self._database, session)

    def keep_intention(self, session: str, text: str) -> None:
        """Keep what the author says they intend with this session's post; the last one counts."""
        journal.keep_intention(self._database, session, text)

    def exchanges(self, session: str) -> tuple[Exchange, ...]:
        """Return the turns of a chat, oldest first. Raises NotFound."""
        return journal.exchanges(self._database, session)

    def open_chat(self) -> str | None:
        """Return the newest chat that was neither decided nor closed, None where there is none."""
        return journal.open_chat(self._database)

    def journal(self, *, search: str | None = None, limit: int = 50, offset: int = 0) -> list[Entry]:
        """Return the sessions in which something was asked, newest first; with `search`, those that hold its words."""
        among = leafing.mentioning(self._database, search) if search and search.strip() else None
        return journal.entries(self._database, limit=limit, offset=offset, among=among)

    def session(self, key: str) -> Session:
        """Return a draft or a chat, whole. Raises NotFound."""
        for found in archive.all_sessions(self._database, key):
            return found
        raise NotFound(what="session", id=key)

    def given(self, *, limit: int = 50, offset: int = 0) -> list[Given]:
        """Return the answers that stand to the questions of drafts, the last given first."""
        return leafing.given(self._database, limit=limit, offset=offset)

    def asked(self, *, limit: int = 20, outside: str | None = None) -> list[Asked]:
        """Return the questions asked before, newest first; those of the session `outside` left out."""
        return asked.asked(self._database, limit=limit, outside=outside)

    def all_posts(self) -> Iterator[Post]:
        """Walk every post with its places, in the order in which they came."""
        return archive.all_posts(self._database)

    def all_sessions(self) -> Iterator[Session]:
        """Walk every draft and chat, whole, oldest first."""
        return archive.all_sessions(self._database)

    def never_ask(self) -> Iterator[NeverAsk]:
        """Walk the questions that are never to be asked again, oldest first."""
        return archive.never_ask(self._database)

    def restore(
        self,
        intentions: Iterable[object],
        sessions: Iterable[object],
        never_ask: Iterable[object] = (),
        *,
        dry_run: bool = False,
    ) -> Restored:
        """Take in what `intentions`, `all_sessions` and `never_ask` gave, as JSON holds it, where it is not there.

        A dry run only counts it.
        """
        return (restoring.count if dry_run else restoring.restore)(self._database, intentions, sessions, never_ask)
