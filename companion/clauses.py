"""Clauses: runs of a draft's words that stand between two breaths and can be quoted without cutting a thought.

Rough on purpose: a few small words of prompts/language.toml instead of a parser, since posts are seldom grammar.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from companion import prompt
from companion.language import listed, words
from companion.records import Language

LONGEST = 11
"""Words of a clause that is quoted."""
_SHORTEST = 3
_HEAD = 4
"""Words that what is left of a cut clause must have."""
_BREATH = re.compile("(?:[\\w\u0300-\u036f'’‑%$€£ \u00a0\u202f-]|(?<=\\d)[.,](?=\\d))+")
"""Words with no comma, bracket, quotation mark or other sign between them."""
_WRITTEN = re.compile(r"\S+")
_COUNTS = re.compile(r"\w|[$€£%]$")
_OPENS_QUOTE = re.compile(r"\s*[«“\"(]")
_CLOSES_QUOTE = re.compile(r"[»”\")]\s*$")
_ENDS = re.compile(r"\s*([,.;!…)]|\?(?!\?)|$)")
_COMMA = re.compile(r",\s*")

Word = tuple[int, int]
"""First character and one past the last, of a word between blanks."""
Run = list[Word]
"""Words that follow each other with no breath between."""


def around(text: str, start: int, end: int, language: Language) -> tuple[int, int]:
    """Return the clause of `text` that holds `start` to `end`, or what is left of it within eleven words.

    Where nothing fits, `start` and `end` come back.
    """
    for first, last in clauses(text, language):
        if first <= start and end <= last:
            return first, last
    run = next((each for each in _breaths(text) if each[0][0] <= start and end <= each[-1][1]), None)
    if run is None:
        return start, end
    at = next(i for i, word in enumerate(run) if word[1] > start)
    last = next(i for i, word in enumerate(run) if word[1] >= end)
    for stop in _stops(text, run, last, language):
        if stop - at <= LONGEST and stop > last:
            return start, max(end, run[stop - 1][1])
    return start, end


def clauses(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Yield where the clauses of three to eleven words lie in `text`, in order, none overlapping.

    A breath is parted where "and" or "but" and a new subject stand; one that is still too long, wherever a subject
    follows a joining word; and what is too long even so ends before an addition.
    """
    for run in _joined(text, language):
        for part in _parted(text, run, language):
            begin = _past_joins(text, part, language)
            rest = part[begin:]
            if len(rest) < _SHORTEST or _hangs(text, part, begin, language):
                continue
            stop = next((s for s in _stops(text, rest, _HEAD - 1, language) if s <= LONGEST), 0)
            if stop >= _SHORTEST:
                yield rest[0][0], rest[stop - 1][1]


def _joined(text: str, language: Language) -> Iterator[Run]:
    """Yield the breaths of `text`; one that cannot stand alone joins its neighbour over a comma, if both are short."""
    held: Run = []
    for run in _breaths(text):
        comma = bool(held) and bool(_COMMA.fullmatch(text, held[-1][1], run[0][0]))
        leans = (
            len(run) < _SHORTEST
            or _is(text, run[0], language, "opens", "relatives")
            or _conditional(text, held, language)
        )
        if comma and leans and len(held) + len(run) <= LONGEST and not _is(text, held[0], language, "leads"):
            held = [*held, *run]
            continue
        if held:
            yield held
        held = run
    if held:
        yield held


def _conditional(text: str, run: Run, language: Language) -> bool:
    """Whether a breath is half of a thought: "if you can't", and the rest to come."""
    return bool(run) and _is(text, run[0], language, "conditions")


def _parted(text: str, run: Run, language: Language) -> list[Run]:
    """Part a breath where a subject of its own follows a joining word; where a subordinate opens, if it is long."""
    inside = [i for i in range(_SHORTEST, len(run) - _SHORTEST) if _parts(text, run, i, language)]
    if len(run) <= LONGEST:
        inside = [i for i in inside if _is(text, run[i], language, "coordinates")]
    return [run[begin:stop] for begin, stop in pairwise([0, *inside, len(run)])]


def _parts(text: str, run: Run, at: int, language: Language) -> bool:
    """Whether a thought of its own begins after the word `at`: "and I", "que la", not "and the"."""
    if not _is(text, run[at], language, "joins", "opens") or _is(text, run[at], language, "conditions"):
        return False
    pairs = _is(text, run[at], language, "pairs")
    return _is(text, run[at + 1], language, "subjects", *(() if pairs else ("determiners",)))


def _past_joins(text: str, run: Run, language: Language) -> int:
    begin = 0
    while begin < len(run) and _is(text, run[begin], language, "joins", "leads"):
        if _is(text, run[begin], language, "conditions") and _ENDS.match(text, run[-1][1]):
            return begin
        begin += 1
    if (
        begin < len(run)
        and _is(text, run[begin], language, "opens")
        and not _is(text, run[begin], language, "relatives")
    ):
        begin += 1
    return begin


def _hangs(text: str, run: Run, begin: int, language: Language) -> bool:
    """Whether what begins at `begin` lacks its subject: after "qui", or after words somebody said."""
    if _is(text, run[begin], language, "relatives"):
        return True
    subject = _is(text, run[begin], language, "subjects", "determiners")
    return bool(_CLOSES_QUOTE.search(text[: run[0][0]])) and not subject


def _breaths(text: str) -> Iterator[Run]:
    """Yield the runs of written words, blanks and lone signs left out."""
    for match in _BREATH.finditer(text):
        run = [(match.start() + m.start(), match.start() + m.end()) for m in _WRITTEN.finditer(match[0])]
        while run and not _COUNTS.search(text[slice(*run[-1])]):
            run.pop()
        while run and not re.search(r"\w", text[slice(*run[0])]):
            run.pop(0)
        if run:
            yield run


def _stops(text: str, run: Sequence[Word], after: int, language: Language) -> Iterator[int]:
    """Yield how many words of `run` may be kept, best first: all, those before another clause, before an addition."""
    if _ENDS.match(text, run[-1][1]):
        yield len(run)
    elif not _OPENS_QUOTE.match(text, run[-1][1]):
        yield _whole_thought(text, run, len(run), language)
    for lists in (("joins", "opens", "relatives"), ("adds",)):
        for index in range(len(run) - 1, after, -1):
            if _is(text, run[index], language, *lists):
                stop = _whole_thought(text, run, index, language)
                if stop > after:
                    yield stop


def _whole_thought(text: str, run: Sequence[Word], stop: int, language: Language) -> int:
    """Leave off the words before `stop` on which a thought cannot end."""
    while stop and _dangles(text, run[stop - 1], language):
        stop -= 1
    return stop


def _is(text: str, word: Word, language: Language, *lists: str) -> bool:
    """Whether `word`, up to its apostrophe, is in one of `lists`."""
    said = words(text[slice(*word)])[:1]
    return bool(said) and any(said[0] in listed(name, language) for name in lists)


def dangles(text: str, language: Language) -> bool:
    """Whether `text` ends on a word on which no thought can end ("tenue de")."""
    said = text.split()
    return bool(said) and _dangles(said[-1], (0, len(said[-1])), language)


def _dangles(text: str, word: Word, language: Language) -> bool:
    """Whether a thought cannot end on `word`; accents count, since "la" leads on and "là" does not."""
    said = unicodedata.normalize("NFC", text[slice(*word)]).casefold()
    return said in _dangling(language)


@cache
def _dangling(language: Language) -> frozenset[str]:
    return frozenset(prompt.table("language.toml")["dangles"][language].split())
