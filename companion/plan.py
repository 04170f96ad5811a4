"""What to ask: frames, anchors and passages weighed together, without a model.

The same draft, intention, posts and history give the same plan: ties are broken by a digest of what was given.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal, get_args

from companion import stakes, topics, worth
from companion.language import folded, stems, words
from companion.questions import Frame, frames
from companion.recall import Recalled
from companion.records import Anchor, Asked, Draft, Intention, IntentionField, Language, Passage, SignalKind, Topic

MOST = 4
"""Questions in a reply: a cap, not a quota."""
_FEWEST = 2
"""Questions that a draft gets even where nothing stands out in it, unless it can bear fewer."""
_TIRED: tuple[SignalKind, ...] = ("exhaustion", "grief", "distress")
_HEARD = 0.5
"""Strength under which a signal is only a hint: it does not forbid a frame, nor call for one."""
_ANSWERED = 0.7
"""What a question loses that the draft answers already, unless it asks further on its very words."""
_LATELY = 8
"""Questions back from now within which what was asked, or left aside, weighs on the next."""
_LEFT_ASIDE = 0.4
"""What a lens loses while a question on it was lately left aside."""
_LONG = 100
"""Words from which a draft bears four questions: readers found two or three plenty, and the last one the weakest."""
_THIN = 0.6
"""Weight under which a past post is quoted only where it stands near the draft."""
_PAIRED = 1.0
"""Weight that each of two anchors must have to be set beside the other."""
_WORTH = 0.4
"""Score under which a question is asked only where there is nothing else."""
_CITED = {"post": 0.6, "intention": 0.6}
"""How much less a question may be worth and still be taken because it cites what the author said before."""
_CITING = 2
"""Questions of a reply that quote something else than the draft, at most."""
_CITABLE = 6
"""Passages of one kind that a question may choose from."""
_LUCK = 0.3
"""Between questions that are worth nearly the same: a digest of what was given."""
_THOUGHT = 3
"""Words under which an anchor is a name, not a thought."""
_OF_ONE_TOPIC = 2
"""Questions of a reply about one topic, at most."""
_TENDER_FIRST = frozenset({"settle", "close"})


@dataclass(frozen=True, slots=True)
class Choice:
    """One question the planner would ask."""

    frame: Frame
    """What to ask."""
    anchor: Anchor | None
    """What it hangs on."""
    other: Anchor | None
    """What it sets beside that, from another line of the draft."""
    passage: Passage | None
    """What else it quotes."""
    score: float
    """How much it is worth here; only the order matters."""
    person: str = ""
    """Who it speaks of, as the question names them; "" for nobody."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask, and in reserve."""

    choices: tuple[Choice, ...] = ()
    """In the order to ask."""
    reserve: tuple[Choice, ...] = ()
    """Best first, to take the place of a choice that the guard refuses."""


def plan(
    draft: Draft, recalled: Recalled, *, asked: Sequence[Asked] = (), affinity: Mapping[str, float] | None = None
) -> Plan:
    """Choose up to four questions for `draft`; `affinity` is frame id -> likeness of its situation (standard score)."""
    ranked = sorted(_candidates(draft, recalled, asked, affinity or {}), key=lambda c: (-c.score, c.frame.id))
    ranked = _unsettled(ranked, asked)
    limit = how_many(draft)
    chosen: list[Choice] = []
    for choice in ranked:
        enough = limit if choice.score > _WORTH else min(limit, _FEWEST)
        if len(chosen) < enough and not _clashes(choice, chosen):
            chosen.append(choice)
    chosen = _with_cited("post", _with_cited("intention", chosen, ranked, limit), ranked, limit)
    reserve = tuple(choice for choice in ranked if choice not in chosen)
    return Plan(tuple(sorted(chosen, key=lambda choice: _order(choice, draft))), reserve)


def _unsettled(ranked: list[Choice], asked: Sequence[Asked]) -> list[Choice]:
    """Return what the author neither answered nor left aside; all of it where nothing else can be asked."""
    settled = {question.frame for question in asked if question.outcome}
    return [choice for choice in ranked if choice.frame.id not in settled] or ranked


def how_many(draft: Draft) -> int:
    """How many questions `draft` can bear: one or two for the tired, the grieving, the almost empty."""
    if any(draft.strength(kind) >= 0.4 for kind in _TIRED) or draft.strength("sparse") >= 1:
        return 2
    if draft.strength("sparse") or draft.strength("vulnerability") >= 0.6 or draft.strength("ghostwriting"):
        return 3
    return MOST if len(words(draft.text)) >= _LONG else 3


