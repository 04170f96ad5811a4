"""Form: one line, one sentence, one open and short question."""

import re
from collections.abc import Iterator
from itertools import pairwise

from companion.guard.asking import AUXILIARY, WH, asks, inverted
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
_JOINS = {"en": frozenset({"and", "or", "but", "then"}), "fr": frozenset({"et", "ou", "mais", "puis", "pis"})}
_HALVES = 2
_FRAGMENT = 4
"""Words of a question's head, before its verb: "à quel visage"."""
_FILLERS = spelled("then also if so aussi alors surtout même first exactly even ensuite en")
_SUBJECTS = spelled("you he she it they we i that this there")
_RELATIVE = spelled("who whom which where when whose qui que qu où quand")

_RELATING = spelled("who whose whom qui dont")
_SPLITS = spelled("else other d est es was were is are")
"""After "who", these ask: "and who else knew him"."""
_NAMED = spelled("il elle ils elles")
"""Inverted, these stand for a subject already named: "comment la cliente va-t-elle"."""


def check(reading: Reading) -> Iterator[Fault]:
    """Find what is wrong with the form."""
    yield from _line(reading)
    yield from _sentences(reading)
    yield from _orders(reading)
    yield from _length(reading)
    yield from _barrels(reading)
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
        elif first.word in orders and not (number and asked):
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


def _barrels(reading: Reading) -> Iterator[Fault]:
    tokens, language = reading.tokens, reading.language
    for at, token in enumerate(tokens[:-1]):
        if token.raw not in _JOINS[language] or at == 0 or tokens[at + 1].raw == "pas":
            continue
        head = at + 1
        while head < len(tokens) - 1 and tokens[head].raw in _FILLERS:
            head += 1
        if _head(reading, head) and not _paired(reading, at, head):
            yield fault("single-barrelled", reading.text[token.start : tokens[min(head + 2, len(tokens) - 1)].end])
            return
    asked = [c for c, k in asks(reading) if k != "none" and not _aside(c) and not _joined(reading, c)]
    if len(asked) > 1 and not (len(asked) == _HALVES and _continues(reading, asked[0], asked[1])):
        yield fault("single-barrelled", reading.text[asked[1].tokens[0].start : asked[1].tokens[-1].end])


def _head(reading: Reading, at: int) -> bool:
    """Whether a second question begins at `at`."""
    tokens, language = reading.tokens, reading.language
    raws = [token.raw for token in tokens[at : at + 3]] + ["", ""]
    if language == "en":
        return raws[0] in WH["en"] or (raws[0] in AUXILIARY and raws[1] in _SUBJECTS | {"the", "your", "there", "t"})
    if raws[0] in {"que", "qu"}:
        return raws[1] == "est" or (at + 2 < len(tokens) and inverted(tokens, at + 1))
    starts = raws[0] in WH["fr"] or (
        raws[0] in {"à", "de", "d", "en", "pour", "avec", "dans", "sur"}
        and raws[1] in WH["fr"] - {"que", "qu", "quand"}
    )
    return starts or inverted(tokens, at) or (raws[0] == "est" and raws[1] == "ce")


def _paired(reading: Reading, join: int, head: int) -> bool:
    """Whether the second question word only continues: between what … and what …, those who … and who …."""
    before = [token.raw for token in reading.tokens[:join]]
    word = reading.tokens[head].raw
    if "between" in before or "entre" in before:
        return word in before[1:]
    return word in _RELATIVE and word in before[1:] and before[0] != word


def _aside(clause: Clause) -> bool:
    """Whether a clause is a relative that only looks like a question: ", who runs the till,"."""
    words = [token.raw for token in clause.tokens]
    if words[0] not in _RELATIVE or clause.mark not in {",", "("}:
        return False
    questioning = len(words) > 2 and words[1] in AUXILIARY and words[2] in _SUBJECTS | {"the", "your"}
    return (
        not questioning
        and words[:2] != ["qu", "est"]
        and not any(inverted(clause.tokens, at) for at in range(1, len(words)))
    )


def _joined(reading: Reading, clause: Clause) -> bool:
    """Whether a clause is one more relative of a person: "someone whose mother died, or who never gave"."""
    join, following = clause.tokens[0].raw, clause.tokens[1:]
    before = [token.raw for token in reading.tokens if token.end <= clause.tokens[0].start]
    related = (
        any(raw in _RELATING and last != "ce" for last, raw in pairwise(before)) and join in _JOINS[reading.language]
    )
    return related and len(following) > 1 and following[0].raw in _RELATING and following[1].raw not in _SPLITS


def _continues(reading: Reading, first: Clause, second: Clause) -> bool:
    """Whether a question goes on after an aside: "à qui, au juste, parles-tu", "comment elle, ou lui, va-t-elle"."""
    if second.tokens[0].raw in WH[reading.language] | _JOINS[reading.language]:
        return False
    words = [token.raw for token in first.tokens]
    if reading.language == "en":
        begun = bool(WH["en"] & set(words[:_HALVES])) and not AUXILIARY & set(words)
        return begun and len(words) <= _FRAGMENT and second.tokens[0].raw in AUXILIARY
    if any(inverted(first.tokens, at) for at in range(len(words))):
        return False
    turned = {second.tokens[at + 1].raw for at in range(len(second.tokens) - 1) if inverted(second.tokens, at)}
    named = words[0] in WH["fr"] and words[1:2] != ["est"] and turned <= _NAMED | {"t"}
    return bool(turned) and (len(words) <= _FRAGMENT or named)


def _open(reading: Reading) -> Iterator[Fault]:
    kinds = [(clause, kind) for clause, kind in asks(reading) if kind != "none"]
    if not kinds and [token.raw for token in reading.tokens[:2]] == ["et", "si"]:
        return
    if not kinds or kinds[0][1] == "closed":
        where = kinds[0][0] if kinds else None
        words = reading.text[where.tokens[0].start : where.tokens[-1].end] if where else ""
        yield fault("open", words[:60], level="G" if reading.owned else "W")
