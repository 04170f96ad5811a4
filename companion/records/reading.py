"""A draft, read: its segments, its anchors and what stands out.

All offsets are counted in characters of the draft exactly as it was given.
"""

from __future__ import annotations

from dataclasses import dataclass

from companion.records.vocabulary import AnchorKind, Language, Lens, Register, SignalKind


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
    topics: frozenset[str] = frozenset()
    """Topics that it speaks of, by name."""


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
class Topic:
    """Something in the world that a text speaks of: a price, a mother, a closing."""

    name: str
    """Its file in prompts/topics."""
    strength: float
    """From 0 (touched on) to 1 (what the text is about)."""
    spans: tuple[Span, ...]
    """Where it is spoken of, in reading order."""


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
    answered: frozenset[Lens] = frozenset()
    """Lenses about which the draft says enough of itself."""
    topics: tuple[Topic, ...] = ()
    """What it speaks of, strongest first."""

    def strength(self, kind: SignalKind) -> float:
        """How strongly `kind` shows, 0 where it does not."""
        return max((signal.strength for signal in self.signals if signal.kind == kind), default=0.0)
