"""Word lists of prompts/, matched on folded words.

A phrase is words separated by blanks (an apostrophe or a hyphen parts words too): `a|b` one of these, `word*` any
ending, `word?` may be missing, `~` up to three words in between. A match never runs over the end of a sentence.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from companion import prompt
from companion.language import fold, folded, past_marks

WORD = re.compile(r"[^\W_]+|[$€£%]")
"""A word, or a sign that is read as one."""
_PAIRS = 64
"""Pairs of first words that one phrase is listed under, at most; one with more is listed under its first word."""
_GAP = 3
_STOPS = frozenset(".!?;\n")


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found in a text."""

    table: str
    """Name of the list it comes from (`signals.pressure.strong`)."""
    phrase: str
    """The phrase as the list has it."""
    start: int
    """First character, in the original text."""
    end: int
    """One past the last character, in the original text."""


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    end: int
    opens: bool
    """Whether a sentence ended between the token before and this one."""


@dataclass(frozen=True, slots=True)
class _Element:
    exact: frozenset[str]
    prefixes: tuple[str, ...]
    optional: bool
    gap: bool = False

    @property
    def plain(self) -> bool:
        """Whether it is one of a few whole words, and must be there."""
        return bool(self.exact) and not (self.prefixes or self.optional or self.gap)

    def takes(self, word: str) -> bool:
        return word in self.exact or (bool(self.prefixes) and word.startswith(self.prefixes))


@dataclass(frozen=True, slots=True)
class _Phrase:
    table: str
    text: str
    written: str
    """One of the ways that `text` writes."""

    @property
    def elements(self) -> tuple[_Element, ...]:
        """What it is made of; worked out where it is first looked for, since most phrases never are."""
        return _elements(self.written)


