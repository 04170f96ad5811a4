"""Turnstile: never more turns at a model than it answers at once, and none that keeps the others out."""

import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from companion import abilities
from companion.embedding import HashEmbedder
from companion.model.hostile import Hostile
from companion.session import Companion
from evals import examine, run
from evals.examine import Wanted
from evals.turnstile import Turnstile
from tests.evals.samples import case

FOUR = [case(key=f"fr/b/{n}", text=f"Mardi j'ouvre pas, numéro {n}, à cause de ma mère à Matane.") for n in "abcd"]


@dataclass(slots=True)
class Counting(Hostile):
    """A server that counts how many ask at once."""

    most: int = 0

    def answer(self, body: Any) -> str:
        """Take a moment."""
        self.most = max(self.most, sum(each.open for each in self.heard))
        time.sleep(0.1)
        return Hostile.answer(self, body)


def sat(server: Hostile, parallel: int) -> list[Any]:
    """Have four cases sat by three threads."""
    wanted = Wanted(model="openai/hostile", api_base=server.url, phrasing="own", parallel=parallel)
    with examine.subject(wanted, HashEmbedder()) as subject:
        return run.sat(subject, FOUR, parallel=3)


def test_a_server_is_asked_by_no_more_than_it_answers() -> None:
    """One slot, three threads at work: every case is answered, one request at a time."""
    with Counting("polite") as server:
        held = sat(server, 1)
        assert server.most == 1
    assert all(each.turns[0].trace.raw for each in held)


def test_a_case_that_breaks_keeps_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever fell over in the middle of a turn has left all the same."""
    kept = Companion.critique_stream

    def broken(self: Companion, draft: str, **how: Any) -> Any:
        for reply in kept(self, draft, **how):
            yield reply
            if any(question.phrasing == "own" for question in reply.questions):
                raise ZeroDivisionError

    monkeypatch.setattr(Companion, "critique_stream", broken)
    with Counting("polite") as server:
        assert all(each.failed for each in sat(server, 1))


def test_a_turn_asks_as_often_as_it_likes(tmp_path: Path) -> None:
    """It waits once; another waits until it has left."""
    abilities.keep(tmp_path, "openai/x", consent="")
    stile, order = Turnstile(tmp_path, 1), list[str]()
    with Hostile("polite") as server:
        stile._opened("openai/x", server.url)
        stile._opened("openai/x", server.url)
        other = threading.Thread(target=lambda: (stile._opened("openai/x", server.url), order.append("in")))
        other.start()
        time.sleep(0.1)
        order.append("left")
        stile.leave()
        stile.leave()
        other.join(5)
    assert order == ["left", "in"]
