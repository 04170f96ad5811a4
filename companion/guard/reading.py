"""A question, read: its quotations set apart, the coach's own words as tokens and clauses."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Literal, TypeVar, cast

from companion.guard.quotes import Quote, find
from companion.guard.rules import Phrasing
from companion.guard.sources import Sources
from companion.guard.vocabulary import coach_says, lexicon, listed
from companion.language import WORD, fold
from companion.lexicon import Hit
from companion.records import Language, Register

CAP = 600
"""Characters that are looked at; over 280 is a fault anyway."""
MARK = "ꝗ"
"""Stands, repeated, for a quotation among the coach's own words; a letter no author uses."""
_BREAK = re.compile(r"[,;:()\[\]…]|\.\.\.| - |—|–|--|/")


_Fact = TypeVar("_Fact")
Kind = Literal["open", "closed", "none"]
"""How a clause asks."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the coach, or a quotation, which counts as one."""

    word: str
    """Folded."""
    raw: str
    """As written, lower case: tells où from ou."""
    start: int
    """First character, in the text."""
    end: int
    """One past the last character."""
    before: str
    """What parts it from the token before."""

    @property
    def quote(self) -> bool:
        """Whether it stands for a quotation."""
        return self.word[0] == MARK


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens between two marks of punctuation."""

    mark: str
    """The mark before it, "" for the first."""
    tokens: tuple[Token, ...]
    """At least one."""


@dataclass(frozen=True)
class Reading:
    """Everything the rules look at."""

    text: str
    """NFC, at most CAP characters."""
    length: int
    """Characters of the whole question, before the cap."""
    language: Language
    """The draft's."""
    register: Register | None
    """How the author is addressed; None where any one will do."""
    phrasing: Phrasing
    """Who worded it."""
    sources: Sources
    """What the author said."""
    quotes: tuple[Quote, ...]
    """In order."""
    stray: str
    """A quotation mark without its pair, or ""."""

    @property
    def owned(self) -> bool:
        """Whether these are a model's own words."""
        return self.phrasing == "own"

    @cached_property
    def own(self) -> str:
        """The text with each quotation replaced by MARK, at the same length."""
        parts, last = [], 0
        for quote in self.quotes:
            width = quote.end - quote.start
            parts += [self.text[last : quote.start], f" {MARK * (width - 2)} " if width > 2 else MARK * width]
            last = quote.end
        return "".join([*parts, self.text[last:]])

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The coach's words and the quotations, in order."""
        line, found, last = fold(self.own), [], 0
        for match in WORD.finditer(line.text):
            start, end = line.offsets[match.start()], line.offsets[match.end() - 1] + 1
            found.append(Token(match[0], self.own[start:end].lower(), start, end, self.own[last:start]))
            last = end
        return tuple(found)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The same, parted at punctuation."""
        found: list[Clause] = []
        start, mark = 0, ""
        for index, token in enumerate(self.tokens):
            split = _BREAK.search(token.before) if index else None
            if split and not (token.word.isdigit() and _numeric(token.before, self.tokens[index - 1])):
                found.append(Clause(mark, self.tokens[start:index]))
                start, mark = index, split[0].strip()
        if self.tokens:
            found.append(Clause(mark, self.tokens[start:]))
        return tuple(found)

    @cached_property
    def kinds(self) -> list[tuple[Clause, Kind]]:
        """How each clause asks; filled by asking.asks, which every rule reads."""
        return []

    @cached_property
    def facts(self) -> dict[str, object]:
        """What was found out about the whole question; filled by who asks first."""
        return {}

    @cached_property
    def said(self) -> list[str]:
        """The coach's words, folded, quotations left out."""
        return [token.word for token in self.tokens if not token.quote]

    @cached_property
    def hits(self) -> list[Hit]:
        """Phrases of the guard's lists among the coach's words; a hit that overlaps one of `NAME-never` is left out."""
        return _unspared(lexicon(self.language, "rules").hits(self.own))

    @cached_property
    def slips(self) -> list[Hit]:
        """The same for the lists that are asked only of a model's own words."""
        return _unspared(lexicon(self.language, "own", "constructions").hits(self.own))

    def at(self, hit: Hit) -> str:
        """Return the words of a hit in `own`."""
        return self.text[hit.start : hit.end]

    def known(self, token: Token) -> bool:
        """Whether a token is the author's word."""
        return token.quote or self.sources.has(token.word, self.language)

    def stranger(self, token: Token) -> bool:
        """Whether a token is neither the author's word nor one of a coach's ordinary ones."""
        return not (self.plain(token) or self.known(token) or coach_says(token.word, self.language))

    def plain(self, token: Token) -> bool:
        """Whether a token says nothing by itself."""
        return token.quote or token.word in listed(self.language, "words.function")


def _numeric(between: str, before: Token) -> bool:
    """Whether a mark stands inside a number or an hour: "1,200", "4:30"."""
    return between == "," or (between == ":" and before.word.isdigit())


def once(told: Callable[[Reading], _Fact]) -> Callable[[Reading], _Fact]:
    """Find a fact about the whole question out once: many rules ask for it."""

    @wraps(told)
    def known(reading: Reading) -> _Fact:
        name = told.__name__
        if name not in reading.facts:
            reading.facts[name] = told(reading)
        return cast("_Fact", reading.facts[name])

    return known


def read(
    question: str, *, language: Language, register: Register | None, phrasing: Phrasing, sources: Sources
) -> Reading:
    """Read a question, capped before anything looks at it."""
    text = unicodedata.normalize("NFC", question[:CAP])[:CAP]
    quotes, stray = find(text)
    return Reading(text, len(question), language, register, phrasing, sources, quotes, stray)


def _unspared(found: tuple[Hit, ...]) -> list[Hit]:
    spared = [hit for hit in found if hit.table.endswith("-never")]
    return [hit for hit in found if hit not in spared and not any(_spares(one, hit) for one in spared)]


def _spares(never: Hit, hit: Hit) -> bool:
    return never.table == f"{hit.table}-never" and never.start < hit.end and hit.start < never.end
