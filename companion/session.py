"""Companion: where the parts meet. The terminal, the page and the tests all speak to it."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypedDict, Unpack, cast

from companion import offline, words
from companion.conversation import Conversation, Setting
from companion.engine import Engine, Wanted
from companion.errors import NotFound, StoreError
from companion.limits import LIMIT, check  # noqa: F401  who speaks to the session finds its limit here
from companion.memory import Memory, recalled
from companion.records import Care, Language, Lens, Notice, Register, Reply, Version
from companion.settings import Choosing, Phrasing, Settings
from companion.workplace import Workplace

if TYPE_CHECKING:
    from companion.coach import Turn
    from companion.coach.aid import Aid, Attempt
    from companion.model import Deadline

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
    api_base: str | None
    """Where its server listens."""
    phrasing: Phrasing
    """Who words the questions."""
    choosing: Choosing
    """Who chooses what to ask."""
    deadline: Deadline | None
    """The clock of the turn, by which a draft's reply can be stopped from another thread."""
    watch: Callable[[Attempt], None] | None
    """Told what a model does, for who measures it."""
    lens: Lens | None
    """What the author would like to be asked about; None to be surprised."""
    suspicion: str
    """What they suspect already, to be said back where it fits."""
    versions: Sequence[Version]
    """Earlier readings of this draft, oldest first: no question of theirs comes back."""


class Companion(Workplace):
    """One author's companion: their home, and who reads a draft in it."""

    hosted = False
    """Whether somebody else serves it, who answers for the machine and its models."""
    _engine: Engine | None = None

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
        check(how.get("suspicion") or "", empty=True)
        from companion.coach import critique

        notices: list[str] = []
        aid = self._aid(how, notices)
        memory = recalled(self, notices)
        before = how.get("versions") or ()
        session = memory.again(before[-1].reply.session, notices) if before else memory.begin(notices)
        turn = self._turn(draft, how, memory, session=session, aid=aid, notices=notices)
        last: Reply | None = None
        with contextlib.closing(cast(Generator[Reply], critique().stream(turn))) as replies:
            for last in replies:
                if not last.complete:
                    yield last
        if last:
            yield memory.keep(draft, last, self.settings.language)

    def differently(self, versions: Sequence[Version], number: int) -> Version | None:
        """Put question `number` of the last of `versions` differently, and return that version with it, kept.

        None where nothing else is worth asking. Raises NotFound.
        """
        from companion.coach import another, planning

        *_, last = versions
        if not 1 <= number <= len(last.reply.questions):
            raise NotFound(what="question", id=f"{last.reply.session}/{number}")
        notices: list[str] = []
        memory = recalled(self, notices)
        how = How(language=last.reply.language, register=last.reply.register, versions=versions)
        turn = self._turn(last.draft, how, memory, session=last.reply.session, notices=notices)
        question = another(planning().invoke(turn), last.reply, number)
        if question is None:
            return None
        old = last.reply.questions[number - 1]
        questions = (*last.reply.questions[: number - 1], question, *last.reply.questions[number:])
        reply = memory.reword(number, replace(last.reply, questions=questions), self.settings.language)
        done = tuple(answer for answer in last.answers if answer.number != number)
        return Version(last.draft, reply, done, (*last.gave_way, *([old.frame] if old.frame else ())))

    def care(self, text: str, language: Language) -> Care | None:
        """Return the care card where `text`, said beside a draft, holds words of acute distress."""
        from companion import care
        from companion.coach.reading import read

        grave = read(text, language, detected=language).strength("distress")
        return care.card(self.settings.region, language) if grave else None

    def converse(self, session: str | None = None, **how: Unpack[How]) -> Conversation:
        """Begin a chat, or go on with the one called `session`. Raises NotFound, and StoreError for one to go on with.

        A store that refuses costs a new chat its memory, never the chat: it then lives in memory, with a notice.
        """
        from companion.recall import merged

        notices: list[str] = []
        self._aid(how, notices)  # a wrong name is said now; who helps is asked again with each turn
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
            never=memory.never,
            store=memory.store,
            aid=lambda: self._aid(how, []),
            notices=tuple(code for code in notices if code != "no-vectors"),
        )
        return Conversation(setting, session)

    def open_chat(self) -> str | None:
        """Return the last chat that is still open; None where there is none, or no memory."""
        if not self.settings.memory:
            return None
        with contextlib.suppress(StoreError):
            return self.store.open_chat()
        return None

    def _turn(
        self,
        draft: str,
        how: How,
        memory: Memory,
        *,
        session: str,
        aid: Aid | None = None,
        notices: Sequence[str] = (),
    ) -> Turn:
        from companion.coach import Turn, Wish
        from companion.recall import merged

        wish = Wish(
            lens=how.get("lens"),
            suspicion=how.get("suspicion") or "",
            never=memory.never,
            versions=tuple(how.get("versions") or ()),
        )
        return Turn(
            text=draft,
            id=uuid.uuid4().hex,
            session=session,
            interface=how.get("language") or self.settings.language,
            region=self.settings.region,
            language=how.get("language"),
            register=how.get("register") or self.settings.register,
            intention=merged(memory.intention, how.get("intention")),
            store=memory.store,
            embedder=self.embedder,
            asked=memory.asked,
            aid=aid,
            notices=tuple(self._notice(code) for code in notices),
            wish=wish,
        )

    def _notice(self, code: str) -> Notice:
        return Notice(code, words.say(self.settings.language, f"notices.{code}"))

    def helper(self) -> tuple[Aid | None, tuple[str, ...]]:
        """Return the model that would help with a draft now, and the codes of what is to be told of it."""
        notices: list[str] = []
        return self._aid({}, notices), tuple(notices)

    def set(self, name: str, value: object) -> Settings:
        """Change one setting; a model in this process that is used no more gives its memory back. Raises BadSetting."""
        kept = super().set(name, value)
        if name in {"model", "api_base"} and self._engine is not None:
            self._engine.close()
        return kept

    def _wanted(self, how: How) -> Wanted:
        named = how.get("model")
        return Wanted(
            name=named or self.settings.model,
            api_base=how.get("api_base") or (None if named else self.settings.api_base),
            phrasing=how.get("phrasing") or ("auto" if named else self.settings.phrasing),
            choosing=how.get("choosing") or ("auto" if named else self.settings.choosing),
            named=named is not None or how.get("api_base") is not None,
            deadline=how.get("deadline"),
            watch=how.get("watch"),
        )

    def _aid(self, how: How, notices: list[str]) -> Aid | None:
        """Return the model that may help. Raises BadModel and BadSetting for one named this time."""
        if self._engine is None:
            self._engine = Engine(self.settings.home)
        return self._engine.aid(self._wanted(how), notices, keep=self.settings.memory)

    def close(self) -> None:
        """Close the store, and stop a model that runs in this process."""
        if self._engine is not None:
            self._engine.close()
            self._engine = None
        super().close()
