"""Kept: which of their sentences an author picks when asked, by its place or by its words: "the one about"."""

from collections.abc import Sequence

from companion import lexicon
from companion.coach.phrases import content
from companion.coach.standing import Sentence, standing
from companion.coach.story import Told
from companion.language import stems, words
from companion.lexicon import Hit

_ORDINALS = ("first", "second", "third", "fourth")
_QUOTES = 0.6
"""Share of the words of a turn from which it only says one sentence again."""
_BESIDE = 1
"""Words of content beside "the second" up to which a place in a list is meant."""
_AGAIN = 2
"""Words of a sentence that name it when they are said again."""
_FEW = 14
"""Words of a turn that points; a longer one says something of its own."""


def kept(story: Sequence[Told]) -> tuple[tuple[str, ...], int]:
    """Return the sentences chosen last, and the turn after which nothing was chosen any more; none, and 0."""
    for at in range(len(story) - 1, 0, -1):
        if chosen := chooses(story[: at + 1]):
            return chosen, at + 1
    return (), 0


def chooses(story: Sequence[Told]) -> tuple[str, ...]:
    """Return the sentences that the last turn of `story` chooses: of those handed back; before the end, of all."""
    now, offered = story[-1], _offered(story)
    if len(words(now.draft.text)) > _FEW:
        return ()
    hits = lexicon.load(f"hearing/{now.draft.language}.toml", ("picking.",)).hits(now.draft.text)
    named = {hit.table.removeprefix("picking.") for hit in hits}
    if "never" in named or not (offered or now.answers == "decide" or "lines" in named):
        return ()
    points = bool({"phrases", "lines"} & named)
    if not offered or len(content(now.draft.text, hits)) > _BESIDE:
        return _meant(story, offered, points=points and _opens(now, hits))
    if "all" in named:
        return offered
    counted = [offered[at] for at, name in enumerate(_ORDINALS) if name in named and at < len(offered)]
    counted += [offered[-1]] if "last" in named and offered[-1] not in counted else []
    return tuple(counted) or _meant(story, offered, points=points)


def _opens(now: Told, hits: Sequence[Hit]) -> bool:
    """Whether a turn begins by pointing: nothing of content before it."""
    first = next(hit for hit in hits if hit.table in {"picking.phrases", "picking.lines"})
    return not content(now.draft.text[: first.start])


def _offered(story: Sequence[Told]) -> tuple[str, ...]:
    """Return what was handed back just before the last turn."""
    before = story[-2].reply if len(story) > 1 else None
    return before.said if before else ()


def _meant(story: Sequence[Told], offered: Sequence[str], *, points: bool) -> tuple[str, ...]:
    """Return the sentence that the last turn names by some of its words, one handed back first."""
    now = story[-1].draft
    again = [text for text in offered if " ".join(words(now.text)) in " ".join(words(text))]
    if again and len(words(now.text)) >= _AGAIN:
        return (again[0],)
    told = set(stems(now.text, now.language))
    if not (points or offered):
        return ()
    said = [*(Sentence(text, 0, 0, 0.0, now.language, frozenset()) for text in offered), *standing(story[:-1])]
    shared = {s.text: len(told & set(stems(s.text, s.language))) for s in said}
    best = max(shared, key=lambda text: (shared[text], len({*words(text)} & {*words(now.text)})), default="")
    least = 1 if points else max(2, _QUOTES * len(told))
    return (best,) if told and shared.get(best, 0) >= least else ()
