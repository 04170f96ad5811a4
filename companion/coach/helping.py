"""Helping: what a model may do for the next question of a chat; what was planned stands until it did better."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from companion.coach.aid import Aid
from companion.coach.asking import ask
from companion.coach.choosing import Option
from companion.coach.material import of_chat
from companion.coach.picking import SHORTLIST, pick
from companion.coach.story import asked_in, in_distress
from companion.coach.turn import Turn
from companion.coach.using import failure, notice, used
from companion.coach.wording import Wording
from companion.records import Fault, ModelUse, Notice, Question

_OCCASIONS = frozenset({"first", "intention", "explore", "reader", "matter", "change"})
"""Occasions that a model may help with: not grief, a demand, a silence or an end, where people's words are said."""
_OF_ONE_LENS = 2


@dataclass(frozen=True, slots=True)
class Next:
    """The next question of a chat, and how it came to be."""

    option: Option
    """What was chosen."""
    question: Question
    """What is asked."""
    use: ModelUse = field(default_factory=ModelUse)
    """What part a model had in it."""
    notices: tuple[Notice, ...] = ()
    """What happened on the way."""
    faults: tuple[Fault, ...] = ()
    """What the guard refused on the way."""


def helped(turn: Turn, planned: Next, others: Iterator[Option]) -> Next:
    """Let the model of `turn` choose the next question, and word it, as far as it may; else return what was planned."""
    aid = turn.aid
    if aid is None or turn.course is None or turn.course.occasion not in _OCCASIONS or in_distress(turn.story):
        return planned
    now = planned
    if aid.chooses:
        now = _chosen(turn, aid, now, others)
    if aid.phrases:
        now = _worded(turn, aid, now)
    return now


def _chosen(turn: Turn, aid: Aid, planned: Next, others: Iterator[Option]) -> Next:
    assert turn.draft is not None
    found = _shortlist(planned.option, others)
    picked = pick(aid, turn.draft, of_chat(turn), [o.choice for o in found], many=1, purpose="steer")
    if picked.error:
        return _noted(planned, failure(turn, picked.error))
    for choice in picked.choices[:1]:
        option = next(option for option in found if option.choice == choice)
        question, refused = ask(turn, choice)
        if not refused:
            return replace(planned, option=option, question=question, use=used(planned.use, aid, chose=True))
    return planned


def _shortlist(planned: Option, others: Iterator[Option]) -> Sequence[Option]:
    """Return what a model may choose from: what is planned, and the best of the rest, a frame once, a lens twice."""
    found = [planned]
    for option in others:
        if len(found) == SHORTLIST:
            break
        lenses = sum(other.choice.frame.lens == option.choice.frame.lens for other in found)
        if lenses < _OF_ONE_LENS and all(other.choice.frame.id != option.choice.frame.id for other in found):
            found.append(option)
    return found


def _worded(turn: Turn, aid: Aid, planned: Next) -> Next:
    assert turn.draft is not None
    wording = Wording(
        aid=aid,
        draft=turn.draft,
        material=of_chat(turn),
        purpose="clarify",
        intention=turn.recalled.intention,
        replies=tuple(exchange.said for exchange in turn.earlier),
        shown=[question.text for question in asked_in(turn.story)],
    )
    now = planned
    for _, question in wording.stream([planned.option.choice]):
        now = replace(now, question=question, use=used(now.use, aid, phrased=True))
    now = replace(now, faults=(*now.faults, *wording.faults))
    if wording.error:
        return _noted(now, failure(turn, wording.error))
    return _noted(now, notice(turn, "model-set-aside")) if wording.refused else now


def _noted(now: Next, told: Notice) -> Next:
    return replace(now, notices=(*(each for each in now.notices if each.code != told.code), told))
