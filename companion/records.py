"""What flows through the companion: frozen records, each field said in one line.

All offsets are counted in characters of the draft exactly as it was given.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Language = Literal["fr", "en"]
Register = Literal["tu", "vous"]
Lens = Literal[
    "intention", "message", "voice", "reader", "feeling", "values",
    "lived", "assumption", "boundary", "permission", "joy", "continuity",
]  # fmt: skip
Move = Literal["settle", "narrow", "deepen", "organise", "challenge", "scale", "perspective", "close"]
AnchorKind = Literal[
    "order", "generality", "obligation", "hedge", "number", "name", "time",
    "single", "speech", "turn", "promise", "feeling", "claim",
]  # fmt: skip
SignalKind = Literal[
    "pressure", "exhaustion", "urgency", "sales", "clickbait", "hype", "vulnerability", "grief", "anger",
    "private", "milestone", "corporate", "sparse", "distress", "ghostwriting", "injection",
]  # fmt: skip
WayOut = Literal["post", "keep", "not-today"]
IntentionField = Literal["why", "community", "message", "tone", "boundaries", "wish", "return_to"]
PostKind = Literal["post", "reply", "article"]
Level = Literal["G", "W"]
Stance = Literal["near", "far"]

WAYS_OUT: tuple[WayOut, ...] = ("post", "keep", "not-today")


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence or line of the draft; `draft[start:end] == text`."""

    number: int
    """Counted from 1, in reading order."""
    start: int
    """First character."""
    end: int
    """One past the last character."""
    text: str
    """Verbatim, without surrounding blanks."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A telling word or turn of the draft, for a question to hang on; holds no quotation mark."""

    kind: AnchorKind
    """What makes it telling."""
    segment: int
    """Number of the segment it stands in."""
    start: int
    """First character, in the draft."""
    end: int
    """One past the last character, in the draft."""
    text: str
    """Verbatim: `draft[start:end]`."""
    weight: float = 1.0
    """How much it carries, about 0 to 2; set by the finder, read by the planner."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the draft."""

    start: int
    """First character."""
    end: int
    """One past the last character."""


@dataclass(frozen=True, slots=True)
class Signal:
    """Something that stands out in a draft as a whole."""

    kind: SignalKind
    """What stands out."""
    strength: float
    """From 0 (a hint) to 1 (unmistakable)."""
    spans: tuple[Span, ...] = ()
    """Where it shows; empty where it shows in the whole."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft, read: what the planner knows of it."""

    text: str
    """As the author gave it."""
    language: Language
    """The language to answer in."""
    detected: str
    """The language the draft is written in, ISO 639-1, or "" where that cannot be told."""
    register: Register | None
    """How to address the author; None in English."""
    segments: tuple[Segment, ...] = ()
    """In reading order; empty only for a draft without a letter or digit."""
    anchors: tuple[Anchor, ...] = ()
    """In reading order."""
    signals: tuple[Signal, ...] = ()
    """Strongest first."""

    def strength(self, kind: SignalKind) -> float:
        """How strongly `kind` shows, 0 where it does not."""
        return max((signal.strength for signal in self.signals if signal.kind == kind), default=0.0)


@dataclass(frozen=True, slots=True)
class Intention:
    """What the author said they want; each save is a new version."""

    why: str = ""
    """Why they post at all, or why this post."""
    community: str = ""
    """For whom."""
    message: str = ""
    """What they want to be understood."""
    tone: str = ""
    """How they want to sound."""
    boundaries: str = ""
    """What stays out."""
    wish: str = ""
    """What they would like to see if they were their own community."""
    return_to: str = ""
    """What brings them back to it: a song, a line."""
    version: int = 0
    """Counted from 1 by the store; 0 before the first save."""
    saved: datetime | None = None
    """When, in UTC; set by the store."""


@dataclass(frozen=True, slots=True)
class Post:
    """Something the author published before."""

    text: str
    """As the author wrote it."""
    date: datetime | None = None
    """When it appeared, in UTC; None where the source does not say."""
    platform: str = "paste"
    """Where it came from, as `companion import --as` names it, or "paste"."""
    language: str = ""
    """ISO 639-1, or "" where that cannot be told."""
    kind: PostKind = "post"
    """A reply is kept and never quoted."""
    link: str = ""
    """Its address, where the source gives one."""
    source: str = ""
    """Name of the file it came from."""
    id: str = ""
    """Stable across imports; set by the store from platform, link or text."""


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


@dataclass(frozen=True, slots=True)
class Reply:
    """What the author gets; its JSON is the interface contract."""

    id: str
    """Unique."""
    session: str
    """What `companion decide` takes."""
    state: str | None
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


@dataclass(frozen=True, slots=True)
class Asked:
    """A question asked in an earlier session, as the planner remembers it."""

    text: str
    """The whole question."""
    frame: str | None
    """Its curated frame."""
    lens: Lens
    """What it was about."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One session in the journal."""

    session: str
    """Its id."""
    started: datetime
    """When, in UTC."""
    draft: str
    """The draft as it was given."""
    reply: Reply | None
    """The last reply, as it was shown."""
    decision: WayOut | None
    """The way out the author took, if any."""
