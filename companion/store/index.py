"""The index over the vectors of posts: Chroma, one collection a language, always rebuildable from the truth.

Invariants: one process at a time owns it, by a lock; files that are not as they were closed are never given to Chroma;
it holds vectors and ids, no text. Chroma is imported at the first use, not before.

`home/index` holds a folder for the build in use, and its manifest, which is taken away before anything is written and
put back at a clean close, so that a kill leaves none.
"""

import contextlib
import errno
import secrets
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from filelock import FileLock, Timeout

import companion.offline  # noqa: F401  before chromadb
from companion.embedding import Vectors
from companion.records import Language
from companion.store import manifest
from companion.store.database import private
from companion.store.vectors import Mark, Row

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

BATCH = 1000
"""Vectors given to Chroma at a time."""
_LANGUAGES = ("fr", "en", "other")
_PROBE = "import sys; from companion.store.index import probe; probe(sys.argv[1])"
Found = Literal["whole", "missing", "damaged"]


class Index:
    """The owned index; any thread may use it. Where `mark` is None it holds nothing that can be used."""

    def __init__(self, folder: Path, lock: FileLock) -> None:
        """Look at the files, without opening them in Chroma."""
        self._folder, self._lock = folder, lock
        self._guard = threading.RLock()
        self._client: Client | None = None
        self._collections: dict[str, Collection] = {}
        self._written = False
        self._build: Path | None = None
        self.mark: Mark | None = None
        """Which vectors it holds."""
        self.found: Found = self._inspect()
        """How its files were at opening."""

    @classmethod
    def claim(cls, home: Path) -> "Index | None":
        """Own the index of `home`, or return None where another does. Raises OSError where there can be none."""
        private(home / "index")
        lock = FileLock(home / "index.lock", timeout=0, mode=0o600, thread_local=False)
        try:
            lock.acquire()
        except Timeout:
            return None
        try:
            return cls(home / "index", lock)
        except BaseException:
            lock.release()
            raise

    def nearest(
        self, vector: Vectors, *, mark: Mark, language: Language | None, limit: int
    ) -> list[tuple[str, float]] | None:
        """Return ids and cosines of the posts nearest to `vector`, best first; None unless it stands at `mark`."""
        found: list[tuple[str, float]] = []
        with self._guard:
            if self.mark != mark:
                return None
            for name in ([language] if language else _LANGUAGES) if limit > 0 else ():
                answer = self._collection(name).query(
                    query_embeddings=np.asarray([vector], np.float32), n_results=limit, include=["distances"]
                )
                distances = answer["distances"] or [[]]
                found += [(key, 1.0 - away) for key, away in zip(answer["ids"][0], distances[0], strict=True)]
        return sorted(found, key=lambda hit: -hit[1])[:limit]

    def add(self, rows: Iterable[Row], mark: Mark) -> None:
        """Take in the vectors that bring it to `mark`."""
        with self._guard:
            self.mark = None
            self._written = True
            manifest.remove(self._folder)
            self._fill(rows)
            self.mark = mark

    def rebuild(self, rows: Iterable[Row], mark: Mark) -> None:
        """Make it anew in a new folder; nothing of the old one is left."""
        with self._guard:
            self.drop()
            self._build = self._folder / secrets.token_hex(4)
            private(self._build)
            self._open()
            self.add(rows, mark)

    def drop(self, only: Mark | None = None) -> None:
        """Remove every file of it, unless it no longer stands at `only`. Raises OSError where one stays."""
        with self._guard:
            if only is not None and self.mark != only:
                return
            self.mark, self._build, self._written = None, None, False
            self._close_client()
            manifest.remove(self._folder)
            self._sweep()
            if left := [leftover for leftover in self._folder.iterdir() if leftover.is_dir()]:
                raise OSError(errno.ENOTEMPTY, "index not removed", str(left[0]))

    def probe(self) -> bool:
        """Open it in another process, which a damaged file may kill, and tell whether that ended well."""
        with self._guard:
            self._close_client()
            if self._build is None:
                return True
            command = [sys.executable, "-c", _PROBE, str(self._build)]
            return subprocess.run(command, capture_output=True, check=False, timeout=120).returncode == 0  # noqa: S603

    def close(self) -> None:
        """Sign the manifest where something changed, and let others own it; one that is not signed is made anew."""
        with self._guard:
            try:
                self._close_client()
                if self._written and self.mark and self._build:
                    manifest.write(self._folder, self._build, self.mark)
            except OSError:
                return
            finally:
                self._lock.release()

    def _inspect(self) -> Found:
        """Tell how the files are, and remove those that are not in use."""
        signed = manifest.read(self._folder)
        found: Found = "damaged" if any(self._folder.iterdir()) else "missing"
        if signed is not None:
            self._build, self.mark = signed
            found = "whole"
        self._sweep()
        return found

    def _sweep(self) -> None:
        for leftover in self._folder.iterdir():
            if leftover.is_dir() and leftover != self._build:
                shutil.rmtree(leftover, ignore_errors=True)

    def _fill(self, rows: Iterable[Row]) -> None:
        rest = iter(rows)
        while batch := list(islice(rest, BATCH)):
            for name in _LANGUAGES:
                mine = [row for row in batch if (row.language if row.language in _LANGUAGES else "other") == name]
                if mine:
                    vectors = np.frombuffer(b"".join(row.vector for row in mine), "<f4").reshape(len(mine), -1)
                    self._collection(name).upsert(ids=[row.id for row in mine], embeddings=vectors)

    def _collection(self, name: str) -> "Collection":
        if name not in self._collections:
            self._collections[name] = self._open().get_or_create_collection(
                f"posts-{name}", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
            )
        return self._collections[name]

    def _open(self) -> "Client":
        if self._client is None:
            assert self._build is not None
            self._client = _client(self._build)
        return self._client

    def _close_client(self) -> None:
        self._collections.clear()
        client, self._client = self._client, None
        if client is not None:
            with contextlib.suppress(Exception):  # whatever Chroma raises, nothing more is asked of it
                client.close()


def _client(build: Path) -> "Client":
    import chromadb
    from chromadb.api.client import Client
    from chromadb.config import Settings

    client = chromadb.PersistentClient(build, settings=Settings(anonymized_telemetry=False))
    assert isinstance(client, Client)  # the declared type has no close()
    return client


def probe(build: str) -> None:
    """Read every vector and ask each collection once; for a process of its own."""
    client = _client(Path(build))
    for collection in client.list_collections():
        some = client.get_collection(collection.name, embedding_function=None).get(include=["embeddings"])["embeddings"]
        if some is not None and len(some):
            collection.query(query_embeddings=np.asarray(some[:1], np.float32), n_results=10)
    client.close()
