"""Distress said sideways: heard by the turns of phrase that go with it, where no list has its words.

A linear classifier over hashed words and letters, learnt from texts written for it (prompts/care/heard.jsonl), both
languages in one; `python -m companion.oblique` learns it anew and a test says when that is due. It only ever adds the
care card to a reply. What it hears and misses is in docs/design/care.md.
"""

import hashlib
import json
import re
import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from companion import prompt
from companion.language import folded

Row = NDArray[np.float32]

_WORD = re.compile(r"\w+")
_SLOTS = 1 << 15
"""Places that features are hashed into, for words and for letters each."""
_READ = 6000
"""Characters that are read: the beginning and the end of a longer text."""
_WINDOW, _STEP = 60, 30
"""Words that are judged together, and from one window to the next: one sentence in a long draft is not drowned."""
_LEAST = 6
"""Words below which a text says too little: the lists hear the direct ones."""
_EASE = 0.3
"""How far the classifier keeps from its examples. Source: the best of .1, .3, 1 and 2 on texts it had not seen."""
_FOLDS, _ROUNDS = 8, 12


class Learnt(NamedTuple):
    """What was learnt."""

    rarity: Row
    """Weight of each feature before a text is set to length 1: one row for words, one for letters."""
    leaning: Row
    """What each feature says for distress, likewise."""
    offset: float
    """What is added, so that 0 is in doubt."""
    least: float
    """Score from which a text is heard."""


def heard(text: str) -> bool:
    """Whether `text` sounds like somebody in acute distress, whatever words it has for it."""
    learnt = _learnt()
    return any(_score(window, learnt) >= learnt.least for window in _windows(text))


def _score(window: Sequence[str], learnt: Learnt) -> float:
    return float((_row(window, learnt.rarity) * learnt.leaning).sum()) + learnt.offset


def _windows(text: str) -> Iterator[list[str]]:
    """Yield the words of `text`, by windows that overlap."""
    read = text if len(text) <= _READ else f"{text[: _READ // 2]} {text[-_READ // 2 :]}"
    words = _WORD.findall(folded(read))
    if len(words) >= _LEAST:
        for start in range(0, max(1, len(words) - _WINDOW + _STEP), _STEP):
            yield words[start : start + _WINDOW]


def _row(words: Sequence[str], rarity: Row) -> Row:
    """Return the features of `words`: each of the two rows of length 1."""
    row = np.zeros((2, _SLOTS), np.float32)
    for place, features in enumerate((_turns(words), _letters(words))):
        row[place, [zlib.crc32(feature.encode()) % _SLOTS for feature in features]] = 1.0
    row *= rarity
    length: Row = np.linalg.norm(row, axis=1, keepdims=True)
    return row / (length + np.float32(1e-9))


def _turns(words: Sequence[str]) -> set[str]:
    """Return runs of one, two and three words."""
    return {"_".join(run) for size in (1, 2, 3) for run in zip(*(words[at:] for at in range(size)), strict=False)}


def _letters(words: Sequence[str]) -> set[str]:
    """Return runs of three, four and five letters, across words too."""
    line = f" {' '.join(words)} "
    return {line[at : at + size] for size in (3, 4, 5) for at in range(len(line) - size + 1)}


def examples() -> Path:
    """Return where the texts are that it learns from."""
    return prompt.root() / "care" / "heard.jsonl"


def path() -> Path:
    """Return where what it learnt is shipped."""
    return prompt.root() / "care" / "oblique.npz"


def digest() -> str:
    """Return what the shipped file must say it was learnt from: the texts, and how."""
    how = repr((_SLOTS, _EASE, _FOLDS, _ROUNDS))
    return hashlib.sha256(examples().read_bytes() + how.encode()).hexdigest()


@cache
def _learnt() -> Learnt:
    with np.load(path(), allow_pickle=False) as shipped:
        rarity, leaning = (shipped[name].astype(np.float32) for name in ("rarity", "leaning"))
        return Learnt(rarity, leaning, float(shipped["offset"]), float(shipped["least"]))


def learn(rows: Row, wanted: NDArray[np.bool_], *, false: float) -> tuple[Row, float, float]:
    """Learn from `rows`, one a text, which are `wanted`.

    Return what each feature says, the offset, and the score that a share `false` of the others reaches, each judged
    without having been seen.
    """
    unseen = np.zeros(len(rows))
    fold = np.arange(len(rows)) % _FOLDS
    for number in range(_FOLDS):
        apart = fold == number
        leaning, offset = _fitted(rows[~apart], wanted[~apart])
        unseen[apart] = rows[apart] @ leaning + offset
    leaning, offset = _fitted(rows, wanted)
    return leaning, offset, float(np.quantile(unseen[~wanted], 1 - false))


def _fitted(rows: Row, wanted: NDArray[np.bool_]) -> tuple[Row, float]:
    """Fit a logistic regression in its dual, each side weighing as much as the other."""
    kernel, weight = rows @ rows.T, np.where(wanted, (~wanted).sum() / wanted.sum(), 1.0)
    dual, offset = np.zeros(len(rows)), 0.0
    for _ in range(_ROUNDS):
        guess = kernel @ dual + offset
        chance = 1 / (1 + np.exp(-np.clip(guess, -30, 30)))
        sure = np.maximum(weight * chance * (1 - chance), 1e-6)
        target = guess + weight * (wanted - chance) / sure
        solved = np.linalg.solve(kernel + np.diag(_EASE / sure), np.stack([target, np.ones(len(rows))], axis=1))
        offset = float(solved[:, 0].sum() / solved[:, 1].sum())
        dual = solved[:, 0] - offset * solved[:, 1]
    leaning: Row = (rows.T @ dual).astype(np.float32)
    return leaning, offset


def write(false: float = 0.08) -> None:
    """Learn it anew from the examples, and write what is shipped; missing somebody costs more than a card too many."""
    lines = [json.loads(line) for line in examples().read_text("utf-8").splitlines()]
    wanted = np.array([line["label"] == "distress" for line in lines])
    said = [_WORD.findall(folded(line["text"])) for line in lines]
    held = np.stack([_row(words, np.ones((2, _SLOTS), np.float32)) > 0 for words in said])
    rarity = np.log((1 + len(said)) / (1 + held.sum(axis=0))).astype(np.float32)
    rows = np.stack([_row(words, rarity) for words in said]).reshape(len(said), -1)
    leaning, offset, least = learn(rows, wanted, false=false)
    np.savez_compressed(
        path(),
        digest=np.array(digest()),
        rarity=rarity.astype(np.float16),
        leaning=leaning.reshape(2, _SLOTS).astype(np.float16),
        offset=np.array(offset),
        least=np.array(least),
    )


if __name__ == "__main__":
    write()
