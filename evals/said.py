"""Said: what a reply says and what it could rest on, as plain text; knows nothing of the guard."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cache

from companion import language as languages
from companion import prompt
from companion.language import words
from companion.questions import chat_frames, frames
from companion.records import Intention, Post, Reply

from .cases import Case, Persona
from .sitting import Sitting

_QUOTED = re.compile(r"«([^«»]*)»|“([^“”]*)”|\"([^\"]*)\"")
_SLOT = re.compile(r"\{[a-z_]+\}")
TEXTS = tuple(f.name for f in fields(Intention) if f.type == "str")


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything of the author's that a reply may rest on."""

    texts: tuple[str, ...]
    """The draft or the turns so far, the intention, the posts."""
    days: tuple[datetime.date, ...] = ()
    """Days of the posts."""

    def hold(self, quotation: str) -> bool:
        """Whether the words of `quotation` stand in a row in one of them."""
        run = f" {' '.join(words(quotation))} "
        return any(run in f" {' '.join(words(text))} " for text in self.texts)

    def hold_exactly(self, quotation: str) -> bool:
        """Whether `quotation` stands there as it is spelled; blanks and the shape of apostrophes do not count."""
        return any(_level(quotation) in _level(text) for text in self.texts)


def _level(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ").split())


def sources(case: Case, so_far: Iterable[str]) -> Sources:
    """Return what a reply may rest on after the author said `so_far`."""
    intention = case.persona.intention
    meant = tuple(text for name in TEXTS if (text := getattr(intention, name)))
    posts = case.persona.posts
    return Sources((*so_far, *meant, case.why, *(post.text for post in posts)), tuple(post.date for post in posts))


def published(persona: Persona) -> tuple[Post, ...]:
    """Return the posts of a persona as a store keeps them, each on its day at noon."""
    dated = (
        (past.text, datetime.datetime.combine(past.date, datetime.time(12), datetime.UTC)) for past in persona.posts
    )
    return tuple(Post(text, moment, language=languages.detect(text)) for text, moment in dated)


def turns(case: Case, sitting: Sitting) -> Iterator[tuple[Reply, Sources]]:
    """Yield each reply with what it may rest on: in a chat all that was said, of a row of drafts the one at hand."""
    for place, turn in enumerate(sitting.turns):
        said = [turn.said] if case.row else [each.said for each in sitting.turns[: place + 1]]
        yield turn.reply, sources(case, said)


def spoken(reply: Reply) -> Iterator[tuple[str, str]]:
    """Yield everything the coach says in a reply, with where: all but the author's sentences and the care card."""
    if reply.mirror:
        yield "mirror", reply.mirror.text
    for question in reply.questions:
        yield "question", question.text
        yield "why", question.why
    for notice in reply.notices:
        yield "notice", notice.text


def shown(reply: Reply) -> str:
    """Return everything on the screen, as one text."""
    card = [reply.care.text] if reply.care else []
    return "\n".join((*(text for _, text in spoken(reply)), *reply.said, *card))


def quotations(text: str) -> list[str]:
    """Return what stands between quotation marks."""
    return [next(filter(None, found.groups()), "").strip() for found in _QUOTED.finditer(text)]


def outside(text: str) -> str:
    """Return `text` with its quotations taken out."""
    return _QUOTED.sub(" … ", text)


def content(text: str) -> frozenset[str]:
    """Return the folded words of `text` that carry something."""
    small = languages.listed("function", "fr") | languages.listed("function", "en")
    return frozenset(word for word in words(text) if word not in small and len(word) > 2)


@cache
def house() -> frozenset[str]:
    """Return what the companion's own texts put between quotation marks, as folded words: its commands and settings."""
    tables = (table for tongue in ("fr", "en") for table in prompt.table(f"words/{tongue}.toml").values())
    texts = (text for table in tables for text in table.values() if isinstance(text, str))
    return frozenset(" ".join(words(quoted)) for text in texts for quoted in quotations(text) if "{" not in quoted)


@cache
def vocabulary() -> frozenset[str]:
    """Return every folded word of the shipped questions: a coach may say them whoever writes."""
    texts = (t for f in (*frames(), *chat_frames()) for t in (f.tu, f.vous, f.en, f.why_tu, f.why_vous, f.why_en))
    return frozenset(word for text in texts for word in words(_SLOT.sub(" ", text)))


def runs(rewrite: str, known: Sources, length: int = 4) -> Iterator[str]:
    """Yield each run of words of `rewrite` that holds a word which neither the author nor a coach gave."""
    theirs = frozenset(word for text in known.texts for word in words(text))
    said = words(rewrite)
    small = languages.listed("function", "fr") | languages.listed("function", "en")
    free = theirs | vocabulary() | small
    for at in range(max(1, len(said) - length + 1)):
        run = said[at : at + length]
        if len(run) == length and not set(run) <= free:
            yield " ".join(run)
