"""The curated frames: questions that a person wrote, loaded from prompts/frames and rendered on a draft."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import PurePath
from typing import Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError

from companion import prompt, topics
from companion.errors import PromptError
from companion.records import (
    Anchor,
    AnchorKind,
    Cited,
    Evidence,
    IntentionField,
    Language,
    Lens,
    Move,
    Passage,
    Question,
    Register,
    SignalKind,
    Stance,
)

CLAUSES: tuple[AnchorKind, ...] = (
    "detail", "topic", "feeling", "obligation", "turn", "hedge", "promise", "generality", "claim",
)  # fmt: skip
"""Kinds of anchor that can be a whole thought of the author's own."""
THOUGHTS: tuple[AnchorKind, ...] = (*CLAUSES, "order", "speech")
"""Kinds of anchor that can be the line at stake: what the author asks for, and what was said, count too."""
Says = Literal["me", "told", "doubt", "duty"]
"""What a line can be: of the author ("I"), of what has happened, in doubt, of what must be done."""
NARROW = "\u202f"
"""What French puts before ? ! ; and inside guillemets."""
_MONTHS: dict[Language, tuple[str, ...]] = {
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One curated question in three texts.

    Its slots are quotations: `{anchor}` and `{other}` of the draft, `{post}` with `{date}`, `{intention}`; but
    `{person}` stands without marks, as one speaks of somebody: a name of the draft, "your niece", "that man".
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str
    """Unique, starts with the lens."""
    lens: Lens
    """What it is about."""
    move: Move
    """What it invites to."""
    tu: str
    """French, to someone it says *tu* to."""
    vous: str
    """French, to someone it says *vous* to."""
    en: str
    """English."""
    why_tu: str
    """Why it is asked, one sentence."""
    why_vous: str
    """The same, *vous*."""
    why_en: str
    """The same, in English."""
    like: dict[Language, str] = dataclasses.field(default_factory=dict)
    """A line such as a draft could hold when this question is the right one; a chat's frame has none."""
    kinds: tuple[str, ...] = ()
    """Kinds of anchor it takes; empty without `{anchor}`."""
    others: tuple[str, ...] = ()
    """Kinds of anchor, in another line of the draft, that it sets beside the first; empty without `{other}`."""
    signals: tuple[SignalKind, ...] = ()
    """When it shines; empty for any time."""
    unless: tuple[str, ...] = ()
    """Signals or kinds of anchor with which it must not be asked."""
    depth: int = 1
    """1 near and easy, to 3 deep."""
    field: IntentionField = "why"
    """Which part of the intention it quotes."""
    stance: Stance | None = None
    """Whether what it quotes stands near the draft or far from it; None for either."""
    topic: str = ""
    """What the draft must speak of: the name of its file in prompts/topics; "" for any draft."""
    hangs: Literal["topic", "anywhere"] = "topic"
    """Whether `{anchor}` must speak of the topic too."""
    says: tuple[Says, ...] = ()
    """What its line must be, for the question to be true of it; empty for any."""
    stake: str = ""
    """What the draft must risk: the name of its file in prompts/stakes; "" for any draft."""
    shares: bool = False
    """Whether what it quotes of an intention or a post must speak of something that `{anchor}`, or its topic, does."""

    def text(self, language: Language, register: Register | None) -> str:
        """Return the question's template."""
        return self.en if language == "en" else self.vous if register == "vous" else self.tu

    def why(self, language: Language, register: Register | None) -> str:
        """Return why it is asked."""
        return self.why_en if language == "en" else self.why_vous if register == "vous" else self.why_tu

    @property
    def plain(self) -> bool:
        """Whether it hangs on any line of its kind, whatever the draft is about."""
        return self.slots == {"anchor"} and not (self.topic or self.stake or self.signals)

    @property
    def slots(self) -> frozenset[str]:
        """What it quotes."""
        return prompt.slots(self.tu)


@cache
def frames() -> tuple[Frame, ...]:
    """Load every frame that asks about a draft, in the order of the files."""
    general = (frame for name in prompt.names("frames") for frame in _loaded(name))
    about = (frame for name in topics.names() for frame in _about(name))
    return (*general, *about, *(frame for name in prompt.names("stakes") for frame in _at_stake(name)))


def _about(topic: str) -> list[Frame]:
    """Load the questions of one topic: where they quote, they take any clause unless they say which kinds."""
    found = [dataclasses.replace(frame, topic=topic) for frame in _loaded(f"topics/{topic}.toml")]
    return [dataclasses.replace(f, kinds=CLAUSES) if "anchor" in f.slots and not f.kinds else f for f in found]


def _at_stake(name: str) -> Iterator[Frame]:
    """Load the questions of one stake: they take the lines at stake, whatever clauses these are."""
    for frame in _loaded(name):
        kinds, others = (THOUGHTS if slot in frame.slots else () for slot in ("anchor", "other"))
        yield dataclasses.replace(frame, stake=PurePath(name).stem, kinds=kinds, others=others)


@cache
def chat_frames(occasion: str | None = None) -> tuple[Frame, ...]:
    """Load the frames that a chat asks from, those of one occasion or all: one file each in prompts/clarify."""
    wanted = prompt.names("clarify") if occasion is None else [f"clarify/{occasion}.toml"]
    return tuple(frame for name in wanted for frame in _loaded(name))


@cache
def _reader() -> TypeAdapter[list[Frame]]:
    """Make what checks frames once: it takes longer to make than to use."""
    return TypeAdapter(list[Frame])


def _loaded(name: str) -> list[Frame]:
    try:
        return _reader().validate_python(prompt.table(name)["frame"])
    except ValidationError as exc:
        raise PromptError(file=name, why=str(exc)) from exc


def render(
    frame: Frame,
    *,
    language: Language,
    register: Register | None,
    anchor: Anchor | None = None,
    other: Anchor | None = None,
    passage: Passage | None = None,
    person: str = "",
) -> Question:
    """Fill `frame` with what it quotes and set its typography."""
    values = {
        "anchor": anchor.text if anchor else "",
        "other": other.text if other else "",
        "person": person,
        "post": passage.text if passage and passage.kind == "post" else "",
        "intention": passage.text if passage and passage.kind == "intention" else "",
        "date": spoken(passage.date, language) if passage and passage.date else "",
    }
    template = typeset(frame.text(language, register), language)
    wanted = {slot: values[slot] for slot in prompt.slots(template)}
    if not all(wanted.values()):
        raise PromptError(file=frame.id, why=f"nothing to quote for {sorted(k for k, v in wanted.items() if not v)}")
    text = prompt.fill(template, **wanted)
    return Question(
        text=text[0].upper() + text[1:],
        lens=frame.lens,
        move=frame.move,
        frame=frame.id,
        phrasing="curated",
        anchor=Cited(anchor.segment, anchor.start, anchor.end, anchor.text) if anchor and "anchor" in wanted else None,
        evidence=(Evidence(passage.kind, passage.id, passage.date, passage.text),)
        if passage and ("post" in wanted or "intention" in wanted)
        else (),
        why=typeset(frame.why(language, register), language),
    )


def spoken(day: str, language: Language) -> str:
    """Say an ISO day: "le 12 mars 2026", "on March 12, 2026"."""
    when = date.fromisoformat(day)
    month = _MONTHS[language][when.month - 1]
    if language == "en":
        return f"on {month} {when.day}, {when.year}"
    return f"le {'1er' if when.day == 1 else when.day} {month} {when.year}"


def typeset(text: str, language: Language) -> str:
    """Give French its narrow no-break spaces."""
    if language == "en":
        return text
    for sign in "?!;»":
        text = text.replace(f" {sign}", f"{NARROW}{sign}")
    return text.replace("« ", f"«{NARROW}").replace(" :", "\u00a0:")
