"""Conversation: one chat, each turn kept before it is shown. To resume one is to read it from the journal."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from companion import words
from companion.errors import StoreError
from companion.limits import check
from companion.records import Asked, Exchange, Intention, Language, Notice, Register, Reply, WayOut

if TYPE_CHECKING:
    from companion.store import Store

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
    store: Store | None = None
    """Where it is kept; None for a chat that lives in memory alone."""
    notices: tuple[str, ...] = field(default=())
    """Codes of what happened on the way; told once, with the first reply."""


class Conversation:
    """One chat about why. Made by `Companion.converse`."""

    def __init__(self, setting: Setting, session: str | None = None) -> None:
        """Go on with `session`, or begin one with the first turn. Raises NotFound."""
        self._setting = setting
        self._store = setting.store
        self._told = False
        self._session = session
        self._exchanges = self._store.exchanges(session) if self._store and session else ()
        self._asked: tuple[Asked, ...] | None = None

    @property
    def session(self) -> str:
        """Its id, for `decide` and to resume it; one that begins with "unkept-" cannot be found again."""
        if self._session is None:
            self._session = self._begin()
        return self._session

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """What was said and replied so far, oldest first."""
        return self._exchanges

    @property
    def kept(self) -> bool:
        """Whether it is in the journal."""
        return self._store is not None and not self.session.startswith("unkept-")

    @property
    def closed(self) -> bool:
        """Whether it came to its end."""
        return bool(self._exchanges) and self._exchanges[-1].reply.state == "close"

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
        """Hear the author's next turn and return the reply, kept. Raises EmptyText and TextTooLong."""
        check(text)
        reply = self._kept(text, self._reply(text, self._exchanges))
        self._exchanges = (*self._exchanges, Exchange(text, reply))
        return reply

    def save(self, text: str) -> None:
        """Keep `text` as the intention of this chat's post. Raises EmptyText, TextTooLong and StoreError."""
        check(text)
        if self.kept and self._store:
            self._store.keep_intention(self.session, text)

    def decide(self, way: WayOut) -> None:
        """Keep the way out the author took. Raises StoreError."""
        if self.kept and self._store:
            self._store.decide(self.session, way)

    def _reply(self, text: str, earlier: tuple[Exchange, ...]) -> Reply:
        from companion.coach import Turn, clarify

        turn = Turn(
            text=text,
            id=uuid.uuid4().hex,
            session=self.session if text else self._session or "",
            interface=self._setting.interface,
            region=self._setting.region,
            language=self._setting.language,
            register=self._setting.register,
            intention=self._setting.intention,
            store=self._store,
            asked=self._remembered(),
            notices=self._first_notices(),
            earlier=earlier,
        )
        return clarify().invoke(turn)

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
        return Notice(code, words.say(self._setting.interface, f"notices.{code}"))

    def _begin(self) -> str:
        if self._store is not None:
            try:
                return self._store.begin("chat")
            except StoreError:
                self._store = None
        return f"unkept-{uuid.uuid4().hex[:8]}"

    def _kept(self, text: str, reply: Reply) -> Reply:
        """Keep a turn; where the store refuses, the chat goes on in memory and says so once."""
        if self.kept and self._store:
            try:
                self._store.keep(self.session, text, reply)
                return reply
            except StoreError:
                self._store = None
        said = [*(exchange.reply for exchange in self._exchanges), reply]
        if any(notice.code in {"not-kept", "memory-off"} for each in said for notice in each.notices):
            return reply
        return replace(reply, notices=(*reply.notices, self._notice("not-kept")))
