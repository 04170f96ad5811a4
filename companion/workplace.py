"""Workplace: what an author has under way: the draft on their desk, its versions, what they never want to be asked.

Invariant: what lies on the desk is kept as long as it is unfinished and no longer: it goes with whatever is erased, and
with memory switched off it is in no file.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING

from companion.errors import CompanionError, StoreError
from companion.home import Home
from companion.limits import LIMIT
from companion.records import Desk, Unwanted, Version

if TYPE_CHECKING:
    from companion.erasing import Receipt
    from companion.settings import Settings

_MOST = 10 * LIMIT
"""Characters of a draft up to which one that is too long to read is kept all the same."""
_SLOT = re.compile(r"\{\w+\}")


class Workplace(Home):
    """A home, and what is under way in it."""

    _desk: Desk | None = None

    def versions(self, session: str) -> tuple[Version, ...]:
        """Return every reading of a draft, oldest first. Raises NotFound."""
        from companion.store import versions

        return versions.versions(self.store.database, session)

    def never_ask(self, session: str, number: int) -> None:
        """Never ask a question of a draft's reply again, counted from 1. Raises NotFound, for a model's own too."""
        from companion.store import unwanted

        unwanted.never_ask(self.store.database, session, number)

    def never_asked(self) -> tuple[Unwanted, ...]:
        """Return what is never to be asked again, the last said first."""
        from companion.questions import frames, typeset
        from companion.store import unwanted

        known, settings = {frame.id: frame for frame in frames()}, self.settings
        told = [(known.get(frame), since) for frame, since in unwanted.never_asked(self.store.database)]
        return tuple(
            Unwanted(
                frame.id,
                typeset(_SLOT.sub("…", frame.text(settings.language, settings.register)), settings.language),
                frame.lens,
                since,
            )
            for frame, since in told
            if frame
        )

    def ask_again(self, question: str) -> None:
        """Let a question be asked again, by its `Unwanted.id`. Raises NotFound."""
        from companion.store import unwanted

        unwanted.ask_again(self.store.database, question)

    @property
    def desk(self) -> Desk:
        """What lies unfinished on the page, after a reload or a restart too."""
        if self._desk is None:
            self._desk = self._lying() or Desk()
        return self._desk

    def lay(self, desk: Desk) -> None:
        """Keep what lies on the page; what the store refuses is kept in memory alone."""
        if desk == self.desk:
            return
        self._desk = desk
        self._written()

    def _written(self) -> None:
        """Write what lies on the desk where that may be kept, else take it out of every file."""
        from companion.store import Store
        from companion.store import desk as lying

        held = self.desk
        with suppress(StoreError):
            if self.settings.memory and held != Desk() and len(held.draft) <= _MOST:
                lying.lay(self.store.database, json.dumps(asdict(held)))
            elif Store.stands_at(self.settings.home) and lying.lying(self.store.database) is not None:
                lying.clear(self.store.database)
                if not self.settings.memory:
                    self.store.database.scrub()

    def _lying(self) -> Desk | None:
        from companion.store import Store
        from companion.store import desk as lying

        if not (self.settings.memory and Store.stands_at(self.settings.home)):
            return None
        with suppress(CompanionError, ValueError, TypeError, KeyError):
            held = json.loads(lying.lying(self.store.database) or "null")
            if held:
                return Desk(**{**held, "typed": tuple((int(n), str(text)) for n, text in held["typed"])})
        return None

    def erase_everything(self) -> Receipt:
        """Erase all that is kept, and what lies on the desk."""
        self._desk = None
        return super().erase_everything()

    def erase_session(self, session: str) -> Receipt:
        """Erase a draft or a chat, and what lies on the desk if it is of it. Raises NotFound."""
        receipt = super().erase_session(session)
        if self.settings.memory:
            self._desk = None
        elif self.desk.session == session:
            self._desk = Desk()
        return receipt

    def set(self, name: str, value: object) -> Settings:
        """Change one setting; with memory off, what lies on the desk is in no file. Raises BadSetting."""
        self.desk  # noqa: B018  read while it may be
        settings = super().set(name, value)
        self._written()
        return settings

    def keep_nothing(self, *, really: bool) -> None:
        """Keep nothing of what comes from here on, until told otherwise or closed; nor what lies on the desk."""
        self.desk  # noqa: B018  read while it may be
        super().keep_nothing(really=really)
        self._written()
