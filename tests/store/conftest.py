"""Stores on the test's home."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from companion.embedding import Embedder, HashEmbedder
from companion.store import Store

HASH = HashEmbedder()


@pytest.fixture
def opened(home: Path) -> Iterator[Callable[..., Store]]:
    """Open stores on the test's home, and close them after it."""
    with ExitStack() as stack:

        def one(*, own_index: bool = False, embedder: Embedder | None = HASH) -> Store:
            return stack.enter_context(Store.open(home, embedder=embedder, own_index=own_index))

        yield one


@pytest.fixture
def store(opened: Callable[..., Store]) -> Store:
    """Open one store with exact recall."""
    return opened()