class Lexicon:
    """Several named lists, searched in one pass."""

    def __init__(self, tables: Mapping[str, Sequence[str]]) -> None:
        """Index the phrases of `tables` by their first two words, or by how the first one begins."""
        self._pairs: dict[tuple[str, str], list[_Phrase]] = {}
        self._exact: dict[str, list[_Phrase]] = {}
        self._prefix: dict[str, list[_Phrase]] = {}
        for table, phrases in tables.items():
            for text in phrases:
                for variant in _variants(text):
                    self._index(_Phrase(table, text, variant))

    def _index(self, phrase: _Phrase) -> None:
        opening = [element for token in phrase.written.split()[:2] for element in _token(token)]
        if len(opening) > 1 and opening[0].plain and opening[1].plain and _few(opening[0], opening[1]):
            for pair in product(opening[0].exact, opening[1].exact):
                self._pairs.setdefault(pair, []).append(phrase)
            return
        for element in opening if not (opening[0].optional or opening[0].gap) else phrase.elements:
            for word in element.exact:
                self._exact.setdefault(word, []).append(phrase)
            for prefix in element.prefixes:
                self._prefix.setdefault(prefix[:2], []).append(phrase)
            if not (element.optional or element.gap):
                return

    def _candidates(self, word: str, following: str) -> list[_Phrase]:
        named = (
            self._pairs.get((word, following)),
            self._exact.get(word),
            self._prefix.get(word[:1]),
            self._prefix.get(word[:2]) if word[1:] else None,
        )
        return [phrase for phrases in named if phrases for phrase in phrases]

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Find every phrase in `text`: of one list, the longest first and none that overlaps another."""
        return _hits(self, text)

    def find(self, text: str) -> tuple[Hit, ...]:
        """Do what `hits` does, without remembering."""
        tokens = _tokens(text)
        found: dict[str, list[Hit]] = {}
        for index, token in enumerate(tokens):
            following = tokens[index + 1].word if index + 1 < len(tokens) else ""
            for phrase in self._candidates(token.word, following):
                last = _match(phrase.elements, tokens, index)
                if last > index:
                    end = past_marks(text, tokens[last - 1].end)
                    found.setdefault(phrase.table, []).append(Hit(phrase.table, phrase.text, token.start, end))
        apart = (hit for hits in found.values() for hit in _apart(hits))
        return tuple(sorted(apart, key=lambda hit: (hit.start, hit.table)))


@lru_cache(128)
def _hits(lexicon: Lexicon, text: str) -> tuple[Hit, ...]:
    """Remember the last texts: a draft is read for signals and for anchors, a past post at every critique."""
    return lexicon.find(text)


def heard(hits: Sequence[Hit], name: str) -> tuple[list[Hit], list[Hit]]:
    """Return the `strong` hits of list `name` and the `weak` ones beside them, without those that an idiom excuses."""
    idioms = [hit for hit in hits if hit.table == f"{name}.never"]
    strong, weak = (
        [hit for hit in hits if hit.table == f"{name}.{part}" and not any(_excuses(idiom, hit) for idiom in idioms)]
        for part in ("strong", "weak")
    )
    return strong, [hit for hit in weak if not any(s.start < hit.end and hit.start < s.end for s in strong)]


def _excuses(idiom: Hit, hit: Hit) -> bool:
    """Whether `idiom` takes the meaning from `hit`: they overlap, and the idiom is not a mere part of what was said."""
    overlap = idiom.start < hit.end and hit.start < idiom.end
    part = hit.start <= idiom.start and idiom.end <= hit.end and idiom.end - idiom.start < hit.end - hit.start
    return overlap and not part


@cache
def load(name: str, only: tuple[str, ...] = ()) -> Lexicon:
    """Load the word lists of one file of prompts/, or those whose names begin with `only`; nested names get dots."""
    tables = _flat(prompt.table(name))
    return Lexicon({table: phrases for table, phrases in tables if not only or table.startswith(only)})


def _flat(node: Mapping[str, object], path: str = "") -> Iterator[tuple[str, list[str]]]:
    for key, value in node.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{path}{key}.")
        elif isinstance(value, list):
            yield f"{path}{key}", value


def _variants(text: str) -> Iterator[str]:
    """Yield `text` once for each alternative that is itself several words (`me|m'a`), as it is where none is."""
    ways = [
        written.split("|")
        if "|" in written and any(len(WORD.findall(part)) > 1 for part in written.split("|"))
        else [written]
        for written in text.split()
    ]
    yield from (" ".join(chosen) for chosen in product(*ways))


@lru_cache(4096)
def _elements(written: str) -> tuple[_Element, ...]:
    return tuple(element for token in written.split() for element in _token(token))


@lru_cache(20_000)
def _token(written: str) -> tuple[_Element, ...]:
    """Return the elements of one written token: `d'ailleurs` is two."""
    written = folded(written)
    if written == "~":
        return (_Element(frozenset(), (), optional=True, gap=True),)
    optional = written.endswith("?")
    alternatives = written.removesuffix("?").split("|")
    parts = [[part] if part.isalnum() else WORD.findall(part) for part in alternatives]
    return tuple(_split(parts, alternatives, optional=optional))


def _few(first: _Element, second: _Element) -> bool:
    """Whether the two make few enough pairs to be worth listing."""
    return len(first.exact) * len(second.exact) <= _PAIRS


def _split(parts: Iterable[list[str]], alternatives: list[str], *, optional: bool) -> Iterator[_Element]:
    """Turn one written token into elements: `d'ailleurs` is two words, `a|b*` one element of two ways."""
    exact, prefixes = set(), []
    for words, written in zip(parts, alternatives, strict=True):
        if len(words) > 1 and len(alternatives) == 1:
            yield from (_Element(frozenset({word}), (), optional) for word in words[:-1])
        if not words:
            continue
        if written.endswith("*"):
            prefixes.append(words[-1])
        else:
            exact.add(words[-1])
    if exact or prefixes:
        yield _Element(frozenset(exact), tuple(prefixes), optional)


@lru_cache(16)
def _tokens(text: str) -> Sequence[_Token]:
    """Remember the last texts: several lexicons read the same one."""
    plain = fold(text)
    tokens, last = [], 0
    for match in WORD.finditer(plain.text):
        opens = not _STOPS.isdisjoint(plain.text[last : match.start()])
        tokens.append(_Token(match[0], plain.offsets[match.start()], plain.offsets[match.end() - 1] + 1, opens))
        last = match.end()
    return tokens


def _match(elements: Sequence[_Element], tokens: Sequence[_Token], at: int, *, first: bool = True) -> int:
    """Return one past the last token matched from `at`, or -1."""
    if not elements:
        return at
    element, rest = elements[0], elements[1:]
    if element.gap:
        for skipped in range(_GAP + 1):
            end = _match(rest, tokens, at + skipped, first=first and not skipped)
            if end >= 0:
                return end
            if at + skipped >= len(tokens) or (tokens[at + skipped].opens and not first):
                return -1
        return -1
    if at < len(tokens) and (first or not tokens[at].opens) and element.takes(tokens[at].word):
        end = _match(rest, tokens, at + 1, first=False)
        if end >= 0:
            return end
    return _match(rest, tokens, at, first=first) if element.optional else -1


def _apart(hits: list[Hit]) -> Iterator[Hit]:
    end = -1
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= end:
            yield hit
            end = hit.end
