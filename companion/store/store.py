"""Store: the truth and its index, kept in step.

Invariants: what was returned as saved survives a kill; what it returns is right whatever the index does; what was
forgotten is in none of its files.
"""

import contextlib
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from companion.embedding import Embedder, Vectors
from companion.errors import EmbedderFailed
from companion.language import words
from companion.records import Language, Post
from companion.store import erasure, health, intake, leafing, posts, search, vectors
from companion.store.database import FILE, Database
from companion.store.diary import Diary
from companion.store.health import Check
from companion.store.identity import identify
from companion.store.index import Index
from companion.store.intake import Added
from companion.store.leftovers import Leftovers, Notices
from companion.store.nearest import Nearest
from companion.store.posts import Hit
from companion.store.receipt import Receipt
from companion.store.summary import Summary, summarise
from companion.store.vectors import PostVectors
from companion.store.which import Which

MEANT = 0.82
"""Cosine from which a post means what is searched for, on multilingual-e5-small: for one to four words, what is meant
lies at 0.82 to 0.87 and comes first; of what is not, little lies above (twenty searches, 2026-11-26)."""


class Store(Diary):
    """One author's home, open. Any thread may use it; close it when done."""

    def __init__(self, database: Database, embedder: Embedder | None, index: Index | None) -> None:
        """Use `Store.open`."""
        self._database, self._embedder = database, embedder
        self._notices = Notices()
        self._nearest = Nearest(PostVectors(database, embedder), index, self._notices.add) if embedder else None
        self._leftovers = Leftovers(database, self._notices)

    @classmethod
    def open(cls, home: Path, *, embedder: Embedder | None, own_index: bool = True) -> Self:
        """Open `home`, made where it is missing.

        A short command passes `own_index=False`: recall is then exact from the start, which is quicker than Chroma's
        import. The page passes True.
        """
        database, index, unusable = Database.open(home), None, False
        try:
            try:
                index = Index.claim(database.home) if own_index and embedder else None
            except OSError:
                unusable = True
            store = cls(database, embedder, index)
            if embedder is None:
                store._notices.add("no-vectors")
            elif unusable:
                store._notices.add("index-damaged")
            elif own_index and index is None:
                store._notices.add("index-elsewhere")
            store._leftovers.scrub()
        except BaseException:
            if index is not None:
                index.close()
            database.close()
            raise
        return store

    @staticmethod
    def stands_at(home: Path) -> bool:
        """Whether something is kept in `home`; nothing is made there."""
        return (home / FILE).is_file()

    @property
    def notices(self) -> tuple[str, ...]:
        """What the author may want to know, each code once.

        "no-vectors": recall goes by words alone. "index-elsewhere": another process owns the index, recall is exact.
        "index-damaged": it was not as it was closed and is not used. "index-rebuilt": it was made anew from the truth.
        "copy-left": the copy of an upgrade could not be removed, and may hold what was forgotten; tried again later.
        "index-left": it could not be removed, and may hold the vector of what was forgotten.
        "index-later": another process owns it, and drops what was forgotten when it next recalls, or closes.
        "scrub-later": what was forgotten is out of the database, but its bytes leave the file when no other process
        reads it, at the latest at the next opening.
        """
        return self._notices.codes

    def add_posts(self, given: Iterable[Post]) -> Added:
        """Keep the posts that are new, all or none; they are found by words at once, by meaning after `catch_up`."""
        return intake.add(self._database, given)

    def count_posts(self, given: Iterable[Post]) -> Added:
        """Say what `add_posts` would do, and keep nothing."""
        return intake.count(self._database, given)

    def catch_up(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Embed what has no vector, bring the index in step, and return how many were embedded.

        `progress` gets how many are done and how many there are. The page calls it at its start, in the background:
        recall is exact until it is done.
        """
        if self._nearest is None:
            return 0
        embedded = self._nearest.truth.embed_missing(progress)
        self._nearest.bring_in_step()
        return embedded

    def posts(
        self, *, search: str | None = None, which: Which | None = None, limit: int = 50, offset: int = 0
    ) -> list[Post]:
        """Return posts, newest first, after `offset` of them; with `search`, those that hold each of its words."""
        return posts.newest(self._database, search=search, which=which, limit=limit, offset=offset)

    def known(self, given: Post) -> Post:
        """Return `given` as it is kept, under whichever platform it came first. Raises NotFound."""
        return posts.known_by(self._database, identify(given))

    def search(self, text: str, *, which: Which | None = None, limit: int = 50, offset: int = 0) -> list[Post]:
        """Return posts that hold the words of `text` or mean what it says, best first; signs are looked for as such."""
        if not words(text):
            return self.posts(search=text, which=which, limit=limit, offset=offset)
        looked, end = which or Which(), offset + limit
        held = search.holding(self._database, text, looked, limit=end)
        return search.told(self._database, search.fused(held, self._meant(text, looked, end))[offset:end])

    def _meant(self, text: str, which: Which, limit: int) -> list[str]:
        if self._nearest is None or self._embedder is None:
            return []
        with contextlib.suppress(EmbedderFailed):  # words still find them
            vector = self._embedder.query([text])[0]
            return [key for key, cosine in self._nearest.among(vector, which, limit=limit) if cosine >= MEANT]
        return []

    def correct(self, post_id: str, date: datetime) -> Post:
        """Give a post another date. Raises NotFound."""
        return posts.correct(self._database, post_id, date)

    def summary(self) -> Summary:
        """Return how many posts there are by year, platform and language."""
        return summarise(self._database)

    def forget(self, post_id: str) -> None:
        """Erase a post from every file of the home: its text, words and vectors, the index, the copy of an upgrade.

        The index is removed at once and made anew at the next opening, in a process that never held the vector; until
        then recall is exact. An index that another process owns is removed by it when it next recalls or closes.
        """
        erasure.forget(self._database, post_id)
        self._clean()

    def counted(self, platform: str | None = None) -> Receipt:
        """Say what erasing everything, or one platform, would take and leave."""
        if platform is None:
            return erasure.counted(self._database)
        return Receipt(*leafing.of_platform(self._database, platform))

    def erase_platform(self, name: str) -> Receipt:
        """Erase the posts of a platform as `forget` does; what appeared elsewhere too stays there. Raises NotFound."""
        receipt = erasure.platform(self._database, name)
        self._clean()
        return receipt

    def erase_session(self, session: str) -> Receipt:
        """Erase a draft or a chat from every file of the home. Raises NotFound."""
        receipt = erasure.session(self._database, session)
        self._leftovers.scrub()
        return receipt

    def erase_everything(self) -> Receipt:
        """Erase all that is kept, from every file that the store has in the home."""
        receipt = erasure.everything(self._database)
        self._clean()
        return receipt

    def nearest(self, vector: Vectors, *, language: Language | None, limit: int) -> list[Hit]:
        """Return the posts nearest to `vector`, best first, replies left out; in `language` alone unless it is None."""
        if self._nearest is None:
            return []
        found = self._nearest.find(vector, language=language, limit=limit)
        kept = posts.by_id(self._database, [key for key, _ in found])
        return [Hit(kept[key], similarity) for key, similarity in found if key in kept]

    def by_words(self, text: str, *, limit: int) -> list[Hit]:
        """Return posts that share words with `text`, best first, replies left out."""
        return search.by_words(self._database, text, limit=limit)

    def vectors(self, texts: Sequence[str], *, kind: str) -> Vectors:
        """Return vectors of `texts`, computed once ever; `kind` is "query" or "passage".

        Without an embedder they have no columns.
        """
        if self._embedder is None:
            return np.zeros((len(texts), 0), np.float32)
        return vectors.of_texts(self._database, self._embedder, texts, kind=kind)

    def check(self) -> list[Check]:
        """Return what `doctor` tells of the store."""
        return health.check(self._database, self._nearest)

    def close(self) -> None:
        """Close it; what was saved is already on disk."""
        nearest, self._nearest = self._nearest, None
        try:
            if nearest is not None:
                nearest.close()
        finally:
            self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _clean(self) -> None:
        self._leftovers.drop_index(self._nearest)
        self._leftovers.scrub()
