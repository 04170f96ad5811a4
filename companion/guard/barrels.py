"""One question or two: a second interrogative, told from a relative, an aside, or a question that goes on."""

from collections.abc import Iterator
from itertools import pairwise

from companion.guard.asking import AUXILIARY, WH, asks, inverted
from companion.guard.reading import Clause, Reading
from companion.guard.rules import fault
from companion.guard.vocabulary import spelled
from companion.records import Fault

_JOINS = {"en": frozenset({"and", "or", "but", "then"}), "fr": frozenset({"et", "ou", "mais", "puis", "pis"})}
_HALVES = 2
_FRAGMENT = 4
"""Words of a question's head, before its verb: "à quel visage"."""
_FILLERS = spelled("then also if so aussi alors surtout même first exactly even ensuite en")
_SUBJECTS = spelled("you he she it they we i that this there")
_RELATIVE = spelled("who whom which where when whose qui que qu où quand")
_RELATING = spelled("who whose whom qui dont")
_SPLITS = spelled("else other d est es was were is are do does did would will could might")
"""After "who", these ask: "and who else knew him"."""
_NAMED = spelled("il elle ils elles")
"""Inverted, these stand for a subject already named: "comment la cliente va-t-elle"."""


def barrels(reading: Reading) -> Iterator[Fault]:
    """Refuse a second question after and, or, a comma."""
    tokens, language = reading.tokens, reading.language
    for at, token in enumerate(tokens[:-1]):
        if token.raw not in _JOINS[language] or at == 0 or tokens[at + 1].raw == "pas":
            continue
        head = at + 1
        while head < len(tokens) - 1 and tokens[head].raw in _FILLERS:
            head += 1
        if _head(reading, head) and not (_paired(reading, at, head) or _related(reading, head)):
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
    """Whether a clause only joins one more relative: to a person, or "et que vous tenez à taire"."""
    at, raws = reading.tokens.index(clause.tokens[0]), [token.raw for token in clause.tokens]
    que = raws[1:2] == ["que"] and (raws[2:3] in (["tu"], ["on"]) or (raws[2:3] == ["vous"] and raws[3].endswith("ez")))
    turned = any(inverted(clause.tokens, index) for index in range(len(raws)))
    return raws[0] in _JOINS[reading.language] and (_related(reading, at + 1) or (que and not turned))


def _related(reading: Reading, at: int) -> bool:
    """Whether one more relative of a person begins at `at`: "someone whose mother died, or who never gave"."""
    raws = [token.raw for token in reading.tokens]
    before = any(raw in _RELATING and last != "ce" for last, raw in pairwise(raws[:at]))
    return before and raws[at] in _RELATING and raws[at + 1 : at + 2] != [] and raws[at + 1] not in _SPLITS


def _continues(reading: Reading, first: Clause, second: Clause) -> bool:
    """Whether a question goes on after an aside: "à qui, au juste, parles-tu", "comment elle, ou lui, va-t-elle"."""
    if second.tokens[0].raw in WH[reading.language] | _JOINS[reading.language]:
        return False
    words = [token.raw for token in first.tokens]
    if len(words) <= _FRAGMENT and words[:_HALVES] == [token.raw for token in second.tokens[:_HALVES]]:
        return True  # the same head taken up again: "de quelle semaine, de quelle tête, te vient"
    if reading.language == "en":
        begun = bool(WH["en"] & set(words[:_HALVES])) and not AUXILIARY & set(words)
        return begun and len(words) <= _FRAGMENT and second.tokens[0].raw in AUXILIARY
    if any(inverted(first.tokens, at) for at in range(len(words))):
        return False
    turned = {second.tokens[at + 1].raw for at in range(len(second.tokens) - 1) if inverted(second.tokens, at)}
    named = words[0] in WH["fr"] and words[1:2] != ["est"] and turned <= _NAMED | {"t"}
    return bool(turned) and (len(words) <= _FRAGMENT or named)
