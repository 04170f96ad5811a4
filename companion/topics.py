"""Topics: what in the world a text speaks of, by word lists. Each is a file of prompts/topics, with its questions."""

from collections.abc import Collection, Sequence
from functools import cache
from pathlib import PurePath

from companion import prompt
from companion.lexicon import Hit, Lexicon, heard
from companion.records import Language, Span, Topic

_STRONG, _WEAK, _MORE = 0.6, 0.4, 0.15
"""Strength of one sure phrase, of two loose ones, and what each further phrase adds."""

_ASIDE, _LONG = 0.15, 60
"""What is lost by what is spoken of only once in a text of more than so many words."""

_MANY, _LOOSE = 5, 0.4
"""Loose phrases under which a text that says nothing surer only seems to speak of it; the strength it has at most."""
TOUCHED = 0.45
"""Strength of a topic that is spoken of surely, and once."""
_CENTRAL, _GRAVE = 0.7, 0.75
"""Strength from which a text is about a topic; weight from which once is enough."""


@cache
def names() -> tuple[str, ...]:
    """Names of all topics, sorted."""
    return tuple(PurePath(name).stem for name in prompt.names("topics"))


@cache
def _lexicon(language: Language) -> Lexicon:
    return Lexicon({
        f"{name}.{part}": phrases
        for name in names()
        for part, phrases in prompt.table(f"topics/{name}.toml")["words"][language].items()
    })  # fmt: skip


@cache
def weight(name: str) -> float:
    """How much a topic weighs beside others, 0 to 1: a death more than opening hours."""
    return float(prompt.table(f"topics/{name}.toml")["weight"])


@cache
def hushes(name: str) -> frozenset[str]:
    """Signals that a topic stands for: what must not be asked beside them is not asked beside it."""
    return frozenset(prompt.table(f"topics/{name}.toml").get("hushes", ()))


def topics(text: str, language: Language, *, known: Collection[str] = ()) -> tuple[Topic, ...]:
    """Read `text` for what it speaks of, strongest first; a topic `known` from elsewhere is heard by a loose phrase."""
    hits = _lexicon(language).hits(text)
    spoken = {hit.table.partition(".")[0] for hit in hits}
    aside = _ASIDE if len(text.split()) > _LONG else 0.0
    read = (_topic(name, hits, least=1 if name in known else 2, aside=aside) for name in sorted(spoken))
    found = (topic for topic in read if topic)
    return tuple(sorted(found, key=lambda topic: (-topic.strength * weight(topic.name), topic.name)))


def _topic(name: str, hits: Sequence[Hit], *, least: int, aside: float) -> Topic | None:
    strong, weak = heard(hits, name)
    if not strong and len({hit.phrase for hit in weak}) < least:
        return None
    more = max(0, len(strong) + len(weak) - (1 if strong else 2))
    strength = min(1.0, (_STRONG if strong else _WEAK) + _MORE * more) - (0.0 if more else aside)
    if not strong and len({hit.phrase for hit in weak}) < _MANY:
        strength = min(strength, _LOOSE)
    spans = tuple(Span(hit.start, hit.end) for hit in sorted([*strong, *weak], key=lambda hit: hit.start))
    return Topic(name, round(strength, 2), spans)


def central(topic: Topic) -> bool:
    """Whether a text is about `topic`, so that a question may take that for granted: one loose word is no ground."""
    return topic.strength >= (TOUCHED if weight(topic.name) >= _GRAVE else _CENTRAL)


def touching(found: Sequence[Topic], start: int, end: int) -> frozenset[str]:
    """Names of the topics of `found` that are spoken of between `start` and `end`."""
    return frozenset(topic.name for topic in found if any(s.start < end and start < s.end for s in topic.spans))
