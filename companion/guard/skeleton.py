"""The skeleton of a question in a model's own words: who does what, to what, and what is only said by the way.

A coach's question has few skeletons. What the others have in common is a predicate of the coach's: of a thing, of
people at large, of what someone would meet, understand or do.
"""

from collections.abc import Iterator, Sequence

from companion.guard.asking import AUXILIARY, PREPOSITIONS, WH
from companion.guard.ground import anchored, received, textual, waits
from companion.guard.reading import Reading, Token
from companion.guard.rules import fault
from companion.guard.scenes import scene
from companion.guard.subject import addressed, author, main, person, subject
from companion.guard.vocabulary import listed, listed_stems, spelled, stem
from companion.records import Fault

_THAT = {"en": spelled("that"), "fr": spelled("que qu")}
_IF = {"en": spelled("if"), "fr": spelled("si")}
_FREE = {
    "en": spelled("you it this he she they your whoever"),
    "fr": spelled("tu vous t te ça cela ce c on"),
}
_A = spelled(
    "a an un une des deux trois quatre cinq six sept huit neuf dix two three four five six seven eight nine ten"
)
_TO = spelled("to about of from in with by à a de d devant face sur")
_NUMBERS = spelled(
    "two three four five six seven eight nine ten eleven twelve deux trois quatre cinq sept huit neuf dix onze douze"
)
_TOWARD = spelled("to about à")
_THEY = spelled("elle il elles ils on t")
_POINTED = spelled("first last one same very way day moment night morning")
_BETWEEN = spelled("between entre")
_AND = spelled("and et pis")
_WOULD = spelled("would might could")
_TRIED = ("rait", "raient", "rait-il")
_NOTS = spelled("ne n not didn don t never")
_HEAD = 3
_REACH = 4


def skeleton(reading: Reading) -> Iterator[Fault]:
    """Refuse what a question says by its build alone."""
    for found, why in (
        (_complement(reading), "something given as known, said or read"),
        (_deed(reading), "it supposes a deed of the author's"),
        (_met(reading), "a thing that someone is to meet or react to"),
        (_tried(reading), "the author's words tried out somewhere else"),
        (_facing(reading), "words of the coach's set beside the author's"),
        (_nobody(reading), "it asks who or what at large, and not of the text"),
    ):
        if found:
            yield fault("image", reading.text[found[0].start : found[-1].end], why=why)
            return


def _complement(reading: Reading) -> Sequence[Token]:
    """Find something given as known: "comprendre que ces larmes étaient", "hear that twenty coats"."""
    knowers = listed_stems(reading.language, "verbs.knowing")
    for clause in reading.clauses:
        tokens = clause.tokens
        for at in range(1, len(tokens) - 1):
            free = _FREE[reading.language] | _POINTED
            part = reading.language == "en" and tokens[at + 1].word in listed("en", "words.heads")  # "read that line"
            if tokens[at].raw not in _THAT[reading.language] or tokens[at + 1].raw in free or part:
                continue
            asked = tokens[at - 1].raw == "ce" and addressed(reading, tokens[at:])  # "ce que ça t'inspire"
            if asked or tokens[at - 1].raw in PREPOSITIONS[reading.language]:
                continue
            near = tokens[max(0, at - 2) : at]
            known = any(stem(token.word, reading.language) in knowers for token in near)
            rest = tokens[at + 1 :]
            if known and not any(t.quote or _would(t) for t in rest) and any(not reading.plain(t) for t in rest):
                return tokens[at - 1 :]
    return ()


def _would(token: Token) -> bool:
    return token.raw in {"would", "might", "could"} or token.word.endswith(("rait", "raient"))


def _deed(reading: Reading) -> Sequence[Token]:
    """Find what the author is to do: "if you put the pay up front"."""
    seen = listed(reading.language, "verbs.supposed")
    for clause in reading.clauses:
        tokens = clause.tokens
        for at in range(len(tokens) - 2):
            if tokens[at].raw not in _IF[reading.language] or not author(tokens[at + 1], reading.language):
                continue
            if _NOTS & {token.raw for token in tokens[at + 2 : at + 2 + _HEAD]}:
                continue  # "si tu ne publiais rien": it waits
            rest = [
                token for token in tokens[at + 2 : at + 2 + _HEAD] if token.raw not in {"ne", "n", "t", "te", "l", "le"}
            ]
            if rest and not any(t.quote or t.word in seen for t in rest[:2]):
                return tokens[at:]
    return ()