def _with_cited(
    kind: Literal["post", "intention"], chosen: list[Choice], ranked: Sequence[Choice], limit: int
) -> list[Choice]:
    """Give the last place to the best question that cites a `kind`, where none does and that costs little."""
    if any(choice.passage and choice.passage.kind == kind for choice in chosen):
        return chosen
    cited = [choice for choice in chosen if choice.passage]
    spare = cited if len(cited) >= _CITING else [choice for choice in chosen if choice.passage is None]
    spare = [choice for choice in spare if not choice.frame.stake]
    full = len(chosen) >= limit or len(cited) >= _CITING
    if full and not spare:
        return chosen
    kept = [choice for choice in chosen if not full or choice not in spare[-1:]]
    least = min((choice.score for choice in spare), default=0.0) - _CITED[kind]
    for choice in ranked:
        cites = choice.passage is not None and choice.passage.kind == kind
        if cites and len(kept) < limit and choice.score > max(0.0, least) and not _clashes(choice, kept):
            return [*kept, choice]
    return chosen


def _clashes(choice: Choice, chosen: Sequence[Choice]) -> bool:
    """Whether `choice` repeats a lens, an anchor or a passage, or would make a reply of quotations only."""
    return any(
        choice.frame.lens == other.frame.lens
        or any(_alike(one, two) for one in _quoted(choice) for two in _quoted(other))
        or (choice.passage and other.passage and choice.passage.text == other.passage.text)
        for other in chosen
    ) or (
        (choice.passage is not None and sum(other.passage is not None for other in chosen) >= _CITING)
        or (choice.frame.topic != "" and sum(o.frame.topic == choice.frame.topic for o in chosen) >= _OF_ONE_TOPIC)
    )


def worth_asking(choice: Choice, others: Sequence[Choice]) -> bool:
    """Whether `choice`, from the reserve, may be asked beside `others`."""
    return choice.score > _WORTH and not _clashes(choice, others)


def _quoted(choice: Choice) -> list[Anchor]:
    return [anchor for anchor in (choice.anchor, choice.other) if anchor]


def _alike(one: Anchor, other: Anchor) -> bool:
    """Whether two anchors overlap, or one says what the other says ("il faut" beside "Il faut que")."""
    said, heard = folded(one.text), folded(other.text)
    return (one.start < other.end and other.start < one.end) or said in heard or heard in said


def _order(choice: Choice, draft: Draft) -> tuple[int, int, int, int]:
    """Order what is at stake first, then near to deep; for the tired, what settles before all."""
    tired = any(draft.strength(kind) for kind in _TIRED)
    gentle = 0 if tired and choice.frame.move in _TENDER_FIRST else 1
    aside = 0 if choice.frame.stake and choice.anchor else 1
    return gentle, aside, choice.frame.depth, choice.anchor.start if choice.anchor else len(draft.text)


def _candidates(
    draft: Draft, recalled: Recalled, asked: Sequence[Asked], affinity: Mapping[str, float]
) -> Iterator[Choice]:
    present = {signal.kind for signal in draft.signals if signal.strength >= _HEARD or signal.kind in _TIRED}
    spoken = {topic.name: topic.strength * topics.weight(topic.name) for topic in draft.topics}
    central = {topic.name for topic in draft.topics if topics.central(topic) or _opens(topic, draft)}
    there = present | {anchor.kind for anchor in draft.anchors} | set(spoken)
    there |= {signal for topic in draft.topics for signal in topics.hushes(topic.name)}
    anchors = worth.telling(draft)
    pairs = _pairs(anchors, draft.language)
    seed = "|".join([draft.text, *_said(recalled.intention)])
    cost = _history(asked)
    yield from _at_stake(draft, recalled, asked, there)
    for frame in frames():
        if frame.stake or there & set(frame.unless) or not _fits(frame, present, central):
            continue
        base = worth.of_frame(frame, draft, spoken, affinity.get(frame.id, 0.0))
        base -= _ANSWERED if frame.lens in draft.answered and "anchor" not in frame.slots else 0.0
        base -= cost(frame)
        base += _LUCK * _chance(seed, frame.id)
        for passage in _passages(frame, recalled):
            for anchor, other, carried in _hung(frame, anchors, pairs):
                shared = bool(_shared(anchor, passage, spoken))
                if frame.shares and not shared:
                    continue
                score = base + (worth.of_passage(frame, passage, shared=shared) if passage else 0.0)
                score += worth.of_anchor(frame, anchor, other, carried, draft) if anchor else 0.0
                yield Choice(frame, anchor, other, passage, score)


def _at_stake(draft: Draft, recalled: Recalled, asked: Sequence[Asked], there: Set[str]) -> Iterator[Choice]:
    """Yield the questions about what is at stake, each on the lines and with the words its stake has."""
    seed = "|".join([draft.text, *_said(recalled.intention)])
    cost = _history(asked)
    for stake in stakes.stakes(draft, recalled):
        for frame in frames():
            if frame.stake != stake.name or there & set(frame.unless) or not stake.fills(frame):
                continue
            score = worth.of_stake(frame, stake.worth) - cost(frame) + _LUCK * _chance(seed, frame.id)
            yield Choice(
                frame,
                stake.anchor if "anchor" in frame.slots else None,
                stake.other if "other" in frame.slots else None,
                stake.passage if frame.slots & {"post", "intention"} else None,
                score,
                stake.person if "person" in frame.slots else "",
            )


