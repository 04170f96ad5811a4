"""Who called the command: their settings, their language, their companion."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from companion import settings, words
from companion.cli import terminal
from companion.errors import CompanionError
from companion.settings import Settings

if TYPE_CHECKING:
    from companion.session import Companion


@dataclass(frozen=True, slots=True)
class Caller:
    """One author at the terminal."""

    settings: Settings
    """Of their home."""

    @classmethod
    def at(cls, home: Path | None) -> Self:
        """Return the caller whose home this is, or the usual one; say which of their settings could not be taken."""
        caller = cls(settings.load(home))
        if caller.settings.ignored:
            caller.tell("settings-ignored", names=", ".join(caller.settings.ignored))
        return caller

    def say(self, name: str, **slots: object) -> str:
        """Return the text called `name` of the commands, in the caller's language."""
        return words.say(self.settings.language, f"cli.{name}", **slots)

    def tell(self, name: str, **slots: object) -> None:
        """Write that text beside what was asked for."""
        terminal.message(self.say(name, **slots))

    def text(self, name: str, **slots: object) -> str:
        """Return the text with this whole name, in the caller's language."""
        return words.say(self.settings.language, name, **slots)

    def write(self, name: str, *, dim: bool = False, **slots: object) -> None:
        """Write that text among what is shown."""
        terminal.out()
        terminal.out(terminal.wrapped(self.text(name, **slots)), dim=dim)

    def explain(self, error: CompanionError) -> None:
        """Say what went wrong, where it ends nothing."""
        terminal.message(words.explain(self.settings.language, error))

    def companion(self) -> Companion:
        """Return their companion, to be used as a context manager."""
        from companion.session import Companion

        return Companion(self.settings)
