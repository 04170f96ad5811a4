"""The posts nearest to a vector: by the index where it is in step with the truth, else by comparing every vector.

Invariant: the answer is right whatever the index does; it answers only while its mark equals the truth's.
"""

from collections.abc import Callable
from contextlib import suppress

from companion.embedding import Vectors
from companion.errors import StoreError
from companion.records import Language
from companion.store.index import Index
from companion.store.vectors import PostVectors
from companion.store.which import Which

REACH = 100
"""Above as many posts the graph of the index misses some: it looks no wider."""


class Nearest:
    """The truth's vectors and the index over them, where this process owns it."""

    def __init__(self, truth: PostVectors, index: Index | None, notice: Callable[[str], None]) -> None:
        """Keep them; `notice` takes a code for the author."""
        self.truth, self.index = truth, index
        self._notice = notice
        self._damaged = index is not None and index.found == "damaged"
        self._forgetful = False
        if self._damaged:
            notice("index-damaged")

    def find(self, vector: Vectors, *, language: Language | None, limit: int) -> list[tuple[str, float]]:
        """Return ids and cosines, best first."""
        found = self._ask(vector, language, limit)
        return self.truth.nearest(vector, language=language, limit=limit) if found is None else found

    def among(self, vector: Vectors, which: Which, *, limit: int) -> list[tuple[str, float]]:
        """Return ids and cosines of the posts of `which` alone, best first: the index cannot be narrowed."""
        if which == Which():
            return self.find(vector, language=None, limit=limit)
        return self.truth.among(vector, which.conditions(), limit)

    def _ask(self, vector: Vectors, language: Language | None, limit: int) -> list[tuple[str, float]] | None:
        if self.index is None or self.index.mark is None:
            return None
        if limit > REACH:
            self.drop_forgotten()
            return None
        mark = self.truth.mark()
        try:
            found = self.index.nearest(vector, mark=mark, language=language, limit=limit)
            if found is None:
                self.drop_forgotten()
        except StoreError:
            raise
        except Exception:  # whatever Chroma raises, recall goes on without it
            self._give_up(self.index)
            return None
        return found

    def bring_in_step(self) -> None:
        """Give the index what it lacks, or make it anew where it cannot be mended.

        Not in a process that has forgotten a post: Chroma writes memory it has not cleared to its files, and the
        forgotten vector may lie in it. Recall is exact until the next opening.
        """
        if self.index is None or self.index.mark == (mark := self.truth.mark()):
            return
        try:
            self.drop_forgotten()
            if mark.count == 0 or self._forgetful:
                return
            if (held := self.index.mark) is not None:
                self.index.add(self.truth.rows(after=held.last, through=mark.last), mark)
                return
            self.index.rebuild(self.truth.rows(through=mark.last), mark)
        except StoreError:
            raise
        except Exception:
            self._give_up(self.index)
            return
        if self._damaged:
            self._damaged = False
            self._notice("index-rebuilt")

    def drop_forgotten(self) -> None:
        """Remove an index that holds a vector the truth does not: none can be taken out of its files."""
        if self.index is None or (held := self.index.mark) is None:
            return
        if not self.truth.still_hold(held):
            self._forgetful = self._forgetful or held.embedder == self.truth.mark().embedder
            self.index.drop(only=held)

    def forget(self) -> None:
        """Remove the index and make no other in this process."""
        self._forgetful = True
        if self.index is not None:
            self.index.drop()

    def close(self) -> None:
        """Let others own the index, whatever became of it: what cannot be removed now is at the next opening."""
        if self.index is None:
            return
        with suppress(OSError, StoreError):
            self.drop_forgotten()
        self.index.close()

    def _give_up(self, index: Index) -> None:
        self._damaged = True
        self._notice("index-damaged")
        with suppress(OSError):  # it holds nothing usable any more, removed or not
            index.drop()
