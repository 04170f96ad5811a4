"""Engine: the language model beside one companion: what it may do, opened when it is first wanted."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from companion import abilities
from companion.errors import BadModel, BadSetting, ModelError
from companion.settings import Choosing, Phrasing
from companion.standing import stands

if TYPE_CHECKING:
    from companion.coach.aid import Aid, Attempt
    from companion.model import Deadline, Model

NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the author wants of a model, this time."""

    name: str = NONE
    """As LiteLLM names it, "gguf:PATH", "smollm2", or "none"."""
    api_base: str | None = None
    """Where its server listens; None for the usual place."""
    phrasing: Phrasing = "auto"
    """Who words the questions; auto: the model, where it has a licence."""
    choosing: Choosing = "auto"
    """Who chooses what to ask; auto: the model, where it has a licence."""
    named: bool = False
    """Whether the model or its address was named for this very draft, so that a wrong one is an error."""
    deadline: Deadline | None = None
    """The turn's clock, for who wants to stop it; None for one of its own."""
    watch: Callable[[Attempt], None] | None = None
    """Who measures what the model does."""


class Engine:
    """The models of one author's companion."""

    def __init__(self, home: Path) -> None:
        """Open nothing yet."""
        self._home = home
        self._models: dict[tuple[str, str | None], Model] = {}
        self._open = contextlib.ExitStack()
        self._lock = threading.Lock()

    def close(self) -> None:
        """Stop what runs in this process."""
        with self._lock:
            self._models.clear()
            self._open.close()

    def aid(self, wanted: Wanted, notices: list[str], *, keep: bool = True) -> Aid | None:
        """Return the model that may help, None where there is none; `notices` gets the codes of what is to be told.

        `keep` says whether how often it agrees with itself may be counted. Raises BadModel and BadSetting where it was
        named for this draft.
        """
        if wanted.api_base and wanted.named:
            _checked(wanted.api_base)
        if wanted.name == NONE:
            if wanted.phrasing == "own" or wanted.choosing == "model":
                notices.append("model-none")
            return None
        from companion.model import choose

        try:
            runs, host = choose.where(wanted.name, wanted.api_base), choose.host(wanted.name, wanted.api_base)
        except (BadModel, BadSetting, ModelError) as error:
            if wanted.named and not isinstance(error, ModelError):
                raise
            notices.append(error.code if isinstance(error, ModelError) else "model-unusable")
            return None
        if runs == "remote" and abilities.known(self._home, wanted.name).consent != host:
            notices.append("model-consent")
            return None
        return self._engaged(wanted, runs, notices, keep=keep)

    def _engaged(
        self, wanted: Wanted, runs: Literal["local", "remote"], notices: list[str], *, keep: bool
    ) -> Aid | None:
        chooses = wanted.choosing == "model" or (wanted.choosing == "auto" and self._may("choosing", wanted))
        phrases = wanted.phrasing == "own" or (wanted.phrasing == "auto" and self._may("phrasing", wanted))
        if not chooses and not phrases:
            notices.append("model-not-used")
            return None
        if phrases and wanted.phrasing == "own" and not self._may("phrasing", wanted):
            notices.append("own-words")
        from companion.coach.aid import Aid
        from companion.model import Deadline

        return Aid(
            name=wanted.name,
            where=runs,
            opened=lambda: self._opened(wanted.name, wanted.api_base),
            chooses=chooses,
            phrases=phrases,
            deadline=wanted.deadline or Deadline(),
            watch=lambda attempt: self._watched(attempt, wanted, keep=keep),
        )

    def _may(self, ability: abilities.Ability, wanted: Wanted) -> bool:
        """Whether a licence stands now."""
        return stands(ability, self._home, wanted.name, wanted.api_base) == "granted"

    def _opened(self, name: str, api_base: str | None) -> Model:
        """Give the model, loaded once. Raises ModelError."""
        from companion.model import choose

        with self._lock:
            if (name, api_base) not in self._models:
                self._models[name, api_base] = self._open.enter_context(choose.opened(name, api_base))
            return self._models[name, api_base]

    def _watched(self, attempt: Attempt, wanted: Wanted, *, keep: bool) -> None:
        if attempt.what == "choose" and keep:
            abilities.tally(self._home, wanted.name, asked=attempt.asked, agreed=attempt.agreed)
        if wanted.watch:
            wanted.watch(attempt)


def _checked(api_base: str) -> None:
    """Refuse an address that no client could go to, whatever model is named with it. Raises BadSetting."""
    from companion.model import choose

    choose.address(api_base)
