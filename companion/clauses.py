"""Clauses: runs of a draft's words that stand between two breaths and can be quoted without cutting a thought.

Rough on purpose: a few small words of prompts/language.toml instead of a parser, since posts are seldom grammar.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from companion import prompt
from companion.language import folded, listed
from companion.records import Language

LONGEST = 8
"""Words of a clause that is quoted."""
_BREATH = re.compile("[\\w\u0300-\u036f'’‑%$€£ \u00a0\u202f-]+")
"""Words with no comma, bracket, quotation mark or other sign between them."""
_WRITTEN = re.compile(r"\S+")
_LETTER = re.compile(r"[^\W\d_]")
_OPENS_QUOTE = re.compile(r"\s*[«“\"(]")

Word = tuple[int, int]
"""First character and one past the last, of a word between blanks."""


def around(text: str, start: int, end: int, language: Language) -> tuple[int, int]:
    """Return the clause of `text` that holds `start` to `end`, or what is left of it within eight words.

    Where nothing fits, `start` and `end` come back.
    """
    run = next((each for each in _breaths(text) if each[0][0] <= start and end <= each[-1][1]), None)
    if run is None:
        return start, end
    first = next(i for i, word in enumerate(run) if word[1] > start)
    last = next(i for i, word in enumerate(run) if word[1] >= end)
    opens = max((i + 1 for i in range(first) if _is(text, run[i], language, "joins", "opens")), default=0)
    for begin in (opens, first):
        for stop in _stops(text, run, last, language):
            if stop - begin <= LONGEST and stop > last:
                return (run[begin][0] if begin < first else start), max(end, run[stop - 1][1])
    return start, end


def clauses(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Yield where the clauses of three to eight words lie in `text`, in order, none overlapping."""
    for run in _breaths(text):
        begin = 0
        while begin < len(run):
            if _is(text, run[begin], language, "joins", "opens"):
                begin += 1
                continue
            joins = (i for i in range(begin + 1, len(run)) if _is(text, run[i], language, "joins", "opens"))
            limit = next(joins, len(run))
            part = run[begin:limit]
            stop = next((s for s in _stops(text, part, 1, language) if s <= LONGEST), 0)
            if stop >= 3:
                yield part[0][0], part[stop - 1][1]
            begin = limit


def _breaths(text: str) -> Iterator[list[Word]]:
    """Yield the runs of written words, blanks and lone signs left out."""
    for match in _BREATH.finditer(text):
        run = [(match.start() + m.start(), match.start() + m.end()) for m in _WRITTEN.finditer(match[0])]
        while run and not re.search(r"\w", text[slice(*run[-1])]):
            run.pop()
        while run and not re.search(r"\w", text[slice(*run[0])]):
            run.pop(0)
        if run:
            yield run


def _stops(text: str, run: Sequence[Word], after: int, language: Language) -> Iterator[int]:
    """Yield how many words of `run` may be kept, best first: all, those before another clause, before an addition."""
    if not _OPENS_QUOTE.match(text, run[-1][1]) and not _dangles(text, run[-1], language):
        yield len(run)
    for lists in (("joins", "opens"), ("adds",)):
        for index in range(len(run) - 1, after, -1):
            if _is(text, run[index], language, *lists) and not _dangles(text, run[index - 1], language):
                yield index


def _is(text: str, word: Word, language: Language, *lists: str) -> bool:
    said = folded(text[slice(*word)])
    return any(said in listed(name, language) for name in lists)


def _dangles(text: str, word: Word, language: Language) -> bool:
    """Whether a thought cannot end on `word`; accents count, since "la" leads on and "là" does not."""
    said = unicodedata.normalize("NFC", text[slice(*word)]).casefold()
    return said in _dangling(language)


@cache
def _dangling(language: Language) -> frozenset[str]:
    return frozenset(prompt.table("language.toml")["dangles"][language].split())
