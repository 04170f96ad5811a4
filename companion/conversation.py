"""Conversation: one chat, each turn kept before it is shown. To resume one is to read it from the journal."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from companion import words
from companion.errors import NotFound, StoreError
from companion.limits import check
from companion.records import Asked, Exchange, Intention, Language, Notice, Register, Reply, WayOut

if TYPE_CHECKING:
    from companion.coach.aid import Aid
    from companion.store import Store

_WAITING = frozenset({"closed-unsure", "closed-hollow"})
"""Ends that say the conversation will wait: it is open to who comes back to it."""
_IN_A_CHAT = frozenset({"not-kept", "memory-off"})
"""Notices that a chat words for itself: there is no draft in it."""
REMEMBERED = 60
"""Questions of earlier sessions that a chat remembers: several chats' worth, so that none sounds like the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a chat takes place in; it does not change on the way."""

    interface: Language
    """Language of the interface, until the author speaks."""
    region: str
    """For the care card."""
    language: Language | None = None
    """Asked for by the author; None to follow them."""
    register: Register | None = None
    """Asked for by the author; None to follow them."""
    intention: Intention | None = None
    """What the author said they want."""
    never: frozenset[str] = frozenset()
    """Frames that the author never wants to be asked."""
    store: Store | None = None
    """Where it is kept; None for a chat that lives in memory alone."""
    aid: Callable[[], Aid | None] = lambda: None
    """Says before each turn which model helps and what it may do: its author may have changed their mind."""
    notices: tuple[str, ...] = field(default=())
    """Codes of what happened on the way; told once, with the first reply."""


class Conversation:
    """One chat about why. Made by `Companion.converse`."""

    def __init__(self, setting: Setting, session: str | None = None) -> None:
        """Go on with `session`, or begin one with the first turn. Raises NotFound."""
        self._setting = setting
        self._store = setting.store
        self._told = False
        self._refused = False
        self._session = session
        self._exchanges = self._store.exchanges(session) if self._store and session else ()
        self._written = len(self._exchanges)
        self._asked: tuple[Asked, ...] | None = None
        self._running: Aid | None = None

    @property
    def session(self) -> str:
        """Its id, for `decide` and to resume it; one that begins with "unkept-" cannot be found again."""
        if self._session is None:
            self._session = f"unkept-{uuid.uuid4().hex[:8]}"
        return self._session

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """What was said and replied so far, oldest first."""
        return self._exchanges

    @property
    def remembers(self) -> bool:
        """Whether there is a journal to keep it in."""
        return self._store is not None

    @property
    def kept(self) -> bool:
        """Whether it is in the journal, whole or up to some turn."""
        return self._written > 0

    @property
    def refused(self) -> bool:
        """Whether the journal could not take all that was said, though memory is on."""
        return self._written < len(self._exchanges) if self._store else "not-kept" in self._setting.notices

    @property
    def closed(self) -> bool:
        """Whether it came to its end."""
        return bool(self._exchanges) and self._exchanges[-1].reply.state == "close"

    @property
    def waits(self) -> bool:
        """Whether it closed on a promise to wait: what is said next goes on with it."""
        return self.closed and any(notice.code in _WAITING for notice in self._exchanges[-1].reply.notices)

    @property
    def leaning(self) -> WayOut | None:
        """The way out that the author named in their last words; nothing is decided until `decide`."""
        if not self.closed:
            return None
        codes = [notice.code for notice in self._exchanges[-1].reply.notices]
        ways = [code.removeprefix("closed-") for code in codes if code.startswith("closed-")]
        return next((cast(WayOut, way) for way in ways if way in {"post", "keep", "not-today"}), None)

    def opening(self) -> Reply:
        """Return a first question, for an author who has said nothing yet; it is not kept."""
        return self._reply("", ())

    def say(self, text: str) -> Reply:
        """Hear the author's next turn and return the reply, kept. Raises EmptyText and TextTooLong.

        What the store refuses is offered to it again with the next turn.
        """
        check(text)
        self._exchanges = (*self._exchanges, Exchange(text, self._reply(text, self._exchanges)))
        if not self.write() and self._store and not self._refused:
            self._refused = True
            last = self._exchanges[-1].reply
            told = replace(last, notices=(*last.notices, self._notice("not-kept")))
            self._exchanges = (*self._exchanges[:-1], Exchange(text, told))
        return self._exchanges[-1].reply

    def gathered(self) -> tuple[str, ...]:
        """Return what the author has said of their why so far: their own sentences, as the end will hand them back."""
        from companion.coach.handing import gathered

        return gathered(self._exchanges)

    def stop(self) -> None:
        """Stop the model that words the next reply, from another thread; the reply comes without it."""
        if self._running:
            self._running.deadline.stop()

    def write(self) -> bool:
        """Keep every turn that the journal does not hold yet; return whether it holds them all."""
        try:
            self._write()
        except (StoreError, NotFound):
            return False
        return self._store is not None

    def save(self, text: str) -> None:
        """Keep `text` as the intention of this chat's post. Raises EmptyText, TextTooLong and StoreError."""
        check(text)
        if self._store and self._exchanges:
            self._write()
            self._store.keep_intention(self.session, text)

    def decide(self, way: WayOut) -> None:
        """Keep the way out the author took. Raises StoreError."""
        if self._store and self._exchanges:
            self._write()
            self._store.decide(self.session, way)

    def _reply(self, text: str, earlier: tuple[Exchange, ...]) -> Reply:
        from companion.coach import Turn, Wish, clarify

        turn = Turn(
            text=text,
            id=uuid.uuid4().hex,
            session=self.session,
            interface=self._setting.interface,
            region=self._setting.region,
            language=self._setting.language,
            register=self._setting.register,
            intention=self._setting.intention,
            store=self._store,
            asked=self._remembered(),
            notices=self._first_notices(),
            earlier=earlier,
            aid=self._aid(),
            wish=Wish(never=self._setting.never),
        )
        return clarify().invoke(turn)

    def _aid(self) -> Aid | None:
        """Return who helps with one turn, by a clock of its own."""
        aid = self._setting.aid()
        self._running = replace(aid, deadline=aid.deadline.again()) if aid else None
        return self._running

    def _remembered(self) -> tuple[Asked, ...]:
        if self._asked is None:
            try:
                self._asked = tuple(self._store.asked(limit=REMEMBERED, outside=self._session)) if self._store else ()
            except StoreError:
                self._asked = ()
        return self._asked

    def _first_notices(self) -> tuple[Notice, ...]:
        """Tell once what is to be known of the whole chat."""
        codes, self._told = () if self._told else self._setting.notices, True
        return tuple(self._notice(code) for code in codes)

    def _notice(self, code: str) -> Notice:
        name = "chat.never-kept" if code == "not-kept" and self._store is None else f"chat.{code}"
        return Notice(code, words.say(self._setting.interface, name if code in _IN_A_CHAT else f"notices.{code}"))

    def _write(self) -> None:
        """Keep what is missing, in order, in a session that is begun where there was none. Raises StoreError."""
        if self._store is None or not self._exchanges:
            return
        if self.session.startswith("unkept-"):
            self._session = self._store.begin("chat")
            self._exchanges = tuple(Exchange(e.said, replace(e.reply, session=self.session)) for e in self._exchanges)
        for said, reply in [(each.said, each.reply) for each in self._exchanges[self._written :]]:
            told = tuple(notice for notice in reply.notices if notice.code != "not-kept")
            self._store.keep(self.session, said, replace(reply, notices=told))
            self._written += 1
