"""What a question may stand on: this very text, that it waits, the author's own part."""

from itertools import pairwise

from companion.guard.reading import Reading, once
from companion.guard.subject import YOURS, addressed, main
from companion.guard.vocabulary import listed, spelled

_WITHIN = spelled("in of from on de dans sur")
_THIS = spelled("this these that ce cet cette ces la the")
_WAITING = spelled("waiting attendre")
_SUPPOSED = spelled("if si")
_WAITS = ("attendait", "wait", "stay", "attend", "rest", "dormai")
_LEAST = 2
_GROUP = 4


@once
def textual(reading: Reading) -> bool:
    """Whether it asks of the text itself: "in these lines", "de ce message"."""
    texts = listed(reading.language, "words.texts")
    raws, words = [token.raw for token in reading.tokens], [token.word for token in reading.tokens]
    return any(raws[at : at + 3] in (["part", "of", "this"], ["partie", "de", "ça"]) for at in range(len(raws))) or any(
        raws[at] in _WITHIN and raws[at + 1] in _THIS and words[at + 2] in texts for at in range(len(raws) - _LEAST)
    )


@once
def received(reading: Reading) -> bool:
    """Whether it is asked for the author's part: ", for you", ", chez toi", or of a hand, a voice of theirs."""
    language, last = reading.language, reading.clauses[-1].tokens
    bodies, tokens = listed(language, "words.bodies"), main(reading).tokens[: _GROUP + _LEAST]
    owners = YOURS[language] | {"s"}
    mine = any(one.raw in owners and other.word in bodies for one, other in pairwise(tokens))
    return mine or (len(last) <= _LEAST and addressed(reading, last))


@once
def anchored(reading: Reading) -> bool:
    """Whether it speaks of this very text, or of reading it."""
    anchors = listed(reading.language, "words.anchors")
    return any(token.word in anchors for token in reading.tokens)


@once
def waits(reading: Reading) -> bool:
    """Whether it asks what would be if this very thing waited or stayed: "if these lines stayed in a notebook"."""
    if any(token.raw in _WAITING for token in main(reading).tokens[: _GROUP + _GROUP]):
        return True
    for clause in reading.clauses:
        words = [token.word for token in clause.tokens]
        at = next((at for at, word in enumerate(words) if word in _SUPPOSED), len(words))
        kept = at + 1 < len(words) and words[at + 1] in listed(reading.language, "words.anchors") | _THIS
        awaited = any(word.startswith(_WAITS[:1]) for word in words[at + 2 : at + _GROUP])
        if awaited or (kept and any(word.startswith(_WAITS) for word in words[at + 1 : at + 1 + _GROUP])):
            return True
    return False
