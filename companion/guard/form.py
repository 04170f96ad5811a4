"""Form: one line, one sentence, one open and short question."""

import re
from collections.abc import Iterator

from companion.guard.asking import asks, inverted
from companion.guard.barrels import barrels
from companion.guard.reading import Clause, Reading, Token
from companion.guard.rules import fault
from companion.guard.vocabulary import listed, spelled
from companion.records import Fault

_MOST = {"en": 25, "fr": 30}
_LONGEST = 280
_QUOTED = 3
"""Words that a quotation counts for in a curated question, as in the frames' own rule."""
_LINES = re.compile(r"[\n\r\v\f\u0085\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
_ENDS = re.compile(r"[.!?](?=\s|$)|[!?](?=\S)|。|？")
_SHORT_FORMS = spelled("m mm mme mlle mr mrs ms dr st ste vs etc no p ex a b c d j h am pm cf av boul jr sr inc ltd")


def check(reading: Reading) -> Iterator[Fault]:
    """Find what is wrong with the form."""
    yield from _line(reading)
    yield from _sentences(reading)
    yield from _orders(reading)
    yield from _length(reading)
    yield from barrels(reading)
    yield from _open(reading)


def _line(reading: Reading) -> Iterator[Fault]:
    text = reading.text.strip()
    if _LINES.search(text):
        yield fault("not-a-question", why="more than one line")
    if unseen := _UNSEEN.search(text):
        yield fault("input", f"U+{ord(unseen[0]):04X}", why="a character that cannot be seen")
    if not text.rstrip("\"”»’' \u00a0\u202f").endswith("?") and reading.length == len(reading.text):
        yield fault("not-a-question", text[-20:], why="it does not end in ?")
    if not any(not token.quote for token in reading.tokens):
        yield fault("not-a-question", why="there are no words of a question")


def _sentences(reading: Reading) -> Iterator[Fault]:
    own = reading.own.rstrip("\"”»’' \u00a0\u202f")
    for end in _ENDS.finditer(own[:-1] if own.endswith("?") else own):
        said = re.split(r"[\s.'’(]", own[: end.start()])[-1]
        word, initial = said.lower(), len(said) == 1 and said.isupper()
        if end[0] == "." and (
            word in _SHORT_FORMS or initial or word == "" or own[end.start() - 1 : end.start()] == "."
        ):
            continue
        yield fault("one-sentence", own[max(0, end.start() - 15) : end.end() + 10].strip())
        return


def _orders(reading: Reading) -> Iterator[Fault]:
    language = reading.language
    kinds = asks(reading)
    orders, urges = listed(language, "verbs.imperative"), listed(language, "verbs.urging")
    for number, clause in enumerate(reading.clauses):
        asked = any(kind != "none" for _, kind in kinds[:number])
        tokens = _after_joins(clause, language)
        first = tokens[0]
        if first.quote or _noun(tokens):
            continue
        if first.word in urges and not (number == 0 and _proper(reading, first)):
            yield fault("urging", first.raw, why="it orders the author")
        elif first.word in orders and not (number and asked) and not first.raw.endswith("é"):
            yield fault("not-a-question", first.raw, why="it gives an order")
        elif number == 0 and not _may_open(reading, first):
            yield fault("not-a-question", first.raw, why="it opens as an order or a statement does")


def _after_joins(clause: Clause, language: str) -> tuple[Token, ...]:
    skipped = spelled("alors donc so please stp svp just et and puis then now ben bon pis")
    tokens = clause.tokens
    while (
        len(tokens) > 1
        and tokens[0].raw in skipped
        and not (language == "fr" and clause.mark == "" and inverted(tokens, 0))
    ):
        tokens = tokens[1:]
    return tokens


def _noun(tokens: tuple[Token, ...]) -> bool:
    """Whether what could be an order is a verb with its subject after it (`trouves-tu`), or a name."""
    return len(tokens) > 1 and inverted(tokens, 0)


def _may_open(reading: Reading, token: Token) -> bool:
    language = reading.language
    word = token.word
    if word in listed(language, "words.function") or word in listed(language, "words.openers") or word.isdigit():
        return True
    if (language == "en" and word.endswith("ing")) or _participle(reading, token) or _proper(reading, token):
        return True
    return language == "fr" and (word.endswith("ant") or (len(reading.tokens) > 1 and inverted(reading.tokens, 0)))


def _participle(reading: Reading, token: Token) -> bool:
    """Whether a participle opens a circumstance before the question: "Parked outside, what ..."."""
    ends = ("ed",) if reading.language == "en" else ("e", "ee", "it", "ite", "lu", "lue", "vu", "vue")
    past = token.word.endswith(ends) and token.raw.endswith(("é", "ée", "ed", "it", "ite", "u", "ue"))
    return past and len(reading.clauses) > 1 and reading.clauses[0].tokens[0] is token


def _proper(reading: Reading, token: Token) -> bool:
    return reading.own[token.start].isupper() and token.word in reading.sources.capitalised


def _length(reading: Reading) -> Iterator[Fault]:
    words = sum(any(c.isalnum() for c in part) for part in reading.text.split())
    if not reading.owned:
        words = len(reading.said) + sum(min(_QUOTED, len(quote.words)) for quote in reading.quotes)
    if words > _MOST[reading.language] or reading.length > _LONGEST:
        yield fault("short", f"{words} words, {reading.length} characters")


def _open(reading: Reading) -> Iterator[Fault]:
    kinds = [(clause, kind) for clause, kind in asks(reading) if kind != "none"]
    if not kinds and [token.raw for token in reading.tokens[:2]] == ["et", "si"]:
        return
    if not kinds or kinds[0][1] == "closed":
        where = kinds[0][0] if kinds else None
        words = reading.text[where.tokens[0].start : where.tokens[-1].end] if where else ""
        yield fault("open", words[:60], level="G" if reading.owned else "W")
