"""companion.oblique: distress said sideways, on texts that were not learnt from."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from companion import oblique
from companion.records import Language

TEXTS = [json.loads(line) for line in (Path(__file__).parent / "sideways.jsonl").read_text("utf-8").splitlines()]
"""160 texts, written by somebody who saw no list; the shares below were 20/30, 17/30, 2/50, 2/50 on 2026-11-27."""
SAID = "Prenez soin de mes poules, le grain est dans le fût bleu. Vous allez être ben mieux de même, tout le monde."


def share(language: Language, label: str) -> float:
    held = [oblique.heard(t["text"]) for t in TEXTS if (t["language"], t["label"]) == (language, label)]
    return sum(held) / len(held)


@pytest.mark.parametrize(("language", "least"), [("fr", 0.55), ("en", 0.45)])
def test_what_is_said_sideways_is_heard_more_often_than_not(language: Language, least: float) -> None:
    """On texts it never saw, distress in other words than the lists'."""
    assert share(language, "distress") >= least


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_tired_the_grieving_and_those_who_close_a_shop_are_left_alone(language: Language) -> None:
    """Nearly always: these innocents were chosen for how near they come."""
    assert share(language, "none") <= 0.08


def test_what_is_shipped_was_learnt_from_the_examples_that_lie_beside_it() -> None:
    """Else: python -m companion.oblique."""
    with np.load(oblique.path(), allow_pickle=False) as shipped:
        assert str(shipped["digest"]) == oblique.digest()


def test_the_examples_are_none_of_the_texts_it_is_judged_on() -> None:
    """Or the figures would say nothing."""
    examples = {json.loads(line)["text"] for line in oblique.examples().read_text("utf-8").splitlines()}
    assert len(examples) > 1000
    assert examples.isdisjoint(text["text"] for text in TEXTS)


def test_one_sentence_is_heard_in_a_long_draft() -> None:
    """A window at a time: what stands around it does not drown it."""
    around = "La récolte de courges a commencé mardi, il y en a de toutes les couleurs sur la table du kiosque. " * 30
    assert not oblique.heard(around)
    assert oblique.heard(f"{around}{SAID} {around}")


@pytest.mark.parametrize("text", ["", "?", "merci", "\ud800\0", "ok je vois", "日本語のテキスト" * 50, "a" * 20000])
def test_what_says_nothing_is_not_heard(text: str) -> None:
    """No text breaks it, and a few words are left to the lists."""
    assert not oblique.heard(text)


def rows() -> Iterator[tuple[np.ndarray, bool]]:
    chance = np.random.default_rng(7)
    for number in range(60):
        wanted = number % 3 == 0
        yield chance.normal(loc=1.0 if wanted else -1.0, size=4).astype(np.float32), wanted


def test_learning_tells_two_sides_apart_and_says_from_where() -> None:
    """And the bound lets through the share of the others that it was given."""
    held = list(rows())
    features, wanted = np.stack([row for row, _ in held]), np.array([side for _, side in held])
    leaning, offset, least = oblique.learn(features, wanted, false=0.1)
    scores = features @ leaning + offset
    assert scores[wanted].mean() > 0 > scores[~wanted].mean()
    assert (scores[~wanted] >= least).mean() <= 0.2
    assert (scores[wanted] >= least).mean() >= 0.9
