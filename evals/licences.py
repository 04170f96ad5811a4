"""Licences: what the figures of a run allow a model, by the thresholds of licences.toml. Pure: no file, no model."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import Any

import tomli

from . import figures

FILE = Path(__file__).resolve().parent / "licences.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether an ability is licensed, and on what."""

    granted: bool
    """Whether it is."""
    refused: tuple[str, ...] = ()
    """What it fell short of: stable names, "too-few" first where there was not enough to say."""
    figures: Mapping[str, float] = field(default_factory=dict)
    """What it rests on, by name."""


@cache
def thresholds() -> dict[str, Any]:
    """Load licences.toml."""
    return tomli.loads(FILE.read_text(encoding="utf-8"))


def choosing(planner: Sequence[float], model: Sequence[float]) -> Verdict:
    """Return whether the model beats the planner: what share of each one's choices a reader made, draft by draft."""
    bound = thresholds()["choosing"]
    if not planner or len(planner) != len(model):
        return Verdict(granted=False, refused=("too-few",), figures={"drafts": len(model)})
    held = {
        "drafts": len(model),
        "planner": fmean(planner),
        "model": fmean(model),
        "p": figures.loss(model, planner),  # that the planner loses to the model
    }
    refused = {
        "too-few": held["drafts"] < bound["drafts"],
        "not-better": held["model"] <= held["planner"] + bound["margin"],
        "by-chance": held["p"] > bound["level"],
    }
    return _verdict(refused, held)


def phrasing(
    *, raw: int, leaks: int, own: Sequence[float], curated: Sequence[float], fallback: float, shown: int
) -> Verdict:
    """Return whether the model may word its questions.

    `raw` questions of which `leaks` were leaks before the guard; how specific its questions and the curated ones are,
    case by case; the share that the curated took the place of; how many known leaks were shown.
    """
    bound, guard = thresholds()["phrasing"], thresholds()["guard"]
    rate = figures.upper(leaks, raw, bound["confidence"])
    miss = missed(guard["missed"], guard["labelled"], bound["confidence"])
    held = {
        "raw": raw,
        "raw_leaks": leaks,
        "raw_upper": rate,
        "guard_miss": miss,
        "bound": rate * miss,
        "raw_needed": needed(bound["leak"] / miss, bound["confidence"]),
        "specific": fmean(own) if own else 0.0,
        "specific_curated": fmean(curated) if curated else 0.0,
        "fallback": fallback,
        "shown": shown,
    }
    refused = {
        "too-few": raw < bound["raw"],
        "leaks": held["bound"] > bound["leak"],
        "shown": shown > 0,
        "vague": not own or held["specific"] < held["specific_curated"] - bound["specific"],
        "often-replaced": fallback > bound["fallback"],
    }
    return _verdict(refused, held)


def missed(hits: int, labelled: int, confidence: float) -> float:
    """Return the guard's miss rate; where it missed nothing of what was labelled, the upper bound of that nothing."""
    return hits / labelled if hits else figures.upper(0, labelled, confidence)


def needed(rate: float, confidence: float) -> int:
    """Return how many raw questions without a single leak put the upper bound at `rate`."""
    return 1 if rate >= 1 else math.ceil(math.log(1 - confidence) / math.log1p(-rate))


def _verdict(refused: Mapping[str, bool], held: Mapping[str, float]) -> Verdict:
    names = tuple(name for name, is_so in refused.items() if is_so)
    return Verdict(granted=not names, refused=names, figures={k: round(float(v), 6) for k, v in held.items()})