def _history(asked: Sequence[Asked]) -> Callable[[Frame], float]:
    """Return what a question loses by having been asked lately, or by its lens having been left aside."""
    unwelcome = {question.lens for question in asked[:_LATELY] if question.outcome == "skipped"}
    last = {frame: age for age, frame in reversed(list(enumerate(question.frame for question in asked)))}

    def cost(frame: Frame) -> float:
        lately = (2.0 if last[frame.id] < _LATELY else 0.8) if frame.id in last else 0.0
        return lately + (_LEFT_ASIDE if frame.lens in unwelcome else 0.0)

    return cost


def _shared(anchor: Anchor | None, passage: Passage | None, spoken: Mapping[str, float]) -> frozenset[str]:
    """Topics that what is quoted beside the draft has in common with the anchor, or the draft where there is none."""
    if passage is None:
        return frozenset()
    return passage.topics & (anchor.topics if anchor else frozenset(spoken))


def _hung(
    frame: Frame, anchors: Sequence[tuple[Anchor, float]], pairs: Mapping[Anchor, Sequence[tuple[Anchor, float]]]
) -> Iterator[tuple[Anchor | None, Anchor | None, float]]:
    """Yield what `frame` can hang on, with what that carries: nothing, an anchor, or two of different lines."""
    if not frame.kinds:
        yield None, None, 0.0
    for anchor, carried in anchors:
        topical = frame.topic in anchor.topics
        if anchor.kind not in frame.kinds or (frame.topic and not _says(frame, anchor, topical=topical)):
            continue
        if not frame.others:
            yield anchor, None, carried
            continue
        for other, beside in pairs.get(anchor, ()):
            if other.kind in frame.others:
                yield anchor, other, (carried + beside) / 2


def _says(frame: Frame, anchor: Anchor, *, topical: bool) -> bool:
    """Whether `anchor` is a thought, and one about the topic where the question wants that."""
    return (topical or frame.hangs == "anywhere") and len(anchor.text.split()) >= _THOUGHT


def _pairs(anchors: Sequence[tuple[Anchor, float]], language: Language) -> dict[Anchor, list[tuple[Anchor, float]]]:
    """Return what can be set beside each anchor: of another line, as strong, and not saying the same thing twice."""
    strong = [(anchor, carried, set(stems(anchor.text, language))) for anchor, carried in anchors if carried >= _PAIRED]
    return {
        one: [
            (other, carried)
            for other, carried, heard in strong
            if other.segment != one.segment and not _alike(one, other) and not said & heard
        ]
        for one, _, said in strong
    }


def _said(intention: Intention | None) -> list[str]:
    """Return the words of an intention, not when it was saved: the same words give the same questions."""
    return [getattr(intention, name) for name in get_args(IntentionField)] if intention else []


def _opens(topic: Topic, draft: Draft) -> bool:
    """Whether a draft begins with `topic`, in so many words."""
    opening = draft.segments[0].end if draft.segments else 0
    return topic.strength >= topics.TOUCHED and topic.spans[0].start < opening


def _fits(frame: Frame, present: set[SignalKind], central: Set[str]) -> bool:
    """Whether a frame's situation is there: its topic; for one that is free or tender, a signal that calls for it."""
    if frame.topic:
        return frame.topic in central
    if not frame.signals or present & set(frame.signals):
        return True
    return bool(frame.slots) and not set(frame.signals) <= worth.TENDER


def _passages(frame: Frame, recalled: Recalled) -> Iterator[Passage | None]:
    """Yield what `frame` can quote beside the draft, nearest first."""
    kind = "post" if "post" in frame.slots else "intention" if "intention" in frame.slots else None
    if kind is None:
        yield None
        return
    matching = [p for p in recalled.passages if p.kind == kind and (kind == "post" or p.field == frame.field)]
    if frame.topic and (kind == "post" or frame.shares):
        matching = [passage for passage in matching if frame.topic in passage.topics]
    telling = [p for p in matching if p.kind != "post" or p.weight >= _THIN or p.stance == "near"]
    for passage in telling[:_CITABLE]:
        if frame.stance in {None, passage.stance} or (passage.stance is None and _open_to(frame)):
            yield passage


def _open_to(frame: Frame) -> bool:
    """Whether a passage that stands neither near nor far will do: not where the question says it was left aside."""
    return not ("intention" in frame.slots and frame.stance == "far")


def _chance(*parts: str) -> float:
    """Return a number from 0 to 1 that is the same for the same parts: ties fall differently from draft to draft."""
    return int.from_bytes(hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()[:4]) / 2**32
