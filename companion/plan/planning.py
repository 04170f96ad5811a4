"""Planning: a few questions are picked greedily, best first, and put in order."""

from collections.abc import Mapping, Sequence

from companion.language import words
from companion.plan.candidates import TIRED, candidates
from companion.plan.choice import Choice, Plan
from companion.plan.clash import CITING, WORTH, clashes
from companion.plan.history import unsettled
from companion.recall import Recalled
from companion.records import Asked, Draft

MOST = 4
"""Questions in a reply: a cap, not a quota."""
_FEWEST = 2
"""Questions that a draft gets even where nothing stands out in it, unless it can bear fewer."""
_LONG = 100
"""Words from which a draft bears four questions: readers found two or three plenty, and the last one the weakest."""
_CITED = 0.9
"""How much less a question may be worth and still be taken because it cites what the author said before."""
_TENDER_FIRST = frozenset({"settle", "close"})


def plan(
    draft: Draft, recalled: Recalled, *, asked: Sequence[Asked] = (), affinity: Mapping[str, float] | None = None
) -> Plan:
    """Choose up to four questions for `draft`; `affinity` is frame id -> likeness of its situation (standard score)."""
    ranked = sorted(candidates(draft, recalled, asked, affinity or {}), key=lambda c: (-c.score, c.frame.id))
    ranked = unsettled(ranked, asked)
    limit = how_many(draft)
    chosen: list[Choice] = []
    for choice in ranked:
        enough = limit if choice.score > WORTH else min(limit, _FEWEST)
        if len(chosen) < enough and not clashes(choice, chosen):
            chosen.append(choice)
    chosen = _with_cited(chosen, ranked, limit)
    reserve = tuple(choice for choice in ranked if choice not in chosen)
    return Plan(tuple(sorted(chosen, key=lambda choice: _order(choice, draft))), reserve)


def how_many(draft: Draft) -> int:
    """How many questions `draft` can bear: one or two for the tired, the grieving, the almost empty."""
    if any(draft.strength(kind) >= 0.4 for kind in TIRED) or draft.strength("sparse") >= 1:
        return 2
    if draft.strength("sparse") or draft.strength("vulnerability") >= 0.6 or draft.strength("ghostwriting"):
        return 3
    return MOST if len(words(draft.text)) >= _LONG else 3


def _with_cited(chosen: list[Choice], ranked: Sequence[Choice], limit: int) -> list[Choice]:
    """Give the last place to the best question that cites a past post, where none does and that costs little."""
    if any(choice.passage and choice.passage.kind == "post" for choice in chosen):
        return chosen
    cited = [choice for choice in chosen if choice.passage]
    spare = cited if len(cited) >= CITING else [choice for choice in chosen if choice.passage is None]
    spare = [choice for choice in spare if not choice.frame.stake]
    full = len(chosen) >= limit or len(cited) >= CITING
    if full and not spare:
        return chosen
    kept = [choice for choice in chosen if not full or choice not in spare[-1:]]
    least = min((choice.score for choice in spare), default=0.0) - _CITED
    for choice in ranked:
        cites = choice.passage is not None and choice.passage.kind == "post"
        if cites and len(kept) < limit and choice.score > max(0.0, least) and not clashes(choice, kept):
            return [*kept, choice]
    return chosen


def _order(choice: Choice, draft: Draft) -> tuple[int, int, int, int]:
    """Order what is at stake first, then near to deep; for the tired, what settles before all."""
    tired = any(draft.strength(kind) for kind in TIRED)
    gentle = 0 if tired and choice.frame.move in _TENDER_FIRST else 1
    aside = 0 if choice.frame.stake and choice.anchor else 1
    return gentle, aside, choice.frame.depth, choice.anchor.start if choice.anchor else len(draft.text)
