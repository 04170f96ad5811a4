"""What the page holds of a draft: its versions, each with its reply, and how the last one is shown."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace

from companion.errors import CompanionError, NotFound
from companion.language import words
from companion.records import IntentionField, Lens, Reply, Version
from companion.session import Companion
from companion.ui import answers, cards
from companion.ui.answers import Under
from companion.ui.wording import Wording

_SAME = 0.5
"""Share of the words of the shorter text from which two drafts are versions of one."""
NOTED: Mapping[Lens, IntentionField] = {
    "intention": "why",
    "reader": "community",
    "message": "message",
    "voice": "tone",
    "boundary": "boundaries",
}
"""What a question is about -> the part of the intention that its answer may be noted in."""


@dataclass(frozen=True, slots=True)
class Held:
    """One draft on the page."""

    versions: tuple[Version, ...] = ()
    """Every reading, oldest first; the last is the one whose questions are shown."""
    never: frozenset[int] = frozenset()
    """Questions of it that are never to be asked again, by number."""
    said: Mapping[int, str] = field(default_factory=dict)
    """What is said under a question of what was just done with it."""
    trouble: Mapping[int, str] = field(default_factory=dict)
    """What went wrong with one."""

    @property
    def reply(self) -> Reply:
        """The reply that is shown."""
        return self.versions[-1].reply

    @property
    def session(self) -> str:
        """The draft's session, "" before its first reading."""
        return self.reply.session if self.versions else ""

    def told(self, number: int, *, said: str = "", trouble: str = "") -> "Held":
        """Say something under question `number`, and nothing under the others any more."""
        return replace(self, said={number: said} if said else {}, trouble={number: trouble} if trouble else {})


def follows(held: Held | None, draft: str) -> tuple[Version, ...]:
    """Return the versions that `draft` is another one of; none where it is another text altogether."""
    if held is None or not held.versions:
        return ()
    before, now = set(words(held.versions[-1].draft)), set(words(draft))
    return held.versions if len(before & now) >= _SAME * max(1, min(len(before), len(now))) else ()


def is_kept(reply: Reply) -> bool:
    """Whether a reply is in the journal, or will be once it is whole."""
    return not (reply.session.startswith("unkept-") or any(each.code == "not-kept" for each in reply.notices))


def card(held: Held, companion: Companion, wording: Wording, *, typed: Mapping[int, str] | None = None) -> str:
    """Return the reply that is shown, with a box under each question."""
    reply, draft = held.reply, held.versions[-1].draft
    kept = is_kept(reply)
    version = held.versions[-1]
    if kept and reply.complete:
        with suppress(CompanionError):
            version = replace(version, answers=companion.answers(reply.session))
    under = Under(
        done=version.answers,
        kept=kept,
        ready=reply.complete,
        typed=typed or {},
        said=held.said,
        trouble=held.trouble,
        never=held.never,
        adoptable=_adoptable(version, companion) if kept and reply.complete else (),
    )
    return cards.reply(reply, wording, answers.boxes(reply, under, wording), draft=draft)


def _adoptable(version: Version, companion: Companion) -> list[int]:
    """Return the questions whose answer says something of the intention that is not noted yet."""
    asked = version.reply.questions
    answered = [a.number for a in version.answers if a.outcome == "answered" and asked[a.number - 1].lens in NOTED]
    with suppress(CompanionError):
        intention = companion.intention() if answered else None
        return [n for n in answered if not getattr(intention, NOTED[asked[n - 1].lens], "")]
    return []


def found(session: str, companion: Companion) -> Held | None:
    """Return what the journal holds of a draft; None where it holds nothing."""
    with suppress(NotFound, CompanionError):
        versions = companion.versions(session)
        unwanted = {each.id for each in companion.never_asked()}
        asked = versions[-1].reply.questions if versions else ()
        return Held(versions, frozenset(n for n, q in enumerate(asked, start=1) if q.frame in unwanted))
    return None
