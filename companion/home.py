"""Home: everything an author keeps, and what they may do with it; what a draft is asked is no matter of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from companion import language as languages
from companion import settings, words
from companion.errors import CompanionError
from companion.limits import check
from companion.records import Answer, Entry, Exchange, Intention, Notice, Post, WayOut
from companion.settings import Settings

if TYPE_CHECKING:
    from companion.embedding import Embedder
    from companion.posts import ImportReport
    from companion.store import Check, Store

LEFT = ("scrub-later", "index-left")
"""Notices of the store that say something forgotten is not out of every file yet."""


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
        """Keep what the author answers, for themselves, to a question of a draft's reply, counted from 1.

        Raises EmptyText, TextTooLong and NotFound.
        """
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
        for value in (intention.why, intention.community, intention.message, intention.tone, intention.boundaries):
            check(value, empty=True)
        check(intention.wish, empty=True)
        check(intention.return_to, empty=True)
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
        progress: Callable[[int, int], None] | None = None,
        seen: Callable[[Post], None] | None = None,
    ) -> ImportReport:
        """Bring in the posts of `path`, or of an export's several parts; in a dry run, only count them."""
        from companion import posts

        return posts.bring(path, self.store, platform=platform, dry_run=dry_run, progress=progress, seen=seen)

    def paste_post(self, text: str, date: datetime | None = None) -> Post:
        """Keep one post that the author pasted. Raises EmptyText and TextTooLong."""
        from companion.store import identify

        check(text)
        post = Post(text, date.astimezone(UTC) if date else None, language=languages.detect(text))
        self.store.add_posts([post])
        self.store.catch_up()
        return replace(post, id=identify(post))

    def posts(self, search: str | None = None, *, limit: int = 50) -> list[Post]:
        """Return posts, newest first, those that hold the words of `search` where it is given."""
        return self.store.posts(search=search, limit=limit)

    def forget(self, post: str) -> tuple[Notice, ...]:
        """Erase one post, its words and its vector, and return what may be left of it for now. Raises NotFound."""
        self.store.forget(post)
        left = [code for code in self.store.notices if code in LEFT]
        return tuple(Notice(code, words.say(self.settings.language, f"notices.{code}")) for code in left)

    def journal(self, *, limit: int = 50) -> list[Entry]:
        """Return past sessions, newest first."""
        return self.store.journal(limit=limit)

    def exchanges(self, session: str) -> tuple[Exchange, ...]:
        """Return the turns of a past chat, oldest first. Raises NotFound."""
        return self.store.exchanges(session)

    def set(self, name: str, value: object) -> Settings:
        """Change one setting. Raises BadSetting."""
        self.settings = settings.save(self.settings, name, value)
        return self.settings

    def catch_up(self) -> None:
        """Embed what has no vector yet and make a damaged index again: for a process that stays, in the background."""
        with suppress(CompanionError):
            self.store.catch_up()

    def doctor(self) -> list[Check]:
        """Look over the home and this machine."""
        from companion.store import Check

        name = self.embedder.name if self.embedder else ""
        found = [
            Check("home", ok=True, found="doctor.home", slots={"path": self.settings.home}),
            Check(
                "embedder",
                ok=bool(name),
                found="doctor.embedder" if name else "doctor.no-embedder",
                slots={"name": name},
            ),
        ]
        try:
            found += self.store.check()
        except CompanionError as error:
            found.append(Check("store", ok=False, found=f"errors.{error.code}", slots=error.details))
        return found
