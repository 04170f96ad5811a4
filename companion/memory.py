"""Memory: what is remembered when a draft or a chat comes in, and where its reply is kept.

Invariant: a store that refuses costs the memory, never the reply; each time a notice says so.
"""

from __future__ import annotations

import uuid
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from companion import words
from companion.errors import NotFound, StoreError
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
    never: frozenset[str] = frozenset()
    """Frames that the author never wants to be asked again."""

    def again(self, session: str, notices: list[str]) -> str:
        """Return `session` where it is kept, for another version of its draft; else open one."""
        from companion.store import versions

        with suppress(StoreError, NotFound):
            if self.store is not None and versions.versions(self.store.database, session):
                return session
        return self.begin(notices)

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
            return _unkept(reply, interface)
        return reply

    def reword(self, number: int, reply: Reply, interface: Language) -> Reply:
        """Keep `reply` with another question at `number` and return it, as `keep` does. Raises NotFound."""
        from companion.store import versions

        if self.store is None or reply.session.startswith("unkept-"):
            return reply
        try:
            versions.reword(self.store.database, reply.session, number, reply)
        except StoreError:
            return _unkept(reply, interface)
        return reply


def _unkept(reply: Reply, interface: Language) -> Reply:
    notice = Notice("not-kept", words.say(interface, "notices.not-kept"))
    return replace(reply, notices=(*reply.notices, notice))


def recalled(home: Home, notices: list[str]) -> Memory:
    """Return what is remembered; nothing, with a notice, where the store refuses or memory is switched off."""
    if home.embedder is None:
        notices.append("no-vectors")
    if not home.settings.memory:
        notices.append("memory-off")
        return _told(home)
    try:
        asked = tuple(home.store.asked(limit=REMEMBERED))
        memory = Memory(home.store, home.store.intention(), asked, _never(home.store))
    except StoreError:
        notices.append("not-kept")
        return Memory()
    notices.extend(code for code in home.store.notices if code not in notices and code != "index-elsewhere")
    return memory


def _told(home: Home) -> Memory:
    """Return what the author set: with memory off nothing new is kept, and their intention and refusals still count."""
    from companion.store import Store

    if Store.stands_at(home.settings.home):
        with suppress(StoreError):
            return Memory(intention=home.store.intention(), never=_never(home.store))
    return Memory()


def _never(store: Store) -> frozenset[str]:
    from companion.store import unwanted

    return frozenset(frame for frame, _ in unwanted.never_asked(store.database))
