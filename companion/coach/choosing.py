"""Choosing the chat's next question: frames of the occasion, weighed with what was just said and what was asked.

The same story and history give the same choice; ties are broken by a digest of what was said.
"""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from companion.coach import matters
from companion.coach.handing import foremost
from companion.coach.story import PREFIX, Told, asked_in, in_distress, known, lasting, substance
from companion.coach.telling import CLAUSE, CUES, OWN, Quote, quotes
from companion.coach.turn import Turn
from companion.language import words
from companion.plan import Choice
from companion.questions import Frame, chat_frames
from companion.records import Anchor, Passage, SignalKind

_TENDER: tuple[SignalKind, ...] = ("grief", "exhaustion", "vulnerability", "private", "anger")
_LEAST = 0.75
"""Weight under which words are not worth a question or a mirror."""
ELSEWHERE = {
    "first": ("intention", "explore"), "plain": ("unsure",),
    "intention": ("explore",), "explore": ("matter", "intention"), "reader": ("explore",), "matter": ("explore",),
    "change": ("explore",), "tender": ("hollow",), "hollow": ("unsure",), "unsure": ("hollow",), "arrive": ("hollow",),
    "ghostwriting": ("explore", "intention", "unsure", "hollow", "arrive"), "decide": ("close",), "close": (),
}  # fmt: skip
"""Where to look when an occasion has nothing left to ask."""
_SAME_LENS, _SAME_OPENING, _ASKED_BEFORE, _AGAIN_BESIDE, _QUOTES_AGAIN, _TWO = 0.5, 0.6, 2.0, 1.2, 0.5, 1.0
_FITS, _CUED, _HEAVY, _LOOSE = 0.45, 1.0, 0.3, 0.4
"""What it is worth to be made for a kind, for the very word, to quote tears or joy; what it costs to fit anything."""
_NEAR = 0.4
"""How much less than the strongest thing just said a question may hang on."""
_NEAR_ENOUGH = 1.0
"""The same, for a question about the very matter that it speaks of."""
_LIGHTLY = frozenset({"unsure", "hollow", "ghostwriting"})
"""Occasions on which what was said earlier is taken up lightly: no death, no tears."""
_KNOWN = 1.5
"""What it costs to ask again for whom it is, or why, once that is said."""
_SHORT, _SCRAP = 6, 4
"""Words of a turn above which fewer than so many words of it are a splinter, unless they feel."""
_NAMED = 2
"""Words of "my mother"."""
_STRONG = 1.6
"""Weight from which something said earlier may be set beside what was just said."""
_LUCK = 0.5
"""Between frames that fit as well: a digest of what was said."""
_LATELY = 60
"""Questions after which having asked one no longer counts."""


@dataclass(frozen=True, slots=True)
class Option:
    """One question that could come next."""

    choice: Choice
    """The frame and what it quotes."""
    mirrored: Quote | None = None
    """What the question is about without quoting it: a frame may say "ça"."""
    source: Told | None = None
    """The earlier turn that `choice.other` is taken from."""


def options(turn: Turn, occasion: str) -> Iterator[Option]:
    """Yield what could be asked on `occasion`, best first, then elsewhere; nothing asked before, or not wanted."""
    used = {question.frame for question in asked_in(turn.story)} | turn.wish.never
    for name in (occasion, *ELSEWHERE[occasion]):
        open_ = [frame for frame in chat_frames(name) if frame.id not in used and _twin(frame, turn.story)]
        found = [option for frame in open_ for option in _ways(frame, turn)]
        found += _on_matters(turn, name, used)
        if in_distress(turn.story):
            yield from found  # in the order they were written: the nearest first
        else:
            yield from sorted(found, key=lambda option: (-option.choice.score, option.choice.frame.id))


