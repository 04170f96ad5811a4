"""Picking: a model names, from a shortlist, what to ask; only what it names in two shuffled orders counts.

Asked once, a small model names the first of a list whatever the draft. So what stood first stands last the second
time: a model that goes by place agrees with itself on nothing.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from companion import prompt
from companion.coach.aid import Aid, Attempt, list_of, prompts
from companion.coach.asking import rendered
from companion.errors import ModelError
from companion.fence import inline, listed
from companion.model import Prompt
from companion.plan import Choice, worth_asking
from companion.records import Draft

Purpose = Literal["choose", "steer"]
"""What is chosen: questions about a draft, or the next one of a chat; each a file in prompts/model."""
SHORTLIST = 10
"""Questions that a model chooses from."""
SECONDS = 20.0
"""That it has, both orders together."""
_OF_ONE_LENS = 2
_OF_ONE_ANCHOR = 2
_CANDIDATE = 300
"""Characters of a candidate that a model reads."""
_TOKENS = 30
"""Of an answer, for each number in it."""


@dataclass(frozen=True, slots=True)
class Picked:
    """What came of it."""

    choices: tuple[Choice, ...] = ()
    """What the model named in both orders, best first."""
    error: ModelError | None = None
    """What went wrong."""


def shortlist(first: Choice, planned: Sequence[Choice], reserve: Sequence[Choice]) -> list[Choice]:
    """Return what a model may choose from beside the first question: what is planned, then the best of the rest."""
    found: list[Choice] = []
    for choice in (*planned, *reserve):
        if len(found) == SHORTLIST:
            break
        lenses = sum(other.frame.lens == choice.frame.lens for other in found)
        anchors = sum(other.anchor == choice.anchor for other in found if other.anchor)
        doubled = any(other.frame.id == choice.frame.id for other in found)
        if not doubled and lenses < _OF_ONE_LENS and anchors < _OF_ONE_ANCHOR and worth_asking(choice, [first]):
            found.append(choice)
    return found


def pick(
    aid: Aid, draft: Draft, material: str, candidates: Sequence[Choice], *, many: int, purpose: Purpose = "choose"
) -> Picked:
    """Ask `aid` for the best `many` of `candidates`, in two orders, and return what both name.

    `material` is what it reads of the author, in fences.
    """
    if not 0 < many < len(candidates):
        return Picked()
    aid.deadline.within(SECONDS)
    try:
        named = [
            _named(aid, draft, material, order, many=many, purpose=purpose) for order in orders(candidates, draft.text)
        ]
    except ModelError as error:
        return Picked(error=error)
    finally:
        aid.deadline.within(None)
    one, two = named
    both = sorted(set(one) & set(two), key=lambda frame: (one.index(frame) + two.index(frame), frame))
    aid.watch(Attempt("choose", asked=many, agreed=len(both)))
    of = {choice.frame.id: choice for choice in candidates}
    return Picked(tuple(of[frame] for frame in both))


def orders(candidates: Sequence[Choice], seed: str) -> tuple[list[Choice], list[Choice]]:
    """Return two orders of `candidates`, the same for the same draft: the first half of one comes last in the other."""
    one = sorted(candidates, key=lambda choice: _chance(seed, "one", choice.frame.id))
    half = len(one) // 2

    def again(choices: Sequence[Choice]) -> list[Choice]:
        return sorted(choices, key=lambda choice: _chance(seed, "two", choice.frame.id))

    return one, [*again(one[half:]), *again(one[:half])]


def _named(aid: Aid, draft: Draft, material: str, order: Sequence[Choice], *, many: int, purpose: Purpose) -> list[str]:
    """Ask once, and return the frames of `order` that are named."""
    told = prompts(purpose, draft.language)
    user = prompt.fill(
        told["user"],
        material=material,
        candidates=listed(_asked(choice, draft) for choice in order),
        many=many,
    )
    schema = list_of("picks", {"number": {"type": "integer", "enum": [*range(1, len(order) + 1)]}}, many=many)
    entries = aid.entries(Prompt(told["system"], user), schema, most=_TOKENS * (many + 1))
    return list(dict.fromkeys(order[number - 1].frame.id for number in _numbers(entries, len(order))))


def _asked(choice: Choice, draft: Draft) -> str:
    """Return a candidate as it would be asked, on one line: what it quotes is somebody else's."""
    return inline(rendered(draft, choice).text, most=_CANDIDATE)


def _numbers(entries: Iterator[dict[str, object]], most: int) -> Iterator[int]:
    for entry in entries:
        number = entry.get("number")
        if type(number) is int and 1 <= number <= most:
            yield number


def _chance(*parts: str) -> bytes:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()
