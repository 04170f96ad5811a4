"""Nothing to paste: no hashtag, emoji, link, lead-in or first person, no words set off, no run of the draft."""

import re
import unicodedata
from collections.abc import Iterator

from companion.guard.asking import asks
from companion.guard.dates import said
from companion.guard.reading import Clause, Reading, Token
from companion.guard.rules import fault
from companion.guard.subject import person
from companion.guard.vocabulary import listed, spelled
from companion.language import folded
from companion.lexicon import Hit
from companion.records import Fault

_HASHTAG = re.compile(r"[#＃]\s?\w+")
_LINK = re.compile(
    r"https?:\S+|www\.\S+|\S+@\S+|(?<!\w)[@＠]\w[\w.]*|\b[\w-]+\.(?:com|ca|org|net|fr|io|co|be|ly|me|app|shop|quebec|uk|info)\b",
    re.IGNORECASE,
)
_SMILEY = re.compile(r"(?<!\w)[:;=8xX]['-]?[)(DPpO3](?!\w)|<3")
_MARKS = re.compile(r"[*_`~|<>{}\\^=+]{1,}")
_PICTURES = frozenset({"So", "Sk", "Cs", "Co"})
_FIRST = {
    "fr": spelled("je j moi mon ma mes mien mienne nous notre nos m me"),
    "en": spelled("i me my mine myself we us our ours ourselves"),
}
_TO_COACH = spelled("tell show help walk give let dis dire raconter décrire expliquer parler confier préciser")
_FEW = 2
_SET_OFF = frozenset({":", "—", "–", "-", "--", "(", "[", "…", "...", ")", "]"})
_ECHO = 8


def check(reading: Reading) -> Iterator[Fault]:
    """Find what an author could paste."""
    yield from _signs(reading)
    for hit in reading.hits:
        if hit.table == "lead-in" and not _quoted_next(reading, hit):
            yield fault("lead-in", reading.at(hit))
    yield from _first_person(reading)
    yield from _set_off(reading)
    yield from _echo(reading)


def _signs(reading: Reading) -> Iterator[Fault]:
    draft = folded(reading.sources.draft)
    for rule, pattern in (("hashtag", _HASHTAG), ("link", _LINK)):
        for match in pattern.finditer(reading.text):
            if folded(match[0]).rstrip(".,?") not in draft:
                yield fault(rule, match[0])
    pictures = [
        c
        for c in reading.text
        if (unicodedata.category(c) in _PICTURES and c not in "`^´¨") or c in "\ufe0f\u20e3\u200d"
    ]
    if strange := "".join(c for c in pictures if c not in reading.sources.draft):
        yield fault("emoji", strange)
    for pattern in (_SMILEY, _MARKS):
        if sign := pattern.search(reading.own):
            yield fault("emoji" if pattern is _SMILEY else "lead-in", sign[0], why="a sign that sets words apart")


def _quoted_next(reading: Reading, hit: Hit) -> bool:
    """Whether what it leads in to is the author's, quoted: "a line such as “ ... ”"."""
    following = next((token for token in reading.tokens if token.start >= hit.end), None)
    return following is not None and following.quote and reading.sources.hold(_words_at(reading, following))


def _words_at(reading: Reading, token: Token) -> tuple[str, ...]:
    return next((quote.words for quote in reading.quotes if quote.start <= token.start < quote.end), ())


def _first_person(reading: Reading) -> Iterator[Fault]:
    """Refuse I and we; not "tell me", "me dire", nor a lone s or m that elision leaves."""
    tokens, first = reading.tokens, _FIRST[reading.language]
    for at, token in enumerate(tokens):
        if token.word not in first or token.quote:
            continue
        beside = {other.raw for other in (*tokens[max(0, at - 2) : at], *tokens[at + 1 : at + 2])}
        if token.word in {"me", "m", "us", "moi"} and beside & _TO_COACH:
            continue
        if reading.language == "en" and token.word == "i" and token.raw != "i":
            continue
        if token.word == "m" and token.before.endswith((" ", "")) and reading.own[token.end : token.end + 1] == ".":
            continue
        yield fault("first-person", token.raw)
        return


def _set_off(reading: Reading) -> Iterator[Fault]:
    """Refuse words before or after a colon, a dash or brackets that neither ask nor quote nor speak to the author."""
    kinds = asks(reading)
    asked = False
    for at, (clause, kind) in enumerate(kinds):
        if at and clause.mark in _SET_OFF:
            after = [kind for _, kind in kinds[at:]]
            words = [token for later, _ in kinds[at:] for token in later.tokens if not token.quote]
            if (asked or not any(kind != "none" for kind in after)) and len(words) > _FEW:
                yield fault("after-colon", _text(reading, clause))
            elif not asked and not _addresses(
                reading, [token for earlier, _ in kinds[:at] for token in earlier.tokens]
            ):
                yield fault(
                    "after-colon", _text(reading, kinds[0][0]), why="words before a colon that are not the author's"
                )
        asked = asked or kind != "none"


def _addresses(reading: Reading, tokens: list[Token]) -> bool:
    """Whether the words before a colon quote the author or speak to them."""
    dates = list(said(reading.own, reading.language))
    dated = all(reading.plain(t) or any(d.start <= t.start < d.end for d in dates) for t in tokens)
    people = listed(reading.language, "words.people")
    return any(token.quote or token.word in people or person(reading, token) for token in tokens) or (
        dated and (bool(dates) or len(tokens) <= _FEW)
    )


def _text(reading: Reading, clause: Clause) -> str:
    return reading.text[clause.tokens[0].start : clause.tokens[-1].end]


def _echo(reading: Reading) -> Iterator[Fault]:
    words = [token.word for token in reading.tokens]
    for at in range(len(words) - _ECHO + 1):
        if tuple(words[at : at + _ECHO]) in reading.sources.echoes:
            yield fault("echo", " ".join(words[at : at + _ECHO]))
            return
