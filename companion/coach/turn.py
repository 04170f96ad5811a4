"""The state that flows through the coach's steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from companion.coach.aid import Aid
from companion.coach.course import Course
from companion.coach.story import Told
from companion.coach.wish import Wish
from companion.embedding import Embedder
from companion.plan import Plan
from companion.recall import Recalled
from companion.records import (
    Asked,
    Draft,
    Exchange,
    Fault,
    Intention,
    Language,
    Mirror,
    ModelUse,
    Notice,
    Question,
    Register,
)
from companion.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One draft, or one turn of a chat, on its way to a reply; each step fills what comes next."""

    text: str
    """The draft or turn as it was given; "" opens a chat."""
    id: str
    """Of the reply."""
    session: str
    """Of the session."""
    interface: Language
    """Language of the interface, for a draft in a language the companion does not speak."""
    region: str
    """For the care card."""
    language: Language | None = None
    """Asked for by the author; None to go by the draft."""
    register: Register | None = None
    """Asked for by the author; None to go by the draft."""
    intention: Intention | None = None
    """What the author said they want."""
    store: Store | None = None
    """Past posts; None where there is no store to open."""
    embedder: Embedder | None = None
    """None where it has no wheel."""
    asked: Sequence[Asked] = ()
    """Questions of earlier sessions, newest first."""
    notices: tuple[Notice, ...] = ()
    """What happened before the coach was called."""
    aid: Aid | None = None
    """A language model and what it may do; None where the planner is alone."""
    wish: Wish = field(default_factory=Wish)
    """What the author wishes of the questions on a draft."""
    earlier: tuple[Exchange, ...] = ()
    """What was said before in this chat, oldest first; empty for a critique."""
    draft: Draft | None = None
    """Set by read."""
    recalled: Recalled = field(default_factory=Recalled)
    """Set by recall."""
    plan: Plan = field(default_factory=Plan)
    """Set by plan."""
    story: tuple[Told, ...] = ()
    """Every turn of the chat as heard, this one last; set by listen."""
    course: Course | None = None
    """What comes next in the chat; set by steer."""
    question: Question | None = None
    """The chat's next question; set by phrase."""
    mirror: Mirror | None = None
    """What it mirrors beside; set by phrase."""
    faults: tuple[Fault, ...] = ()
    """What the guard refused; set by phrase."""
    use: ModelUse = field(default_factory=ModelUse)
    """What part a model had; set by phrase."""