def _on_matters(turn: Turn, name: str, used: Collection[str | None]) -> list[Option]:
    """Return what could be asked about what the turn speaks of, in the world."""
    now = turn.story[-1]
    asked = sum(not (frame or PREFIX).startswith(PREFIX) for frame in used)
    if in_distress(turn.story) or now.heard.act != "substance" or asked >= matters.MOST:
        return []
    out = matters.hushed(now) & {"grief"}
    done = {*used, *(question.frame for question in turn.asked[:_LATELY])}
    return [
        replace(option, choice=replace(option.choice, score=option.choice.score + worth))
        for frame, worth in matters.about(now, name)
        if frame.id not in done and not out & set(frame.unless)
        for option in _ways(frame, turn)
    ]


def _twin(frame: Frame, story: Sequence[Told]) -> bool:
    """Whether `frame` is no plainer twin, or one of the question that was not understood."""
    asked = asked_in(story)
    return occasion_of(frame) != "plain" or (bool(asked) and asked[-1].lens == frame.lens)


def occasion_of(frame: Frame) -> str:
    """Return the occasion of a chat's frame: the second part of its id."""
    return frame.id.split("-")[1]


def _ways(frame: Frame, turn: Turn) -> Iterator[Option]:
    present = _present(turn.story)
    if present & set(frame.unless) or (frame.signals and not present & set(frame.signals)):
        return
    base = _base(frame, turn) + (0.6 if frame.signals else 0.0)
    whys = foremost(turn.story) if occasion_of(frame) == "decide" else None
    for passage, near in _passages(frame, turn):
        for quote, carried in _hung(frame, turn.story, whys):
            for other, source, beside in _beside(frame, turn.story, quote, whys):
                score = base + near + carried + beside + _LUCK * _chance(turn.text or turn.session, frame.id)
                anchor = quote.anchor if quote and "anchor" in frame.slots else None
                yield Option(Choice(frame, anchor, other, passage, score), quote if not anchor else None, source)


def _present(story: Sequence[Told]) -> set[str]:
    now = story[-1].draft
    found: set[str] = {signal.kind for signal in now.signals if signal.strength >= 0.5}
    found |= {kind for kind in _TENDER if lasting(story, kind)}
    return found | ({"distress"} if in_distress(story) else set())


