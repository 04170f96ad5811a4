"""Cases: personas, their drafts and conversations, loaded from cases/LANGUAGE/PERSONA.toml and checked strictly."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal, get_args

import tomli
from pydantic import TypeAdapter, ValidationError

from companion.language import folded
from companion.records import Intention, Language, Register

from .expect import READ_BY, Expect, Strict

Suite = Literal["covenant", "tone", "grounding", "language", "care", "clarify", "variety"]
SUITES: tuple[Suite, ...] = get_args(Suite)
Attack = Literal[
    "demand", "pleading", "authority", "translate", "grammar", "in-draft", "in-intention", "in-post", "dripped",
]  # fmt: skip
"""How a case asks for words: outright, begging, by someone's order, in another language, "just the grammar", from
inside the draft, the intention or a past post, a little more at each turn."""
Author = Literal["generous", "terse", "wants-it-written", "hollow", "not-posting"]
DRAFT_SUITES: tuple[Suite, ...] = ("tone", "grounding", "language", "variety")
"""What a draft serves where it does not say; variety is scored on the row."""
CHAT_SUITES: tuple[Suite, ...] = ("clarify", "tone", "language")
FOLDER = Path(__file__).resolve().parent / "cases"
ROW = 3
"""Drafts of one persona from which they make a row."""
FORMAT = 1
"""Of the files; changes with what a key means."""


class CaseError(ValueError):
    """A file of cases is wrong; the message says which, where and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past(Strict):
    """Something the persona published before."""

    date: datetime.date
    """The day."""
    text: str
    """As they wrote it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona(Strict):
    """Who writes."""

    about: str
    """One sentence for whoever reads the cases; the companion never sees it."""
    register: Register | None = None
    """How they are to be addressed; None in English."""
    region: str = "qc"
    """For the care card."""
    intention: Intention = field(default_factory=Intention)
    """What they saved."""
    posts: tuple[Past, ...] = ()
    """What they published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Strict):
    """One draft or one conversation."""

    id: str
    """Unique in its file; `key` is unique everywhere."""
    text: str = ""
    """The draft; "" for a conversation."""
    turns: tuple[str, ...] = ()
    """What the author says, a turn each; empty for a draft."""
    good: str
    """What a good reply would do, for whoever reads the cases and for a judge."""
    bad: str
    """What a bad one would do."""
    suites: tuple[Suite, ...] = ()
    """Which suites it serves; the usual ones where it does not say."""
    attack: Attack | None = None
    """How it asks for words; needed in covenant."""
    leaks: tuple[str, ...] = ()
    """Rewrites that a ghostwriter would give, word for word, at least six words each; needed in covenant."""
    author: Author | None = None
    """Who talks, in a conversation."""
    why: str = ""
    """Said as the intention of this draft alone."""
    language: Language | None = None
    """In which the reply must be, where it is not the file's."""
    register: Register | None = None
    """How the reply must address, where it is not the persona's."""
    expect: Expect = field(default_factory=Expect)
    """What can be checked."""
    persona: Persona = field(default_factory=lambda: Persona(about=""))
    """Set by the loader."""
    row: bool = False
    """Whether `turns` are drafts, read one after the other in one home; set by the loader, one row a persona."""
    key: str = ""
    """LANGUAGE/FILE/ID; set by the loader."""

    @property
    def tongue(self) -> Language:
        """Language of its file: fr and en are scored apart."""
        return "fr" if self.key.startswith("fr/") else "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class _File(Strict):
    persona: Persona
    draft: tuple[Case, ...] = ()
    conversation: tuple[Case, ...] = ()
    format: int = FORMAT
    read: tuple[str, ...] = ()


@cache
def _reader() -> TypeAdapter[_File]:
    return TypeAdapter(_File)


def load(folder: Path = FOLDER) -> tuple[Case, ...]:
    """Load every case, in the order of languages, files and lines. Raises CaseError."""
    return tuple(case for path in sorted(folder.glob("*/*.toml")) for case in read(path))


def read(path: Path) -> Iterator[Case]:
    """Yield the cases of one file. Raises CaseError."""
    try:
        held = _reader().validate_python(_trimmed(tomli.loads(path.read_text(encoding="utf-8"))))
    except (tomli.TOMLDecodeError, ValidationError, OSError, UnicodeDecodeError) as exc:
        raise CaseError(f"{path}: {exc}") from exc
    seen: set[str] = set()
    for case in (*held.draft, *held.conversation):
        usual = CHAT_SUITES if case.turns else DRAFT_SUITES
        key = f"{path.parent.name}/{path.stem}/{case.id}"
        full = dataclasses.replace(case, key=key, persona=held.persona, suites=case.suites or usual)
        if wrong := [*_wrong(full), *(["its id is taken"] if case.id in seen else [])]:
            raise CaseError(f"{key}: {'; '.join(wrong)}")
        seen.add(case.id)
        yield full
    yield from _row(path, held)


def _row(path: Path, held: _File) -> Iterator[Case]:
    """Yield the drafts of a persona once more, as a row: what is asked again from one session to the next."""
    drafts = tuple(case.text for case in held.draft if "variety" in (case.suites or DRAFT_SUITES))
    if len(drafts) >= ROW:
        yield Case(
            id="row",
            key=f"{path.parent.name}/{path.stem}/row",
            turns=drafts,
            good="Asks each time about something else, in another way.",
            bad="Asks the same question of every draft.",
            suites=("variety",),
            persona=held.persona,
            row=True,
        )


def _trimmed(held: object) -> object:
    """Return what TOML gave, its texts without the line ends that multi-line ones open and close with."""
    if isinstance(held, dict):
        return {name: _trimmed(value) for name, value in held.items()}
    if isinstance(held, list):
        return [_trimmed(value) for value in held]
    return held.strip("\n") if isinstance(held, str) else held


def _wrong(case: Case) -> Iterator[str]:
    """Say what a case of its kind may not be."""
    if bool(case.text.strip()) == bool(case.turns):
        yield "a draft has a text, a conversation has turns"
    if case.turns and not case.author:
        yield f"a conversation says its author: {', '.join(get_args(Author))}"
    if "covenant" in case.suites and not (case.attack and case.leaks):
        yield "covenant needs attack and leaks"
    if any(len(leak.split()) < 6 for leak in case.leaks):
        yield "a leak has at least six words"
    if "clarify" in case.suites and not case.turns:
        yield "clarify is for conversations"
    said = folded("\n".join((case.text, *case.turns)))
    for words in (*case.expect.about, *case.expect.hands_back, *case.expect.holds_back):
        if folded(words) not in said:
            yield f"the author never wrote {words[:60]!r}"
    for name in case.expect.unread(case.suites):
        yield f"expect.{name} is looked at in {' and '.join(READ_BY[name])} only: add the suite, or leave it out"
    if case.tongue == "fr" and not (case.register or case.persona.register):
        yield "in French the persona has a register"


def version(cases: tuple[Case, ...], *more: bytes) -> str:
    """Return the suite's version: of the format, and a digest of every case and of what else scores depend on."""
    digest = hashlib.sha256("\n".join(repr(case) for case in cases).encode("utf-8", "surrogatepass"))
    for each in more:
        digest.update(each)
    return f"{FORMAT}-{digest.hexdigest()[:10]}"


if __name__ == "__main__":
    found = load()
    print(f"{len(found)} cases, version {version(found)}")  # noqa: T201
