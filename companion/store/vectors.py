"""Vectors in the truth, so that nothing is embedded twice; and the exact search over them.

Invariant: a vector belongs to the embedder that made it, by name and version, and is never compared with another's.
"""

import hashlib
import threading
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest

import numpy as np
import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import Connection

from companion.embedding import Embedder, Vectors
from companion.records import Language
from companion.store.database import Database
from companion.store.tables import post_vectors, posts, text_vectors

BATCH = 32
"""Posts embedded at a time: about two seconds of work that a kill can undo."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Which vectors there are: equal marks, the same vectors."""

    embedder: str
    """Name and version of the embedder."""
    count: int
    """How many, those of other embedders included."""
    last: int
    """Sequence of the newest; never used again, even when its post is forgotten."""


@dataclass(frozen=True, slots=True)
class Row:
    """One vector of a post."""

    id: str
    """Id of the post."""
    language: str
    """Language of the post."""
    vector: bytes
    """Little-endian float32."""


_COUNT = sa.select(sa.func.count()).select_from(post_vectors).scalar_subquery()
_LAST = sa.select(sa.func.max(post_vectors.c.sequence)).scalar_subquery()


class PostVectors:
    """The vectors of posts that one embedder made. Replies have none: they are never quoted."""

    def __init__(self, database: Database, embedder: Embedder) -> None:
        """Read nothing yet."""
        self._database = database
        self._embedder = embedder
        self._name = f"{embedder.name} {embedder.version}"
        self._mine = sa.and_(post_vectors.c.embedder == embedder.name, post_vectors.c.version == embedder.version)
        self._exact: tuple[Mark, _Exact] | None = None
        self._lock = threading.Lock()

    def mark(self) -> Mark:
        """Return which vectors there are now; asked at each recall, so it looks at no row (1 ms at 100,000)."""
        return Mark(self._name, *self._read(_COUNT, _LAST))

    def still_hold(self, mark: Mark) -> bool:
        """Tell whether every vector there was at `mark` is there still, and was this embedder's."""
        later = sa.select(sa.func.count()).where(post_vectors.c.sequence > mark.last).scalar_subquery()
        count, later_count = self._read(_COUNT, later)
        return mark.embedder == self._name and mark.count == count - later_count

    def _read(self, *numbers: sa.ScalarSelect[int]) -> tuple[int, ...]:
        with self._database.read() as connection:
            return tuple(number or 0 for number in connection.execute(sa.select(*numbers)).one())

    def count(self) -> int:
        """Return how many posts have a vector of this embedder."""
        with self._database.read() as connection:
            return connection.scalar(sa.select(sa.func.count()).select_from(post_vectors).where(self._mine)) or 0

    def rows(self, *, after: int = 0, through: int) -> Iterator[Row]:
        """Yield vectors in the order they were made."""
        query = (
            sa.select(posts.c.id, posts.c.language, post_vectors.c.vector)
            .join(posts, posts.c.sequence == post_vectors.c.post)
            .where(self._mine, post_vectors.c.sequence > after, post_vectors.c.sequence <= through)
            .order_by(post_vectors.c.sequence)
        )
        with self._database.read() as connection:
            for row in connection.execution_options(yield_per=1000).execute(query):
                yield Row(*row)

    def embed_missing(self, progress: Callable[[int, int], None] | None) -> int:
        """Embed the posts without a vector, newest first, and return how many were embedded."""
        vectored = sa.select(post_vectors.c.post).where(self._mine)
        missing = sa.and_(posts.c.kind != "reply", posts.c.sequence.not_in(vectored))
        with self._database.read() as connection:
            total = connection.scalar(sa.select(sa.func.count()).select_from(posts).where(missing)) or 0
        done, before = 0, sa.true()
        while True:
            query = sa.select(posts.c.sequence, posts.c.text).where(missing, before)
            with self._database.read() as connection:
                batch = connection.execute(query.order_by(posts.c.sequence.desc()).limit(BATCH)).all()
            if not batch:
                return done
            self._keep([sequence for sequence, _ in batch], self._embedder.passage([text for _, text in batch]))
            before = posts.c.sequence < batch[-1][0]
            done += len(batch)
            if progress is not None:
                progress(done, max(done, total))

    def _keep(self, sequences: Sequence[int], vectors: Vectors) -> None:
        whose = {"embedder": self._embedder.name, "version": self._embedder.version}
        with self._database.write() as connection:
            there = set(connection.scalars(sa.select(posts.c.sequence).where(posts.c.sequence.in_(sequences))))
            rows = [
                {"post": sequence, "vector": _bytes(vector)} | whose
                for sequence, vector in zip(sequences, vectors, strict=True)
                if sequence in there  # not forgotten meanwhile
            ]
            if rows:
                connection.execute(insert(post_vectors).on_conflict_do_nothing(), rows)

    def nearest(self, vector: Vectors, *, language: Language | None, limit: int) -> list[tuple[str, float]]:
        """Return ids and cosines of the posts nearest to `vector`, by comparing it with every one."""
        with self._lock:
            mark = self.mark()
            if self._exact is None or self._exact[0] != mark:
                self._exact = (mark, _Exact(list(self.rows(through=mark.last)), self._embedder.dimensions))
            exact = self._exact[1]
        return exact.nearest(vector, language, limit)

    def among(
        self, vector: Vectors, conditions: Sequence[sa.ColumnElement[bool]], limit: int
    ) -> list[tuple[str, float]]:
        """Return ids and cosines of the nearest posts that fulfil `conditions`, by comparing it with each of those."""
        query = sa.select(posts.c.id, post_vectors.c.vector).join(posts, posts.c.sequence == post_vectors.c.post)
        best: list[tuple[str, float]] = []
        with self._database.read() as connection:
            rows = connection.execution_options(yield_per=1000).execute(query.where(self._mine, *conditions))
            for some in rows.partitions():
                matrix = np.frombuffer(b"".join(row.vector for row in some), "<f4").reshape(len(some), -1)
                scored = zip((row.id for row in some), (matrix @ vector).tolist(), strict=True)
                best = nlargest(limit, [*best, *scored], key=lambda hit: hit[1])
        return best

    def forget(self) -> None:
        """Let go of what is in memory."""
        with self._lock:
            self._exact = None


