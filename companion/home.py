"""Home: everything an author keeps, and what they may do with it; what a draft is asked is no matter of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from companion import abilities, erasing, settings
from companion import language as languages
from companion.erasing import Receipt, Scope, Swept
from companion.errors import BadSetting, CompanionError
from companion.limits import check
from companion.records import Answer, Entry, Exchange, Intention, Notice, Post, WayOut
from companion.settings import Settings

if TYPE_CHECKING:
    from companion.embedding import Embedder
    from companion.export import Exported
    from companion.restore import Brought
    from companion.store import Check, Given, Session, Store, Summary
    from companion.store import Receipt as Gone


class Home:
    """One author's home, opened when it is first needed; close it, or use it as a context manager."""

    def __init__(self, settings: Settings, *, own_index: bool = False, embedder: Embedder | None = None) -> None:
        """`own_index` is for a process that stays: opening Chroma takes longer than searching a library exactly."""
        self.settings = settings
        self._own_index = own_index
        self._embedder = embedder
        self._embedder_known = embedder is not None
        self._store: Store | None = None

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Close the store, if it was opened."""
        if self._store is not None:
            self._store.close()
            self._store = None

    @property
    def embedder(self) -> Embedder | None:
        """The embedder of this machine, None where it has no wheel."""
        if not self._embedder_known:
            from companion import embedding

            self._embedder, self._embedder_known = embedding.default(), True
        return self._embedder

    @property
    def store(self) -> Store:
        """The author's store, opened when first asked for. Raises StoreError."""
        if self._store is None:
            from companion.store import Store

            self._store = Store.open(self.settings.home, embedder=self.embedder, own_index=self._own_index)
        return self._store

    def decide(self, session: str, way: WayOut) -> None:
        """Keep the way out the author took. Raises NotFound."""
        self.store.decide(session, way)

    def answer(self, session: str, number: int, text: str) -> None:
        """Keep an answer to a question of a draft's reply, from 1. Raises EmptyText, TextTooLong and NotFound."""
        check(text)
        self.store.answer(session, Answer(number, "answered", text))

    def skip(self, session: str, number: int) -> None:
        """Keep that the author leaves that question aside. Raises NotFound."""
        self.store.answer(session, Answer(number, "skipped"))

    def answers(self, session: str) -> tuple[Answer, ...]:
        """Return what the author did with the questions of a draft's reply, in their order."""
        return self.store.answers(session)

    def intention(self) -> Intention | None:
        """Return the saved intention."""
        return self.store.intention()

    def save_intention(self, intention: Intention) -> Intention:
        """Keep a new version. Raises TextTooLong."""
        told = (intention.why, intention.community, intention.message, intention.tone, intention.boundaries)
        for value in (*told, intention.wish, intention.return_to):
            check(value, empty=True)
        return self.store.save_intention(intention)

    def adopt_why(self, text: str) -> Intention:
        """Keep `text` as the why of every post, beside what else was saved. Raises EmptyText and TextTooLong."""
        check(text)
        return self.save_intention(replace(self.intention() or Intention(), why=text))

    def intentions(self) -> list[Intention]:
        """Return every version, newest first."""
        return self.store.intentions()

    def import_posts(
        self,
        path: Path | Sequence[Path],
        *,
        platform: str | None = None,
        dry_run: bool = False,
        learn: bool = True,
        progress: Callable[[int, int], None] | None = None,
        seen: Callable[[Post], None] | None = None,
    ) -> Brought:
        """Bring in the posts of `path`, or of an export's several parts; in a dry run, only count them.

        An export of ours brings journal and intention back too. Without `learn`, words alone find posts until it runs.
        """
        from companion.restore import bring

        paths = [path] if isinstance(path, Path) else path
        return bring(self.store, paths, platform=platform, dry_run=dry_run, learn=learn, progress=progress, seen=seen)

    def paste_post(self, text: str, date: datetime | None = None) -> Post:
        """Keep one post that the author pasted. Raises EmptyText and TextTooLong."""
        check(text)
        post = Post(text, date.astimezone(UTC) if date else None, language=languages.detect(text))
        self.store.add_posts([post])
        self.store.catch_up()
        return self.store.known(post)

    def posts(
        self,
        search: str | None = None,
        *,
        platform: str | None = None,
        year: int | None = None,
        language: str | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> list[Post]:
        """Return posts, newest first; with `search`, those that hold its words or mean what it says, best first."""
        from companion.store import Which

        which = Which(platform, year, language)
        if search and search.strip():
            return self.store.search(search, which=which, limit=limit, offset=offset)
        return self.store.posts(which=which, limit=limit, offset=offset)

    def summary(self) -> Summary:
        """Return how many posts there are by year, platform and language."""
        return self.store.summary()

    def correct_date(self, post: str, day: date) -> Post:
        """Give a post the day it appeared. Raises NotFound, and BadSetting for a day to come."""
        tomorrow = datetime.now().astimezone().date() + timedelta(days=1)  # somewhere it is tomorrow already
        if day > tomorrow:
            raise BadSetting(name="date", value=day.isoformat(), allowed=f"… {tomorrow.isoformat()}")
        return self.store.correct(post, datetime.combine(day, time(12), UTC))

    def forget(self, post: str) -> tuple[Notice, ...]:
        """Erase one post, its words and its vector, and return what may be left of it for now. Raises NotFound."""
        self.store.forget(post)
        return self._left(erasing.sweep(self.settings.home))

    def export(self, folder: Path) -> Exported:
        """Write everything into `folder`, new or empty. Raises ExportRefused and StoreFull."""
        from companion.export import export

        return export(
            self.store, settings.shown(self.settings), folder, home=self.settings.home, language=self.settings.language
        )

    def pack(self, file: Path, session: str | None = None) -> Exported:
        """Write everything, or one session alone, into `file`, a new zip. Raises NotFound and StoreFull."""
        from companion.export import pack

        told = settings.shown(self.settings)
        return pack(self.store, told, file, language=self.settings.language, session=session)

    def keep_nothing(self, *, really: bool) -> None:
        """Keep nothing of what comes from here on, until told otherwise or closed; the setting `memory` stays."""
        memory = not really and settings.load(self.settings.home).memory
        self.settings = replace(self.settings, memory=memory)

    def erase_everything(self) -> Receipt:
        """Erase all that is kept, settings too, from every file of the home."""
        receipt = self._receipt("all", "", self.store.erase_everything(), settings.FILE, abilities.FILE)
        self.settings = settings.load(self.settings.home)
        return receipt

    def erase_platform(self, name: str) -> Receipt:
        """Erase the posts of a platform; those that appeared elsewhere too stay there. Raises NotFound."""
        return self._receipt("platform", name, self.store.erase_platform(name))

    def erase_session(self, session: str) -> Receipt:
        """Erase a draft or a chat, with its questions and answers. Raises NotFound."""
        return self._receipt("session", session, self.store.erase_session(session))

    def _receipt(self, scope: Scope, name: str, gone: Gone, *own: str) -> Receipt:
        swept = erasing.sweep(self.settings.home, *own)
        return erasing.receipt(scope, name, gone, files=swept.gone, left=self._left(swept), home=self.settings.home)

    def _left(self, swept: Swept) -> tuple[Notice, ...]:
        return erasing.left(self.store.notices, swept, self.settings.home, self.settings.language)

    def journal(self, *, search: str | None = None, limit: int = 50, offset: int = 0) -> list[Entry]:
        """Return past sessions, newest first; with `search`, those in which each of its words is said or asked."""
        return self.store.journal(search=search, limit=limit, offset=offset)

    def session(self, key: str) -> Session:
        """Return a past draft or chat, whole: every version, what was asked, answered and decided. Raises NotFound."""
        return self.store.session(key)

    def given(self, *, limit: int = 50, offset: int = 0) -> list[Given]:
        """Return the answers that stand to the questions of drafts, the last given first."""
        return self.store.given(limit=limit, offset=offset)

    def counted(self, platform: str | None = None) -> Gone:
        """Say what erasing everything, or one platform, would take and leave."""
        return self.store.counted(platform)

    def exchanges(self, session: str) -> tuple[Exchange, ...]:
        """Return the turns of a past chat, oldest first. Raises NotFound."""
        return self.store.exchanges(session)

    def set(self, name: str, value: object) -> Settings:
        """Change one setting. Raises BadSetting."""
        self.settings = settings.save(self.settings, name, value)
        return self.settings

    def learn(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Embed what has no vector yet, telling how many are done and how many there are. Raises EmbedderFailed."""
        return self.store.catch_up(progress)

    def catch_up(self) -> None:
        """Embed what has no vector yet and make a damaged index again: for a process that stays, in the background."""
        with suppress(CompanionError):
            self.store.catch_up()

    def doctor(self) -> list[Check]:
        """Look over the home and this machine."""
        from companion import checkup

        return checkup.over(self.settings.home, self.embedder, lambda: self.store.check())  # noqa: PLW0108  opens it
