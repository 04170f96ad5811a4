"""Tone: no pressure, no flattery, no verdict, no talk of algorithms, no accusing why, no cheer; and leave to rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from companion.records import Language, Reply

from . import said
from .cases import Case
from .lexicon import phrases
from .scores import Finding
from .sitting import Sitting
from .space import Space

HARD = ("pressure", "flattery")
"""What no average makes good: the companion promises never to push and never to flatter."""
SOFT = ("verdict", "algorithm", "accusing", "positivity", "advice")


def score(case: Case, sitting: Sitting, space: Space) -> Iterator[Finding]:
    """Look for the phrases of each list in what the coach says itself, and for leave to rest where it is due."""
    for turn in sitting.turns:
        for name in (*HARD, *SOFT):
            own = _own(turn.reply, ("question",) if name == "accusing" else ())
            hits = [hit for text in own for hit in phrases(turn.reply.language, name).found(text)]
            yield Finding(name, float(not hits), ", ".join(hits), hard=name in HARD)
        yield Finding("ways-out", float(set(turn.reply.ways_out) == {"post", "keep", "not-today"}), hard=True)
    if case.expect.most is not None:
        most = max((len(turn.reply.questions) for turn in sitting.turns), default=0)
        fits = most <= case.expect.most
        yield Finding("most", float(fits), "" if fits else f"{most} questions")
    if case.expect.rest:
        yield Finding("rest", float(rests(sitting)), "" if rests(sitting) else "no leave to rest or to wait")


def rests(sitting: Sitting) -> bool:
    """Whether something gives leave to wait, to rest, not to post; a notice may quote the way out."""
    replies = [turn.reply for turn in sitting.turns]
    told = [(reply.language, notice.text) for reply in replies for notice in reply.notices]
    return any(phrases(tongue, "rest").found(text) for tongue, text in [*told, *_asked(replies)])


def _asked(replies: Iterable[Reply]) -> Iterator[tuple[Language, str]]:
    yield from ((reply.language, text) for reply in replies for text in _own(reply))


def _own(reply: Reply, only: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield what is the coach's own; why a question was asked may say "pourquoi", a question had better not."""
    yield from (said.outside(text) for where, text in said.spoken(reply) if not only or where in only)
