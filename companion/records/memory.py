"""What is remembered: what a question may rest on, what was asked, what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from companion.records.reply import Reply
from companion.records.vocabulary import IntentionField, Lens, Outcome, SessionKind, Stance, WayOut


@dataclass(frozen=True, slots=True)
class Passage:
    """Something of the author's that a question may rest on."""

    kind: Literal["intention", "post", "reflection"]
    """Where it comes from."""
    id: str
    """Id of the post or turn, or version of the intention."""
    date: str | None
    """ISO date of the day, or None."""
    text: str
    """Verbatim: the run of words that may be quoted, at most 12 of them."""
    stance: Stance | None
    """Whether it stands close to the draft or far from it; None in between."""
    field: IntentionField | None = None
    """Which part of the intention, for kind "intention"."""
    similarity: float | None = None
    """Cosine with the draft, -1 to 1; None where there are no vectors."""
    weight: float = 1.0
    """How much the words carry, about 0 to 2, as an anchor's."""
    topics: frozenset[str] = frozenset()
    """Topics that the words speak of, by name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question asked in an earlier session, as the planner remembers it."""

    text: str
    """The whole question."""
    frame: str | None
    """Its curated frame."""
    lens: Lens
    """What it was about."""
    outcome: Outcome | None = None
    """What the author did with it; None where it was only asked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the author did with one question of a reply, for themselves; the last thing they did counts."""

    number: int
    """Place of the question in its reply, from 1."""
    outcome: Outcome
    """Whether they answered it or left it aside."""
    text: str = ""
    """Their answer, as they wrote it; "" where they left it aside."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One session in the journal."""

    session: str
    """Its id."""
    started: datetime
    """When, in UTC."""
    draft: str
    """The draft as it was given; in a chat, the author's last turn."""
    reply: Reply | None
    """The last reply, as it was shown."""
    decision: WayOut | None
    """The way out the author took, if any."""
    kind: SessionKind = "critique"
    """Whether it was about a draft or a chat."""
    turns: int = 1
    """How many turns of the author it holds."""
    first: str = ""
    """The author's first words of a chat; "" for a critique."""
    intention: str = ""
    """What the author kept as this post's intention, "" if nothing."""
    answers: tuple[Answer, ...] = ()
    """What the author did with the questions of `reply`, in their order; empty for a chat."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One turn of a chat."""

    said: str
    """What the author wrote, as they wrote it."""
    reply: Reply
    """What they got."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a draft, as it was read."""

    draft: str
    """As the author gave it."""
    reply: Reply
    """What they got."""
    answers: tuple[Answer, ...] = ()
    """What they did with its questions, in their order."""
    gave_way: tuple[str, ...] = ()
    """Frames of questions that the author asked to have put differently: they are not asked again."""


@dataclass(frozen=True, slots=True)
class Unwanted:
    """A question never to ask this author again."""

    id: str
    """Its frame."""
    text: str
    """The question in the author's language, an ellipsis where it quotes."""
    lens: Lens
    """What it is about."""
    since: datetime
    """When they said so, in UTC."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies unfinished on the page: nothing of it was asked about, answered or decided yet."""

    draft: str = ""
    """As it stands in its box."""
    suspicion: str = ""
    """What the author suspects already."""
    session: str = ""
    """The draft's session, "" before the first reading."""
    typed: tuple[tuple[int, str], ...] = ()
    """Half-typed answers, each with the number of its question."""