def _met(reading: Reading) -> Sequence[Token]:
    """Find what someone is to react to: "réagirait-elle à un yoga pour le monde ordinaire"."""
    if addressed(reading, main(reading).tokens):
        return ()
    verbs = listed(reading.language, "verbs.reacting")
    tokens = main(reading).tokens
    for at, token in enumerate(tokens):
        later = at + 1 + (tokens[at + 1 : at + 2] != () and tokens[at + 1].raw in _THEY)
        felt = token.word == "feel" and tokens[later : later + 1] and tokens[later].raw == "to"  # "feel to say it"
        aimed = not felt and later < len(tokens) - 1 and tokens[later].raw in _TO
        if token.word in verbs and aimed and _loose(reading, tokens, later + 1):
            return tokens[at:]
    return ()


def _loose(reading: Reading, tokens: Sequence[Token], at: int) -> bool:
    """Whether a thing begins at `at` that nothing points to: with `a`, a number, or no article."""
    first, rest = tokens[at], tokens[at : at + _HEAD]
    if any(token.quote or person(reading, token) for token in rest):
        return False
    theirs = all(reading.known(token) or token.word in _NUMBERS for token in rest[:2])
    bare = (
        not theirs
        and tokens[at - 1].raw in _TOWARD
        and not reading.plain(first)
        and not reading.own[first.start].isupper()
    )
    timed = any(token.word in listed(reading.language, "words.times") for token in rest)
    return bare or (first.raw in _A and (tokens[at - 1].raw in _TOWARD or not timed))


def _tried(reading: Reading) -> Sequence[Token]:
    """Find the author's words tried out: "how would “…” look on a mug", "comment sonnerait « … » tout seul"."""
    tokens = reading.tokens
    for at, token in enumerate(tokens):
        beside = [other for other in (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2]) if other.quote]
        if reading.language == "en":
            tried = token.raw in _WOULD and any(other.quote for other in tokens[at + 1 : at + 2])
        else:
            tried = bool(beside) and token.raw.endswith(_TRIED) and subject(reading) not in {"author", "person"}
        if tried:
            return tokens[max(0, at - 1) :]
    return ()


def _facing(reading: Reading) -> Sequence[Token]:
    """Find other words beside the author's: "entre « la tête comme une guenille » et la tête pleine de ouate"."""
    tokens = reading.tokens
    start = next((at for at, token in enumerate(tokens) if token.raw in _BETWEEN), len(tokens))
    join = next((at for at in range(start, len(tokens)) if tokens[at].raw in _AND), len(tokens))
    halves = tokens[start + 1 : join], tokens[join + 1 : join + 1 + _REACH + 2]
    quoted = [any(token.quote for token in half) for half in halves]
    if quoted[0] == quoted[1]:
        return ()
    if quoted[1]:
        return ()
    other = halves[1]
    new = [token for token in other if reading.stranger(token)]
    return other if new else ()


def _nobody(reading: Reading) -> Sequence[Token]:
    """Find a question about who or what at large: "who is ready to be bad at something", "what blooms there"."""
    tokens, language = main(reading).tokens, reading.language
    if reading.quotes or addressed(reading, tokens) or received(reading) or textual(reading) or anchored(reading):
        return ()
    if scene(reading, tokens) or waits(reading):
        return ()
    first = tokens[0].raw
    if first not in WH[language] or len(tokens) < _HEAD:
        return ()
    following = tokens[1]
    if language == "en" and first in {"who", "what"}:
        does = not (following.raw in AUXILIARY or following.before.strip() in {"'", "’"})
        placed = following.raw in PREPOSITIONS["en"] and not any(reading.stranger(token) for token in tokens)
        allowed = placed or following.raw == "of" or following.word in listed(language, "verbs.happening")
        return tokens if does and not allowed else ()
    if language == "fr" and first == "qui" and following.raw not in {"est", "sont"}:
        return tokens
    return ()
