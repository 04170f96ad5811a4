"""Speed: what the suite adds to the time a local server takes for the same requests: `python -m evals.speed [CASES]`.

The server is the double that ships, at so many tokens a second. Each request that it got is then sent to it straight,
as many at once; the rule is that the suite takes at most 1.15 times as long. On a machine that is at work with other
things the figure says nothing.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import httpx

from companion.model.hostile import Heard, Hostile

from . import examine, memo, run, suites
from .cases import Suite, load
from .examine import Wanted
from .turnstile import AHEAD

RULE = 1.15
"""Times the straight requests' wall time, at most."""
TOKENS = 30.0
"""A second, of the double: what a small model does on a plain machine."""
SUITES: tuple[Suite, ...] = ("covenant", "grounding", "clarify")
"""Drafts and chats both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Both ways, at one parallelism."""

    parallel: int
    """Requests at once."""
    requests: int
    """How many there were."""
    suite: float
    """Seconds that the suite took."""
    straight: float
    """Seconds that the same requests took by themselves."""

    @property
    def ratio(self) -> float:
        """How many times as long the suite took."""
        return self.suite / self.straight


def measured(limit: int, parallel: int, tokens: float = TOKENS) -> Measured:
    """Run `limit` cases of each language in the double's own words, then send what it got once more."""
    with Hostile("drip", seconds=1 / tokens) as server:
        wanted = Wanted(model="openai/hostile", api_base=server.url, phrasing="own", suites=SUITES, parallel=parallel)
        cases = suites.wanted(load(), SUITES, limit)
        embedder = memo.own()
        if embedder:
            embedder.query(["warm"])
        with examine.subject(wanted, embedder) as subject:
            began = time.monotonic()
            run.sat(subject, cases, parallel=parallel + AHEAD)
            suite = time.monotonic() - began
        asked = [each for each in server.heard if each.body]
        return Measured(
            parallel=parallel, requests=len(asked), suite=suite, straight=_straight(asked, server.url, parallel)
        )


def _straight(asked: Sequence[Heard], url: str, parallel: int) -> float:
    """Return how long the same requests take without us."""
    root = url.removesuffix("/v1")
    with httpx.Client(timeout=None) as client, ThreadPoolExecutor(parallel) as pool:  # noqa: S113  the double ends

        def send(each: Heard) -> int:
            return len(client.post(root + each.path, json=each.body).content)

        began = time.monotonic()
        sent = list(pool.map(send, asked))
        assert all(sent)
        return time.monotonic() - began


def main(limit: int = 4) -> None:
    """Print both ratios, with what the machine was at."""
    print(f"machine: {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {TOKENS:.0f} tokens a second")  # noqa: T201
    for parallel in (1, 2):
        held = measured(limit, parallel)
        took = f"the suite {held.suite:.1f} s, straight {held.straight:.1f} s, {held.ratio:.2f} times (rule: {RULE})"
        print(f"{held.requests} requests, {parallel} at once: {took}")  # noqa: T201


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
