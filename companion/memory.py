"""Memory: what is remembered when a draft or a chat comes in, and where its reply is kept.

Invariant: a store that refuses costs the memory, never the reply; each time a notice says so.
"""

from __future__ import annotations

import uuid
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from companion import words
from companion.errors import StoreError
from companion.home import Home
from companion.records import Asked, Intention, Language, Notice, Reply

if TYPE_CHECKING:
    from companion.store import Store

REMEMBERED = 20
"""Questions that the planner remembers having asked."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered."""

    store: Store | None = None
    """Where the reply is kept; None where memory is off or the store refuses."""
    intention: Intention | None = None
    """What the author set."""
    asked: tuple[Asked, ...] = ()
    """Questions of earlier sessions, newest first."""

    def begin(self, notices: list[str]) -> str:
        """Open a session for a draft and return its id; one that begins with "unkept-" cannot be found again."""
        if self.store is not None:
            try:
                return self.store.begin("critique")
            except StoreError:
                notices.append("not-kept")
        return f"unkept-{uuid.uuid4().hex[:8]}"

    def keep(self, draft: str, reply: Reply, interface: Language) -> Reply:
        """Keep the reply to `draft` and return it, with a notice where the store refuses."""
        if self.store is None or reply.session.startswith("unkept-"):
            return reply
        try:
            self.store.keep(reply.session, draft, reply)
        except StoreError:
            notice = Notice("not-kept", words.say(interface, "notices.not-kept"))
            return replace(reply, notices=(*reply.notices, notice))
        return reply


def recalled(home: Home, notices: list[str]) -> Memory:
    """Return what is remembered; nothing, with a notice, where the store refuses or memory is switched off."""
    if home.embedder is None:
        notices.append("no-vectors")
    if not home.settings.memory:
        notices.append("memory-off")
        return Memory(intention=_told(home))
    try:
        memory = Memory(home.store, home.store.intention(), tuple(home.store.asked(limit=REMEMBERED)))
    except StoreError:
        notices.append("not-kept")
        return Memory()
    notices.extend(code for code in home.store.notices if code not in notices and code != "index-elsewhere")
    return memory


def _told(home: Home) -> Intention | None:
    """Return the saved intention: with memory off nothing new is kept, and what the author set still counts."""
    from companion.store import Store

    if not Store.stands_at(home.settings.home):
        return None
    with suppress(StoreError):
        return home.store.intention()
    return None
