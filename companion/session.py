"""Companion: where the parts meet. The terminal, the page and the tests all speak to it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Literal, TypedDict, Unpack

from companion import offline, words
from companion.conversation import Conversation, Setting
from companion.errors import NotFound, StoreError
from companion.home import Home
from companion.limits import LIMIT, check  # noqa: F401  who speaks to the session finds its limit here
from companion.memory import recalled
from companion.records import Language, Notice, Register, Reply

assert offline.SWITCHES  # imported for what it does


class How(TypedDict, total=False):
    """How to answer, where the settings or the draft are not to say: the flags of `critique` and `chat`."""

    intention: str | None
    """Stands for its why, this time."""
    language: Language | None
    """Language to answer in."""
    register: Register | None
    """How to address the author."""
    model: str | None
    """LiteLLM's name of a model, or "none"."""
    phrasing: Literal["auto", "curated", "own"]
    """Who words the questions."""
    choosing: Literal["auto", "planner", "model"]
    """Who chooses what to ask."""


class Companion(Home):
    """One author's companion: their home, and who reads a draft in it."""

    def critique(self, draft: str, **how: Unpack[How]) -> Reply:
        """Read `draft` and return the whole reply; see `critique_stream`."""
        *_, reply = self.critique_stream(draft, **how)
        return reply

    def critique_stream(self, draft: str, **how: Unpack[How]) -> Iterator[Reply]:
        """Read `draft` and yield the reply as it grows; the last is complete and kept in the journal.

        Raises EmptyText and TextTooLong before anything is read; a store that refuses costs the memory, never the
        questions.
        """
        check(draft)
        from companion.coach import Turn, critique
        from companion.recall import merged

        notices = list(self._about_models(how))
        memory = recalled(self, notices)
        turn = Turn(
            text=draft,
            id=uuid.uuid4().hex,
            session=memory.begin(notices),
            interface=how.get("language") or self.settings.language,
            region=self.settings.region,
            language=how.get("language"),
            register=how.get("register") or self.settings.register,
            intention=merged(memory.intention, how.get("intention")),
            store=memory.store,
            embedder=self.embedder,
            asked=memory.asked,
            notices=tuple(Notice(code, words.say(self.settings.language, f"notices.{code}")) for code in notices),
        )
        for reply in critique().stream(turn):
            yield memory.keep(draft, reply, self.settings.language) if reply.complete else reply

    def converse(self, session: str | None = None, **how: Unpack[How]) -> Conversation:
        """Begin a chat, or go on with the one called `session`. Raises NotFound, and StoreError for one to go on with.

        A store that refuses costs a new chat its memory, never the chat: it then lives in memory, with a notice.
        """
        from companion.recall import merged

        notices = list(self._about_models(how))
        memory = recalled(self, notices)
        if session is not None and memory.store is None:
            if not self.settings.memory:
                raise NotFound(what="session", id=session)
            notices.remove("not-kept")
            memory = replace(memory, store=self.store)
        setting = Setting(
            interface=how.get("language") or self.settings.language,
            region=self.settings.region,
            language=how.get("language"),
            register=how.get("register") or self.settings.register,
            intention=merged(memory.intention, how.get("intention")),
            store=memory.store,
            notices=tuple(code for code in notices if code != "no-vectors"),
        )
        return Conversation(setting, session)

    def open_chat(self) -> str | None:
        """Return the last chat that is still open; None where there is none, or no memory."""
        if not self.settings.memory:
            return None
        with suppress(StoreError):
            return self.store.open_chat()
        return None

    def _about_models(self, how: How) -> Iterator[str]:
        named = how.get("model") or self.settings.model
        if named != "none" or how.get("phrasing") == "own" or how.get("choosing") == "model":
            yield "model-not-yet"
