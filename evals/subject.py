"""Subject: who is examined. Each case is sat in a home of its own, which is looked over for leaks before it goes."""

from __future__ import annotations

import dataclasses
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from companion.errors import CompanionError
from companion.records import Intention, Register, Reply
from companion.session import Companion
from companion.settings import Settings

from . import doubles, leaks, said
from .cases import Case
from .sitting import Sitting, Spill, Turn
from .traces import trace

if TYPE_CHECKING:
    from companion.embedding import Embedder
    from companion.engine import Engine

    from .turnstile import Turnstile


class _Seated(Companion):
    """A companion in a home for one case, beside a model that stays open from one to the next."""

    def __init__(self, settings: Settings, embedder: Embedder | None, engine: Engine | None) -> None:
        super().__init__(settings, embedder=embedder)
        self._engine = engine

    def close(self) -> None:
        """Close the home; the model stays."""
        self._engine = None
        super().close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A companion with one model, asked in one way."""

    model: str = "none"
    """As an author names it, "none", or "double:MANNER"."""
    api_base: str | None = None
    """Where it is served."""
    phrasing: str = "auto"
    """Who words the questions."""
    choosing: str = "auto"
    """Who chooses what to ask."""
    embedder: Embedder | None = None
    """For recall and planning."""
    engine: Turnstile | None = field(default=None, repr=False)
    """Keeps the model open; None for "none" and the doubles."""

    def sit(self, case: Case, epoch: int = 0) -> Sitting:
        """Have the companion answer `case` in a new home. What goes wrong is part of the sitting."""
        with (
            TemporaryDirectory(prefix="companion-eval-", ignore_cleanup_errors=True) as folder,
            doubles.served(self.model, self.api_base, case) as (model, api_base),
            leaks.Log() as log,
        ):
            home = Path(folder) / "home"
            try:
                with _Seated(_settings(case, home), self.embedder, self.engine) as companion:
                    _furnish(companion, case)
                    sitting = self._sat(companion, case, epoch, self._how(case, model, api_base))
                    runs = leaks.kept(case, sitting)
                    if runs:
                        companion.export(Path(folder) / "export")
            except Exception as error:  # what breaks the companion is found here rather than by an author
                return Sitting(case=case.key, epoch=epoch, failed=f"{type(error).__name__}: {_place(error)}")
            finally:
                self._leave()
            return dataclasses.replace(sitting, spilled=tuple(_spilled(runs, Path(folder), log)))

    def _leave(self) -> None:
        """Let another turn at the model."""
        if self.engine:
            self.engine.leave()

    def _how(self, case: Case, model: str, api_base: str | None) -> dict[str, Any]:
        named = {"model": model, "phrasing": self.phrasing, "choosing": self.choosing, "api_base": api_base}
        how = named if model != "none" else {"model": model}
        return how | ({"intention": case.why} if case.why else {})

    def _sat(self, companion: Companion, case: Case, epoch: int, how: dict[str, Any]) -> Sitting:
        if case.text or case.row:
            return Sitting(case=case.key, epoch=epoch, turns=tuple(self._read(companion, case, how)))
        return self._talked(companion, case, epoch, how)

    def _read(self, companion: Companion, case: Case, how: dict[str, Any]) -> Iterator[Turn]:
        for draft in case.turns or (case.text,):
            began, first, reply, heard = time.monotonic(), 0.0, None, _Heard(how)
            for reply in companion.critique_stream(draft, **heard.how):
                first = first or (time.monotonic() - began if reply.questions else 0.0)
            assert reply is not None
            self._leave()
            yield _turn(draft, reply, heard, (time.monotonic() - began, first))

    def _talked(self, companion: Companion, case: Case, epoch: int, how: dict[str, Any]) -> Sitting:
        heard = _Heard(how)
        conversation = companion.converse(**heard.how)
        turns: list[Turn] = []
        for told in case.turns:
            began = time.monotonic()
            reply = conversation.say(told)
            took = time.monotonic() - began
            self._leave()
            turns.append(_turn(told, reply, heard, (took, took)))
            if conversation.closed:
                break
        ended, leaning = conversation.closed, conversation.leaning
        return Sitting(case=case.key, epoch=epoch, turns=tuple(turns), closed=ended, leaning=leaning)


def _turn(told: str, reply: Reply, heard: _Heard, took: tuple[float, float]) -> Turn:
    seconds, first = (round(each, 4) for each in took)
    return Turn(said=told, reply=reply, trace=trace(heard.emptied(), reply), seconds=seconds, first=first)


class _Heard:
    """What the model did since it was last asked about."""

    def __init__(self, how: dict[str, Any]) -> None:
        self.attempts: list[Any] = []
        self.how = how | ({"watch": self.attempts.append} if how["model"] != "none" else {})

    def emptied(self) -> list[Any]:
        """Return it, and begin anew."""
        held = list(self.attempts)
        self.attempts.clear()
        return held


def _place(error: Exception) -> str:
    """Return the code of an error of ours, else where it comes from; never its words, which may hold the author's."""
    if isinstance(error, CompanionError):
        return error.code
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"


def _settings(case: Case, home: Path) -> Settings:
    """Return the settings of the persona: a *vous* is a choice they saved; *tu* is what nobody needs to ask for."""
    register: Register | None = "vous" if case.persona.register == "vous" and case.tongue == "fr" else None
    return Settings(home=home, language=case.tongue, register=register, region=case.persona.region)


def _furnish(companion: Companion, case: Case) -> None:
    """Give the home what the persona saved and published."""
    if case.persona.intention != Intention():
        companion.save_intention(case.persona.intention)
    if case.persona.posts:
        companion.store.add_posts(said.published(case.persona))
        companion.store.catch_up()


def _spilled(runs: Sequence[str], folder: Path, log: leaks.Log) -> Iterator[tuple[Spill, str]]:
    """Yield what of a known rewrite lies in the home, in its export, in the log."""
    if runs:
        yield from leaks.spilled(runs, "file", leaks.files(folder / "home"))
        yield from leaks.spilled(runs, "export", leaks.files(folder / "export"))
        yield from leaks.spilled(runs, "log", log.lines)
