"""Wishing: a draft and a plan that keep to what the author wishes, and their own words from before said back.

Invariant: a question that the author never wants again is not planned; one that was asked about an earlier version
comes back only where there is no other.
"""

from collections.abc import Sequence, Set
from dataclasses import replace

from companion.coach.mirror import quoted_back
from companion.coach.reading import read
from companion.coach.wish import Wish
from companion.plan import Choice, Plan, worth_asking
from companion.records import Draft, Lens, Mirror


def heard(draft: Draft, wish: Wish) -> Draft:
    """Return `draft` with what its author said beside it.

    A lens they answered before is less in need of a question; words of distress count wherever they stand.
    """
    answered = {
        each.reply.questions[answer.number - 1].lens
        for each in wish.versions
        for answer in each.answers
        if answer.outcome == "answered"
    }
    beside = [wish.suspicion, *(answer.text for each in wish.versions for answer in each.answers)]
    signals = [s for text in beside if text for s in _said(text, draft).signals if s.kind == "distress"]
    grave = tuple(replace(signal, spans=()) for signal in signals[:1] if not draft.strength("distress"))
    return replace(draft, answered=draft.answered | answered, signals=(*grave, *draft.signals))


def _said(text: str, draft: Draft) -> Draft:
    return read(text, draft.language, detected=draft.language, register=draft.register)


def echoed(draft: Draft, wish: Wish) -> Mirror | None:
    """Return the author's own words to say back before the questions; None where there are none, and in distress.

    What they suspect comes first, else their last answer where the draft has not taken it in.
    """
    if draft.strength("distress"):
        return None
    answers = [
        a.text for v in reversed(wish.versions) for a in reversed(v.answers) if a.text and a.text not in draft.text
    ]
    told = [("suspected", wish.suspicion)] if wish.suspicion.strip() else [("answered", text) for text in answers]
    mirrors = (quoted_back(_said(text, draft), where) for where, text in told)
    return next((mirror for mirror in mirrors if mirror and mirror.quotes[0] not in draft.text), None)


def wished(plan: Plan, wish: Wish) -> Plan:
    """Return `plan` without what is not to be asked, filled up from its reserve, the lens that was picked first."""
    out = wish.never | wish.seen
    choices, reserve = _without(plan.choices, out), _without(plan.reserve, out)
    asked = filled(choices, reserve, many=len(plan.choices)) or _again(plan, wish)
    if wish.lens:
        asked = _led(asked, reserve, wish.lens)
    taken = {id(choice) for choice in asked}
    return Plan(tuple(asked), tuple(choice for choice in (*choices, *reserve) if id(choice) not in taken))


def filled(choices: Sequence[Choice], reserve: Sequence[Choice], *, many: int) -> list[Choice]:
    """Return `choices`, up to `many` with the best of `reserve` that repeats nothing of them."""
    taken = list(choices[:many])
    for choice in reserve:
        if len(taken) < many and worth_asking(choice, taken):
            taken.append(choice)
    return taken


def _again(plan: Plan, wish: Wish) -> list[Choice]:
    """Return one question that was asked before: it comes back rather than none, but never one that is not wanted."""
    return _without((*plan.choices, *plan.reserve), wish.never)[:1]


def _without(choices: Sequence[Choice], out: Set[str]) -> list[Choice]:
    return [choice for choice in choices if choice.frame.id not in out]


def _led(asked: Sequence[Choice], reserve: Sequence[Choice], lens: Lens) -> list[Choice]:
    """Return what to ask with the best question of `lens` first, where the draft gives hold to one."""
    first = next((choice for choice in (*asked, *reserve) if choice.frame.lens == lens), None)
    if first is None:
        return list(asked)
    return filled([first, *_beside(first, asked)], [*asked, *reserve], many=len(asked))


def _beside(first: Choice, asked: Sequence[Choice]) -> list[Choice]:
    return [choice for choice in asked if choice is not first and worth_asking(choice, [first])]
