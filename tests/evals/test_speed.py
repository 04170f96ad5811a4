"""Speed: the bench measures what it says, whatever it comes to here; how fast it is, is nobody's test."""

import pytest

from companion.embedding import HashEmbedder
from evals import memo, speed

pytestmark = pytest.mark.slow


def test_the_same_requests_are_sent_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every request of the suite goes straight once more, and takes some time of its own."""
    monkeypatch.setattr(memo, "own", lambda: memo.Memo(HashEmbedder()))
    held = speed.measured(1, 2, tokens=500)
    assert held.requests >= 2
    assert held.straight > 0
    assert held.ratio == held.suite / held.straight
