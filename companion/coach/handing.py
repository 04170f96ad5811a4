"""Handing back: the author's own sentences that say their why, whole and verbatim, for them to edit and save."""

from collections.abc import Sequence
from typing import get_args

from companion.coach.hearing import Facet
from companion.coach.kept import kept
from companion.coach.reading import read
from companion.coach.standing import Sentence, standing
from companion.coach.story import Told, in_distress, tell
from companion.language import folded
from companion.records import Exchange

MOST = 4
"""Sentences handed back: few enough to be one intention."""

_GROWING = 8
"""Sentences that stand beside a chat while it goes on."""


def gathered(exchanges: Sequence[Exchange]) -> tuple[str, ...]:
    """Return what has been said of why so far, in the order it was said; nothing to someone in distress."""
    if not exchanges:
        return ()
    *earlier, last = exchanges
    tongue = last.reply.language
    story = tell(earlier, read(last.said, tongue, detected=tongue, register=last.reply.register))
    if in_distress(story):
        return ()
    telling = [each for each in standing(story) if each.weight > 0][:_GROWING]
    return tuple(dict.fromkeys(each.text for each in sorted(telling, key=lambda s: (s.turn, s.number))))


def handed_back(story: Sequence[Told]) -> tuple[str, ...]:
    """Return at most four sentences of the author, in the order they said them; those they chose, where they did.

    After a change of language, those said before it only where there is nothing else.
    First the best that says why, the best for whom, the best of what matters; then what else carries.
    """
    chosen, since = kept(story)
    if chosen:
        later = [s.text for s in standing(story[since:])] if since < len(story) else []
        return (*chosen, *(text for text in reversed(later) if text not in chosen))[:MOST]
    ranked = _spoken(story)
    leading = [next((s for s in ranked if facet in s.facets), None) for facet in get_args(Facet)]
    taken: list[Sentence] = []
    for sentence in [*(s for s in leading if s and s.weight > 0), *ranked]:
        if len(taken) < MOST and not any(folded(sentence.text) == folded(other.text) for other in taken):
            taken.append(sentence)
    return tuple(sentence.text for sentence in sorted(taken, key=lambda s: (s.turn, s.number)))


def foremost(story: Sequence[Told]) -> tuple[str, ...]:
    """Return the two sentences that say most of their why: what a question about what to do may quote."""
    return tuple(s.text for s in _spoken(story)[:2] if s.weight > 0)


def _spoken(story: Sequence[Told]) -> list[Sentence]:
    """Return what stands, in the language last spoken where there is anything in it."""
    ranked = standing(story)
    spoken = [each.draft.language for each in story if each.heard.act == "substance"]
    return [s for s in ranked if s.language == spoken[-1]] or ranked if spoken else ranked