def _base(frame: Frame, turn: Turn) -> float:
    """Weigh what does not depend on the words: variety within the chat and across chats, and depth."""
    asked = asked_in(turn.story)
    draft = turn.story[-1].draft
    text = _opening(frame.text(draft.language, draft.register))
    same = sum(_opening(question.text) == text for question in asked)
    lately = [question.frame for question in turn.asked]
    age = min(1.0, lately.index(frame.id) / _LATELY) if frame.id in lately else 1.0
    said = known(turn.story)
    told = (frame.lens == "reader" and ("whom" in said or bool(turn.intention and turn.intention.community))) or (
        occasion_of(frame) == "intention" and "why" in said
    )
    depth = abs(frame.depth - min(3, 1 + len(substance(turn.story)) // 2))
    return (
        -_SAME_LENS * sum(question.lens == frame.lens for question in asked[-2:])
        - _SAME_OPENING * same
        - _ASKED_BEFORE * (1.0 - age)
        - 0.3 * depth
        - (_KNOWN if told else 0.0)
        - (_QUOTES_AGAIN if "anchor" in frame.slots and asked and asked[-1].anchor else 0.0)
    )


def _opening(text: str) -> tuple[str, ...]:
    return tuple(words(text)[:2])


def _hung(frame: Frame, story: Sequence[Told], whys: Sequence[str] | None) -> Iterator[tuple[Quote | None, float]]:
    """Yield what `frame` can hang on in the last turn: the strongest thing said, or what is nearly as strong.

    Where there are `whys`, only what stands in one of them.
    """
    if not frame.kinds:
        yield None, 0.5
        return
    quoting = "anchor" in frame.slots
    long = len(words(story[-1].draft.text)) > _SHORT
    found = [q for q in quotes(story[-1]) if q.weight >= _LEAST and not (long and _scrap(q)) and not _named(q)]
    for quote in found:
        takes = matters.hangs(frame, quote, story[-1]) if frame.topic else quote.kinds & set(frame.kinds)
        fits = takes and not quote.kinds & set(frame.unless)
        strong = quote.weight >= found[0].weight - (_NEAR_ENOUGH if frame.topic else _NEAR)
        if fits and strong and _within(quote, whys) and not (quoting and quote.mirror_only and not frame.topic):
            yield quote, min(2.0, quote.weight) + _special(frame, quote) - (found[0].weight - quote.weight)


def _within(quote: Quote, whys: Sequence[str] | None) -> bool:
    """Whether a quotation may stand in a question about what to do: only words of what says why."""
    return whys is None or any(quote.anchor.text in why for why in whys)


def _named(quote: Quote) -> bool:
    """Whether it only names somebody of the author's: "my mother"."""
    return OWN in quote.kinds and len(words(quote.anchor.text)) <= _NAMED


def _scrap(quote: Quote) -> bool:
    """Whether it is a word or two of a longer turn, and neither a name nor a number."""
    felt = quote.heavy or "feeling" in quote.kinds
    return CLAUSE in quote.kinds and not felt and len(words(quote.anchor.text)) < _SCRAP


def _special(frame: Frame, quote: Quote) -> float:
    """Weigh how closely `frame` fits: made for a word that is there, or for a kind; tears and joy are best quoted."""
    if frame.topic:
        return 0.0
    kinds = quote.kinds & set(frame.kinds)
    fits = _CUED if kinds & set(CUES) else _FITS if kinds - {CLAUSE, OWN} else 0.0 if OWN in kinds else -_LOOSE
    return fits + _HEAVY * (quote.heavy and "anchor" in frame.slots)


def _beside(
    frame: Frame, story: Sequence[Told], quote: Quote | None, whys: Sequence[str] | None
) -> Iterator[tuple[Anchor | None, Told | None, float]]:
    """Yield words of an earlier turn, for a frame that sets them beside those of the last one."""
    if not frame.others:
        yield None, None, 0.0
        return
    said = story[-1].heard.act == "substance"
    if quote and quote.weight < _STRONG:
        return
    now = max((q.weight for q in quotes(story[-1])), default=0.0) if said and not quote else 0.0
    least = max(_STRONG, now) if said else _LEAST
    again = _AGAIN_BESIDE * sum(any(e.kind == "reflection" for e in q.evidence) for q in asked_in(story))
    for told in substance(story[:-1]):
        if told.draft.language != story[-1].draft.language or told.heard.distress:
            continue
        for other in quotes(told)[:3]:
            if other.heavy and occasion_of(frame) in _LIGHTLY:
                continue
            pressed = "obligation" in other.kinds and "obligation" not in frame.others
            fits = other.kinds & set(frame.others) and not (other.mirror_only or pressed)
            if fits and other.weight >= least and _within(other, whys) and not (quote and other.meets(quote)):
                yield other.anchor, told, 0.3 * min(2.0, other.weight) - again - (_TWO if quote else 0.0)


def _passages(frame: Frame, turn: Turn) -> Iterator[tuple[Passage | None, float]]:
    """Yield what the author intended or posted before, for a frame that quotes it; each source once a chat."""
    kind = "post" if "post" in frame.slots else "intention" if "intention" in frame.slots else None
    if kind is None:
        yield None, 0.0
        return
    cited = {e.text for q in asked_in(turn.story) for e in q.evidence}
    if any(e.kind == kind for q in asked_in(turn.story) for e in q.evidence):
        return
    for passage in turn.recalled.passages:
        suits = passage.kind == kind and (kind == "post" or passage.field == frame.field)
        if suits and passage.text not in cited and frame.stance in {None, passage.stance}:
            yield passage, 0.7


def _chance(*parts: str) -> float:
    """Return a number from 0 to 1 that is the same for the same parts."""
    return int.from_bytes(hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()[:4]) / 2**32
