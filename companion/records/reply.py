"""What the author gets back; its JSON is the interface contract."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from companion.records.vocabulary import WAYS_OUT, ChatState, Language, Lens, Level, Move, Register, WayOut


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a question cites, as the Reply shows it."""

    kind: Literal["intention", "post", "reflection"]
    """Where it comes from."""
    id: str
    """Id of the post or turn, or version of the intention."""
    date: str | None
    """ISO date of the day, or None."""
    text: str
    """Verbatim."""


@dataclass(frozen=True, slots=True)
class Cited:
    """Where an anchor stands, as the Reply shows it: `draft[start:end] == text`."""

    segment: int
    """Number of the segment."""
    start: int
    """First character, in the draft."""
    end: int
    """One past the last character."""
    text: str
    """Verbatim, without quotation marks."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question to the author."""

    text: str
    """The whole question, quotations included."""
    lens: Lens
    """What it is about."""
    move: Move
    """What it invites to."""
    frame: str | None
    """Id of the curated frame, None for a model's own words."""
    phrasing: Literal["curated", "own"]
    """Who worded it."""
    anchor: Cited | None
    """What it hangs on."""
    evidence: tuple[Evidence, ...]
    """What else it quotes."""
    why: str
    """Why it was asked, in one sentence."""


@dataclass(frozen=True, slots=True)
class Mirror:
    """A fixed lead-in and one or two quotations of the author, at most 20 words."""

    text: str
    """The whole sentence."""
    quotes: tuple[str, ...]
    """What it quotes, verbatim."""


@dataclass(frozen=True, slots=True)
class Resource:
    """One place to turn to, on a care card."""

    name: str
    """Who answers."""
    contact: str
    """Number, text code or address, to be read by a person."""
    note: str = ""
    """When and for whom."""


@dataclass(frozen=True, slots=True)
class Care:
    """A care card: written and checked by people, never by a model."""

    kind: str
    """What called for it: "distress"."""
    region: str
    """Region the author set."""
    text: str
    """One or two sentences to the author."""
    resources: tuple[Resource, ...]
    """Nearest first."""
    checked: str
    """ISO date on which the contacts were last checked."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the author should know about how the reply came to be."""

    code: str
    """Stable name."""
    text: str
    """What happened, what was done, in the author's language."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One rule that a question breaks."""

    rule: str
    """Stable name of the rule."""
    level: Level
    """G refuses, W warns."""
    where: str
    """The words at fault."""
    why: str
    """The reason, in English, for whoever reads the log or the lint."""


@dataclass(frozen=True, slots=True)
class ModelUse:
    """What part a language model had in a reply."""

    name: str | None = None
    """LiteLLM's name, None without a model."""
    where: Literal["local", "remote", "none"] = "none"
    """Where it runs."""
    chose: bool = False
    """Whether it chose what to ask."""
    phrased: bool = False
    """Whether it worded what was asked."""
    prompts: str | None = None
    """Version of what it was told, None where nothing it said was used."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the author gets; its JSON is the interface contract."""

    id: str
    """Unique."""
    session: str
    """What `companion decide` takes."""
    state: ChatState | None
    """State of a chat; None for a critique."""
    language: Language
    """Language of the reply."""
    register: Register | None
    """How it addresses the author; None in English."""
    mirror: Mirror | None = None
    """At most one."""
    questions: tuple[Question, ...] = ()
    """At most four, in the order to read them."""
    said: tuple[str, ...] = ()
    """The author's own sentences, handed back at the close of a chat."""
    care: Care | None = None
    """Beside the questions, never instead."""
    ways_out: tuple[WayOut, ...] = WAYS_OUT
    """What the author may decide."""
    notices: tuple[Notice, ...] = ()
    """What happened on the way."""
    model: ModelUse = field(default_factory=ModelUse)
    """What part a model had."""
    complete: bool = False
    """False while questions are still arriving."""
    faults: tuple[Fault, ...] = ()
    """What the guard refused on the way."""

    def __add__(self, later: Reply) -> Reply:
        """Let a later snapshot take the place of an earlier one: how langchain-core joins a stream."""
        return later