class _Exact:
    """Every vector in memory, those of a language side by side."""

    def __init__(self, rows: list[Row], dimensions: int) -> None:
        rows.sort(key=lambda row: row.language)
        languages = [row.language for row in rows]
        self._ids = [row.id for row in rows]
        self._matrix: Vectors = np.frombuffer(b"".join(row.vector for row in rows), "<f4").reshape(-1, dimensions)
        self._of = {code: slice(bisect_left(languages, code), bisect_right(languages, code)) for code in ("fr", "en")}

    def nearest(self, vector: Vectors, language: Language | None, limit: int) -> list[tuple[str, float]]:
        among = slice(0, len(self._ids)) if language is None else self._of[language]
        scores = self._matrix[among] @ vector
        size = min(max(limit, 0), len(scores))
        if size == 0:
            return []
        best = np.argpartition(scores, -size)[-size:]
        best = best[np.argsort(-scores[best], kind="stable")]
        return [(self._ids[among.start + index], float(scores[index])) for index in best]


def renew(connection: Connection, some: Sequence[int]) -> None:
    """Keep the vectors of posts anew, as an index has them under ids that those posts do not bear any more."""
    here = post_vectors.c.post.in_(some)
    columns = (column for column in post_vectors.c if column is not post_vectors.c.sequence)
    rows = [dict(row._mapping) for row in connection.execute(sa.select(*columns).where(here))]
    connection.execute(sa.delete(post_vectors).where(here))
    if rows:
        connection.execute(sa.insert(post_vectors), rows)


def of_texts(database: Database, embedder: Embedder, texts: Sequence[str], *, kind: str) -> Vectors:
    """Return vectors of `texts`, embedded once ever; `kind` is "query" or "passage"."""
    keys = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() for text in texts]
    whose = {"kind": kind, "embedder": embedder.name, "version": embedder.version}
    mine = sa.and_(*(text_vectors.c[name] == value for name, value in whose.items()))
    query = sa.select(text_vectors.c.digest, text_vectors.c.vector).where(mine)
    with database.read() as connection:
        rows = connection.execute(query.where(text_vectors.c.digest.in_(set(keys))))
        known = {row.digest: np.frombuffer(row.vector, "<f4") for row in rows}
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing:
        made = (embedder.query if kind == "query" else embedder.passage)(list(missing.values()))
        known |= dict(zip(missing, made, strict=True))
        kept = [{"digest": key, "vector": _bytes(known[key])} | whose for key in missing]
        with database.write() as connection:
            connection.execute(insert(text_vectors).on_conflict_do_nothing(), kept)
    stacked = [known[key] for key in keys] or np.zeros((0, embedder.dimensions))
    return np.asarray(stacked, np.float32)


def _bytes(vector: Vectors) -> bytes:
    return np.ascontiguousarray(vector, "<f4").tobytes()
