"""Words to write, brought by a question: "to end on X", "how would a X sit with you", "if « X » became Y"."""

from collections.abc import Iterator, Sequence

from companion.guard.reading import Reading, Token
from companion.guard.rules import fault
from companion.guard.vocabulary import coach_knows, listed, spelled
from companion.records import Fault

_ADVERBS = spelled("simplement juste seulement plutôt tu simply just only instead")
_BECOMES = spelled("devenait devenaient became becomes")
_SAYING = spelled("disait écrivait disais écrivais disiez écriviez said wrote")
_ONE = spelled("on tu vous one you we")
_IFS = frozenset(["would", "if", "si", "d", "could", "might"])
_VERDICTS = spelled(
    "sell sit land sound read feel look work go come fit sonner sonnerait passer passerait irait ferait donnerait"
)


def wordings(reading: Reading) -> Iterator[Fault]:
    """Refuse words to write outside quotations: `to end on X`, `how would a X sit with you`."""
    verbs = listed(reading.language, "verbs.wording")
    for clause in reading.clauses:
        for at, token in enumerate(clause.tokens):
            if token.word in verbs and _quotes_nothing(clause.tokens[at + 1 :]) and _hypothetical(reading, token):
                yield fault("wording", reading.text[token.start : clause.tokens[-1].end], why="it says what to say")
            elif (
                token.word in verbs
                and at
                and clause.tokens[at - 1].raw in {"to", "d", "de", "by", "you", "tu", "if", "of"}
            ):
                yield from _worded(reading, clause.tokens, at)
    yield from _replaced(reading)
    raws = [token.raw for token in reading.tokens]
    if (
        raws[:2] == ["how", "would"]
        and raws[2:3] in (["a"], ["an"])
        and _VERDICTS & set(raws[3:])
        and not reading.quotes
    ):
        yield fault("wording", reading.text[:60], why="it tries a wording out")


def _replaced(reading: Reading) -> Iterator[Fault]:
    """Refuse a word tried in the place of the author's: "si « tannée » devenait fatiguée", "si on disait un coeur"."""
    for clause in reading.clauses:
        tokens = clause.tokens
        supposed = any(token.raw in {"if", "si"} for token in tokens)
        for at, token in enumerate(tokens[1:-1], 1):
            swapped = token.raw in _BECOMES and tokens[at - 1].quote and not tokens[at + 1].quote
            said = token.raw in _SAYING and tokens[at - 1].raw in _ONE and not tokens[at + 1].quote
            if supposed and (swapped or said) and any(not reading.plain(t) for t in tokens[at + 1 :]):
                yield fault("wording", reading.text[token.start : tokens[-1].end], why="it tries a wording out")
                return


def _quotes_nothing(rest: Sequence[Token]) -> bool:
    """Whether a verb of saying is followed by what to say: `dire que …`, `to say that …`."""
    at = 1 if len(rest) > 1 and rest[0].raw in _ADVERBS else 0
    states = (
        len(rest) > at + 2 and rest[at].raw in {"que", "qu", "that"} and rest[at + 1].raw not in {"tu", "vous", "you"}
    )
    return states and not any(token.quote for token in rest)


def _hypothetical(reading: Reading, token: Token) -> bool:
    """Whether the question tries something out, up to `token`."""
    return any(
        t.raw in _IFS or t.word.endswith(("rais", "rait", "riez")) for t in reading.tokens if t.start <= token.start
    )


def _worded(reading: Reading, tokens: Sequence[Token], at: int) -> Iterator[Fault]:
    """Refuse what follows a verb of writing where it is neither quoted nor about the text, a person or a moment."""
    proposing = bool({"what", "how", "quoi", "comment", "effet"} & {token.raw for token in reading.tokens[:6]})
    rest = tokens[at + 1 :]
    if not (proposing and _hypothetical(reading, tokens[at])) or not rest or any(token.quote for token in rest):
        return
    content = [token for token in rest if not reading.plain(token)]
    bare = not reading.plain(rest[0]) and not coach_knows(rest[0].word, reading.language)
    finite = any(token.raw in spelled("i can is are was but mais est sont") for token in rest)
    if content and (finite or bare or (reading.known(rest[0]) and not reading.plain(rest[0]))):
        yield fault("wording", reading.text[tokens[at].start : tokens[-1].end])
