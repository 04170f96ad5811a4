"""Hosted: the companion of an author who is served by somebody else, who answers for the machine and its models."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from companion import abilities, settings, words
from companion.embedding import Embedder
from companion.errors import BadSetting, StoreFull
from companion.session import Companion
from companion.settings import Settings

GOVERNED = ("model", "api_base", "discovery")
"""Settings that would reach for files and addresses of the machine: those of who serves hold for everybody."""


class Hosted(Companion):
    """An author's companion, with the models of who serves."""

    hosted = True

    def __init__(self, home: Path, served: Settings, *, embedder: Embedder | None) -> None:
        """`home` is the author's, `served` what the one who serves has chosen."""
        self._served = served
        super().__init__(settings.load(home), embedder=embedder)
        self._licensed(home)

    @property
    def settings(self) -> Settings:
        """What the author chose, and for models what the one who serves did."""
        return self._settings

    @settings.setter
    def settings(self, kept: Settings) -> None:
        governed: dict[str, Any] = {name: getattr(self._served, name) for name in GOVERNED}
        self._settings = replace(kept, **governed | {"discovery": False})

    def set(self, name: str, value: object) -> Settings:
        """Change one setting. Raises BadSetting for one that is not the author's to change."""
        if name in GOVERNED:
            told = words.say(self.settings.language, "door.governed")
            raise BadSetting(name=name, value=str(value)[:60], allowed=told)
        return super().set(name, value)

    def _licensed(self, home: Path) -> None:
        """Let the model do for this author what it earned where it is served; consent stays theirs to give."""
        known = abilities.known(self._served.home, self._served.model)
        if known.choosing or known.phrasing:
            with suppress(StoreFull):
                abilities.keep(home, self._served.model, choosing=known.choosing, phrasing=known.phrasing)
