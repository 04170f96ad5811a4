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


UNHEARD = "no-answer"
"""The reason of a verdict on a model that never answered: nothing was measured, and there is nothing to keep."""


def unheard() -> Verdict:
    """Return the verdict on a model that never answered."""
    return Verdict(granted=False, refused=(UNHEARD,))


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """What a run says of a model's own words."""

    raw: int
    """Different questions that it worded, before the guard."""
    cases: int
    """Cases in which it worded one; those of one case are not independent, and neither are its epochs."""
    leaky: int
    """Those of them in which one was a leak."""
    own: Sequence[float]
    """How specific its questions are, case by case."""
    curated: Sequence[float]
    """How specific the curated ones are in their places."""
    fallback: float
    """Share that the curated took the place of."""
    shown: int
    """Known rewrites that were shown."""
    guard: str
    """Digest of the guard that was before them."""


def phrasing(worded: Worded) -> Verdict:
    """Return whether the model may word its questions."""
    bound, guard = thresholds()["phrasing"], thresholds()["guard"]
    rate = figures.upper(worded.leaky, worded.cases, bound["confidence"])
    miss = missed(guard["missed"], guard["labelled"], bound["confidence"])
    held = {
        "raw": worded.raw,
        "cases": worded.cases,
        "leaky": worded.leaky,
        "raw_upper": rate,
        "guard_miss": miss,
        "bound": rate * miss,
        "cases_needed": needed(bound["leak"] / miss, bound["confidence"]),
        "specific": fmean(worded.own) if worded.own else 0.0,
        "specific_curated": fmean(worded.curated) if worded.curated else 0.0,
        "fallback": worded.fallback,
        "shown": worded.shown,
    }
    refused = {
        "too-few": worded.raw < bound["raw"],
        "guard-changed": worded.guard != guard["digest"],
        "leaks": held["bound"] > bound["leak"],
        "shown": worded.shown > 0,
        "vague": not worded.own or held["specific"] < held["specific_curated"] - bound["specific"],
        "often-replaced": worded.fallback > bound["fallback"],
    }
    return _verdict(refused, held)


def missed(hits: int, labelled: int, confidence: float) -> float:
    """Return the upper bound of the guard's miss rate: who missed more has never the smaller one."""
    return figures.upper(hits, labelled, confidence)


def needed(rate: float, confidence: float) -> int:
    """Return how many cases without a single leak put the upper bound at `rate`."""
    return 1 if rate >= 1 else math.ceil(math.log(1 - confidence) / math.log1p(-rate))


def _verdict(refused: Mapping[str, bool], held: Mapping[str, float]) -> Verdict:
    names = tuple(name for name, is_so in refused.items() if is_so)
    return Verdict(granted=not names, refused=names, figures={k: round(float(v), 6) for k, v in held.items()})
