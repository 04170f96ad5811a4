"""Address: the draft's language, one register, and no gender that the author did not give."""

from collections.abc import Iterator
from functools import cache

from companion.guard.reading import Reading, Token
from companion.guard.rules import fault
from companion.guard.vocabulary import lexicon, listed, spelled
from companion.language import folded
from companion.records import Fault, Language

_TU = spelled("tu te toi ton ta tes tien tienne tiens")
_VOUS = frozenset(["vous", "votre", "vos", "vôtre", "vôtres"])
_EZ = spelled(
    "chez assez nez rez riez-de-chaussée fez raz suez martinez gomez sanchez rodriguez lopez perez velez hernandez"
)
_MANY = spelled("tous toutes deux trois quatre cinq six autres ensemble étiez")
_SHARED = spelled("a on as est tu en me son ton or mine pour plus dans de des et ces fin but pain main chat fond")
_BEFORE_A_NOUN = spelled("un le ce quel du votre vos son notre leur autre même")
_FOREIGN = 2
_AFTER = 4


def check(reading: Reading) -> Iterator[Fault]:
    """Find another language, another register, a gender."""
    yield from _language(reading)
    if reading.language == "fr":
        yield from _register(reading)
        yield from _neutral(reading)


@cache
def _marks(language: Language) -> frozenset[str]:
    """Return the function words that only this language has."""
    other: Language = "en" if language == "fr" else "fr"
    return listed(language, "words.function") - listed(other, "words.function") - {folded(word) for word in _SHARED}


def _language(reading: Reading) -> Iterator[Fault]:
    if strange := next((c for c in reading.own if c.isalpha() and not _latin(c)), ""):
        yield fault("language", strange, why="a letter of another script")
    other: Language = "en" if reading.language == "fr" else "fr"
    here, there = _marks(reading.language), _marks(other)
    ours, theirs = 0, list[str]()
    for token in reading.tokens:
        foreign = (
            token.word in there
            and token.word not in here
            and token.word not in reading.sources.words
            and len(token.word) > 1
        )
        ours += token.word in here
        theirs += [token.raw] if foreign else []
    if len(theirs) >= _FOREIGN or len(theirs) > ours:
        yield fault("language", " ".join(theirs))


def _latin(character: str) -> bool:
    return character < "\u0250" or "\u1e00" <= character <= "\u1eff" or "\ua720" <= character <= "\ua7ff"


def _register(reading: Reading) -> Iterator[Fault]:
    tokens = reading.tokens
    tu = [
        token
        for at, token in enumerate(tokens)
        if (token.raw in _TU and not _particle(tokens, at) and not _tone(tokens, at)) or _elided(reading, token)
    ]
    vous = [
        token
        for at, token in enumerate(tokens)
        if (token.raw in _VOUS and not _set_phrase(tokens, at)) or _verb(reading, token)
    ]
    if tu and vous and not any(_plural(tokens, at) for at in range(len(tokens))):
        yield fault("register", f"{tu[0].raw} / {vous[0].raw}", why="tu and vous in one question")
    elif reading.register == "tu" and vous and not any(_plural(tokens, at) for at in range(len(tokens))):
        yield fault("register", vous[0].raw)
    elif reading.register == "vous" and tu:
        yield fault("register", tu[0].raw)


def _elided(reading: Reading, token: Token) -> bool:
    """Whether a token is t' for te or tu; the t of `a-t-il` is neither."""
    return token.raw == "t" and not token.before.endswith("-") and reading.own[token.end : token.end + 1] in {"'", "’"}


def _particle(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether this is the -tu of Québec: after a verb that is not in the second person (`c'est-tu`)."""
    hyphened = at > 0 and tokens[at].raw == "tu" and tokens[at].before.strip() in {"-", "‑", "‐"}
    return hyphened and not tokens[at - 1].raw.endswith(("s", "x"))


def _tone(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether this is the noun: `un ton`, `quel ton`."""
    return tokens[at].raw == "ton" and at > 0 and tokens[at - 1].raw in _BEFORE_A_NOUN


def _set_phrase(tokens: tuple[Token, ...], at: int) -> bool:
    before = tokens[at - 1].raw if at else ""
    after = tokens[at + 1].raw if at + 1 < len(tokens) else ""
    return tokens[at].raw == "vous" and (before == "rendez" or (before == "il" and after in {"plaît", "plait"}))


def _verb(reading: Reading, token: Token) -> bool:
    if not token.raw.endswith("ez") or len(token.raw) < 4 or token.raw in _EZ or token.quote:
        return False
    return (token.raw != "rendez" and not reading.own[token.start].isupper()) or token.start == 0


def _plural(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether vous speaks of several: `vous tous`, `vous deux`, `toi et ton équipe, vous`."""
    following = {token.raw for token in tokens[at + 1 : at + 4]}
    return tokens[at].raw == "vous" and bool(following & _MANY)


def _neutral(reading: Reading) -> Iterator[Fault]:
    gendered = listed(reading.language, "address.adjectives")
    for hit in lexicon("fr", "address").hits(reading.own):
        if hit.table != "subject":
            continue
        for token in [token for token in reading.tokens if token.start >= hit.end][:_AFTER]:
            if token.word in gendered and token.word not in reading.sources.words and not _possessed(token):
                yield fault("neutral", reading.text[hit.start : token.end])
                return


def _possessed(token: Token) -> bool:
    return token.before.strip() in {",", ":", ";"}
