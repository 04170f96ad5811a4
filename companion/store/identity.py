"""Which post is which: the same at every import, and one where it appeared on two platforms.

A post is known by each of its places: the first 16 hexadecimal digits of the sha256 of its platform and link, or,
without a link, of its platform, date and folded text.

Invariant: two posts are one only where they are on different platforms, at most a day apart, and say the same: the same
words, links, mentions and hashtags aside; or one is the other cut short; or nine words of ten and every number. Fewer
than eight words must all be the same. A post without a date is never taken for another.
"""

import hashlib
import re
import zlib
from array import array
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from companion.language import folded, words
from companion.records import Place, Post, PostKind

ENOUGH = 8
"""Words below which texts that differ are not the same."""
ALIKE = 0.9
"""Share of their words that two texts have in common when they are the same."""
_EDGE = 6
"""Words at the beginning and at the end of a text by which others are looked up."""
_LINKS = re.compile(r"(?:https?://|www\.)\S+")
_ASIDE = re.compile(r"(?:https?://|www\.)\S+|[@#][\w.\-]+")
_CUT = ("…", "...", "[…]", "[...]")


def places(post: Post) -> tuple[Place, ...]:
    """Return every place of `post`, the first one first, each with its date in UTC."""
    told = post.places or (Place(post.platform, post.link, post.source, post.date),)
    return tuple(replace(place, date=_utc(place.date)) for place in told)


def identify(post: Post) -> str:
    """Return the id of `post`: that of its first place."""
    return known_by(places(post)[0], post.text)


def known_by(place: Place, text: str) -> str:
    """Return the id of a post at `place`, where it stands as `text` unless the place says otherwise."""
    date = place.date.isoformat() if place.date else ""
    told = (place.platform, place.link) if place.link else (place.platform, date, folded(place.text or text))
    return hashlib.sha256("\0".join(told).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _utc(date: datetime | None) -> datetime | None:
    return date and (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Gist:
    """What a post says at one of its places, short enough to hold many."""

    day: int
    """Day it appeared, as an ordinal, in UTC."""
    answers: bool
    """Whether it is a reply."""
    words: "array[int]"
    """A number for each of its words, in order."""
    numbers: frozenset[int]
    """Those that hold a digit."""
    cut: bool
    """Whether it ends as a text that was cut short."""


def gist(text: str, date: datetime | None, kind: PostKind) -> Gist | None:
    """Return what a post says; None for one without words or date, which is never taken for another."""
    said = words(_ASIDE.sub(" ", text))
    if date is None or not said:
        return None
    told = array("I", (zlib.crc32(word.encode()) for word in said))
    numbers = frozenset(number for number, word in zip(told, said, strict=True) if any(map(str.isdigit, word)))
    return Gist(date.astimezone(UTC).toordinal(), kind == "reply", told, numbers, cut_short(text))


def cut_short(text: str) -> bool:
    """Tell whether `text` ends as one of which only the beginning was kept; a link may follow."""
    return _LINKS.sub("", text).rstrip().endswith(_CUT)


def marks(told: Gist, *, around: bool = False) -> list[int]:
    """Return what the same post is looked up by: its opening and its ending on its day, on three days with `around`."""
    days = (told.day - 1, told.day, told.day + 1) if around else (told.day,)
    edges = (b"opening" + told.words[:_EDGE].tobytes(), b"ending" + told.words[-_EDGE:].tobytes())
    return [_mark(edge, day) for day in days for edge in edges]


def _mark(edge: bytes, day: int) -> int:
    digest = hashlib.blake2b(edge + day.to_bytes(4), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


def likeness(one: Gist, other: Gist) -> float:
    """Return how much two posts of different platforms are one: 0 where they are two, 1 where they say the same."""
    if one.answers != other.answers or abs(one.day - other.day) > 1:
        return 0.0
    if one.words == other.words:
        return 1.0
    short, long = sorted((one, other), key=lambda each: len(each.words))
    if len(short.words) < ENOUGH:
        return 0.0
    if short.cut and short.words[:-1] == long.words[: len(short.words) - 1]:  # its last word may be cut as well
        return ALIKE
    shared = 2 * (Counter(one.words) & Counter(other.words)).total() / (len(one.words) + len(other.words))
    return shared if shared >= ALIKE and one.numbers == other.numbers else 0.0
