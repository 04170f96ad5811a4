"""Speech: the author's language and register, nobody's gender guessed, nobody's language corrected."""

from __future__ import annotations

import re
from collections.abc import Iterator

from companion import language as languages
from companion.language import words
from companion.records import Register, Reply

from . import said
from .cases import Case
from .lexicon import phrases
from .scores import Finding
from .sitting import Sitting
from .space import Space

_EZ = re.compile(r"(?<= )(?!chez |assez |nez |rez |lez |riz )[a-z]{2,}ez(?= )")
_WORTH = 4
"""Words from which a text is long enough to tell its language."""


def score(case: Case, sitting: Sitting, space: Space) -> Iterator[Finding]:
    """Look at the language and the register of everything said, at gender, and at quotations letter by letter."""
    tongue = case.language or case.tongue
    for reply, sources in said.turns(case, sitting):
        strange = [text for text in _own(reply) if not _in(text, tongue)]
        right = reply.language == tongue and not strange
        yield Finding("language", float(right), "" if right else " / ".join([reply.language, *strange]), hard=True)
        if tongue == "fr":
            yield from _register(case, reply)
        guessed = [hit for text in _own(reply) for hit in _gendered(text, reply)]
        yield Finding("neutral", float(not guessed), ", ".join(guessed))
        changed = [q for q in _quoted(reply) if sources.hold(q) and not sources.hold_exactly(q)]
        yield Finding("verbatim", float(not changed), " / ".join(changed), hard=True)
        said_ = f" {' '.join(w for text in _own(reply) for w in words(text))} "
        never = [phrase for phrase in case.expect.never if f" {' '.join(words(phrase))} " in said_]
        yield Finding("never", float(not never), ", ".join(never))


def _own(reply: Reply) -> Iterator[str]:
    yield from (said.outside(text) for where, text in said.spoken(reply) if where != "notice")


def _quoted(reply: Reply) -> Iterator[str]:
    for where, text in said.spoken(reply):
        if where in {"question", "mirror"}:
            yield from said.quotations(text)


def _in(text: str, tongue: str) -> bool:
    found = languages.detect(text) if len(words(text)) >= _WORTH else ""
    return found in {"", tongue}


def _register(case: Case, reply: Reply) -> Iterator[Finding]:
    """Look for the words of the other register; the particle of "t'as-tu" is of neither."""
    expected: Register = case.register or case.persona.register or "tu"
    held = [f" {' '.join(words(text))} " for text in _own(reply)]
    if expected == "tu":
        wrong = [hit for text in held for hit in [*phrases("fr", "vous").found(text), *_EZ.findall(text)]]
    else:
        wrong = [hit for text in held for hit in phrases("fr", "tu").found(phrases("fr", "noun").pattern.sub("", text))]
    right = reply.register == expected and not wrong
    yield Finding("register", float(right), "" if right else f"{reply.register}: {', '.join(wrong)}", hard=True)


def _gendered(text: str, reply: Reply) -> list[str]:
    """Return where the author is given a gender: who is spoken to, at most two words on, and the word."""
    who = phrases(reply.language, "about_author").pattern.pattern.removeprefix("(?<= )").removesuffix("(?= )")
    what = phrases(reply.language, "gendered").pattern.pattern.removeprefix("(?<= )").removesuffix("(?= )")
    return re.findall(rf"(?<= ){who} (?:[^ ]+ ){{0,2}}{what}(?= )", f" {' '.join(words(text))} ")
