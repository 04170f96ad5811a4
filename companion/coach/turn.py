"""The state that flows through the coach's steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from companion.embedding import Embedder
from companion.plan import Plan
from companion.recall import Recalled
from companion.records import Asked, Draft, Intention, Language, Notice, Register
from companion.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One draft on its way to a reply; each step fills what comes next."""

    text: str
    """The draft as it was given."""
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
    draft: Draft | None = None
    """Set by read."""
    recalled: Recalled = field(default_factory=Recalled)
    """Set by recall."""
    plan: Plan = field(default_factory=Plan)
    """Set by plan."""
