"""The mirror: a fixed lead-in and the author's own words."""

import re
from collections.abc import Iterator, Sequence

from companion import prompt
from companion.anchors import quotable
from companion.clauses import clauses
from companion.coach.choosing import Option
from companion.coach.story import Told
from companion.coach.telling import Quote, quotes, turns_writing
from companion.questions import typeset
from companion.records import Anchor, Draft, Language, Mirror, Register, SignalKind

_WORDS = 14
"""Words quoted at most, so that the whole stays within 20."""
_LEAST = 3
"""Words quoted at least: fewer say nothing back."""
_LONG = 8
"""Words of a turn above which one word more is needed."""
_LIVED = ("detail", "feeling", "obligation", "turn", "hedge", "speech", "promise")
"""Kinds of anchor that show a person; prices, names and hours are no mirror."""
_SHUT = frozenset({"injection", "private"})
"""Signals whose lines are never quoted back."""
_TENDER: tuple[SignalKind, ...] = ("distress", "sparse", "ghostwriting")


_CARRIES = 0.7
"""Weight under which words said in a chat are not worth mirroring."""
_ALONE = frozenset({"number", "name", "time", "hedge", "turn", "generality", "order", "claim", "single"})
"""Kinds that say nothing back by themselves, without a thought around them."""


def mirror(draft: Draft, taken: Sequence[Anchor]) -> Mirror | None:
    """Return the words of `draft` that carry most and that no question quotes; None where there are none."""
    if any(draft.strength(kind) for kind in _TENDER):
        return None
    shut = _kept_out(draft) + [(anchor.start, anchor.end) for anchor in taken]
    best = _telling(draft, shut) or ("" if draft.strength("sales") else _any(draft, shut))
    if not best:
        return None
    texts = _texts("draft", draft.language, draft.register)
    return _filled(texts[len(best) % len(texts)], draft.language, best)


def quoted_back(said: Draft, where: str) -> Mirror | None:
    """Return the words that carry most of what an author said beside a draft, with the lead-in for `where`."""
    if said.strength("distress") or said.strength("ghostwriting"):
        return None
    best = _telling(said, _kept_out(said)) or _any(said, _kept_out(said))
    return _filled(_texts(where, said.language, said.register)[0], said.language, best) if best else None


def _kept_out(draft: Draft) -> list[tuple[int, int]]:
    """Return the lines that are never quoted back."""
    spans = [span for signal in draft.signals if signal.kind in _SHUT for span in signal.spans]
    lines = [s for s in draft.segments if any(span.start < s.end and s.start < span.end for span in spans)]
    return [(line.start, line.end) for line in lines]


def _telling(draft: Draft, shut: Sequence[tuple[int, int]]) -> str:
    """Return the weightiest anchor that shows a person."""
    lived = [a for a in draft.anchors if a.kind in _LIVED and _LEAST <= len(a.text.split()) <= _WORDS]
    free = [a for a in lived if _apart(a.start, a.end, shut) and not turns_writing(a.text)]
    return max(free, key=lambda anchor: (anchor.weight, -anchor.start)).text if free else ""


def _any(draft: Draft, shut: Sequence[tuple[int, int]]) -> str:
    """Return the last clause that can be quoted, in a short draft whose telling words are all asked about."""
    spans = [
        (segment.start + start, segment.start + end)
        for segment in draft.segments
        for start, end in clauses(segment.text, draft.language)
    ]
    return next((draft.text[a:b] for a, b in reversed(spans) if _apart(a, b, shut) and _fit(draft.text[a:b])), "")


def _fit(text: str) -> bool:
    return quotable(text) and not turns_writing(text)


def _apart(start: int, end: int, shut: Sequence[tuple[int, int]]) -> bool:
    return all(end <= first or last <= start for first, last in shut)


def reflect(story: Sequence[Told], option: Option | None) -> Mirror | None:
    """Return what was just said, in a chat: what the question is about, else nothing.

    A question that quotes needs no mirror beside; tears and joy get a question, never a recording.
    """
    told = story[-1]
    if option and (option.choice.anchor or option.choice.other or option.choice.passage):
        return None
    if option and option.mirrored is None and _mirrored(story[:-1]):
        return None
    quote = next((q for q in _worth(told) if option is None or option.mirrored in {None, q}), None)
    if quote is None or quote.heavy:
        return None
    texts = _texts("chat", told.draft.language, told.draft.register)
    before = sum(each.reply is not None and each.reply.mirror is not None for each in story)
    return _filled(texts[(len(story[0].draft.text) + before) % len(texts)], told.draft.language, quote.anchor.text)


def _mirrored(story: Sequence[Told]) -> bool:
    """Whether the last reply mirrored."""
    return bool(story) and story[-1].reply is not None and story[-1].reply.mirror is not None


def _worth(told: Told) -> Iterator[Quote]:
    private = [span for signal in told.draft.signals if signal.kind == "private" for span in signal.spans]
    least = _LEAST + (len(told.draft.text.split()) > _LONG)
    for quote in quotes(told):
        shut = any(span.start < quote.anchor.end and quote.anchor.start < span.end for span in private)
        bare = quote.kinds <= _ALONE or len(quote.anchor.text.split()) < least or quote.parrots
        if not (shut or bare) and quote.weight >= _CARRIES:
            yield quote


def _texts(where: str, language: Language, register: Register | None) -> list[str]:
    return list(prompt.table("mirrors.toml")[where]["en" if language == "en" else register or "tu"])


def _filled(template: str, language: Language, quote: str) -> Mirror:
    filled = prompt.fill(typeset(template, language), first=quote)
    return Mirror(re.sub(r"\s+([.])$", r"\1", filled), (quote,))
