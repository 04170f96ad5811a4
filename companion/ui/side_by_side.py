"""Two versions of a draft side by side, what changed marked in both; nothing is counted and nothing is judged."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from companion.ui.cards import shown, told
from companion.ui.wording import Wording

_PIECE = re.compile(r"\s+|[^\s]+")
_MOST = 4_000_000
"""Pieces of one text times pieces of the other up to which words are compared; beyond, only what surrounds them."""


def side_by_side(before: str, now: str, wording: Wording) -> str:
    """Return both versions, in the order in which they came."""
    say = wording.say
    title = f"<h2>{shown(say('draft.versions'))}</h2>"
    if before == now:
        return f'<section class="versions-of">{title}{told(say("draft.versions-same"))}</section>'
    old, new = _compared(before, now, shown(say("draft.removed")), shown(say("draft.added")))
    return (
        f'<section class="versions-of">{title}<div class="both">'
        f'<div><h3>{shown(say("draft.before"))}</h3><p dir="auto">{old}</p></div>'
        f'<div><h3>{shown(say("draft.now"))}</h3><p dir="auto">{new}</p></div></div></section>'
    )


def _compared(before: str, now: str, removed: str, added: str) -> tuple[str, str]:
    one, two = _PIECE.findall(before), _PIECE.findall(now)
    old, new = [], []
    for kind, start, end, first, last in _changes(one, two):
        gone, come = "".join(one[start:end]), "".join(two[first:last])
        old.append(shown(gone) if kind == "equal" else _set_apart("del", removed, gone))
        new.append(shown(come) if kind == "equal" else _set_apart("ins", added, come))
    return "".join(old), "".join(new)


def _set_apart(tag: str, name: str, text: str) -> str:
    return f'<{tag}><span class="heard">{name} </span>{shown(text)}</{tag}>' if text.strip() else shown(text)


def _changes(one: list[str], two: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield what is the same and what is not: the ends first, then word by word between them."""
    least = min(len(one), len(two))
    head = next((at for at in range(least) if one[at] != two[at]), least)
    tail = next((at for at in range(least - head) if one[-1 - at] != two[-1 - at]), least - head)
    yield "equal", 0, head, 0, head
    middle, other = one[head : len(one) - tail], two[head : len(two) - tail]
    if len(middle) * len(other) > _MOST:
        yield "replace", head, len(one) - tail, head, len(two) - tail
    else:
        for kind, a, b, c, d in SequenceMatcher(None, middle, other, autojunk=False).get_opcodes():
            yield kind, head + a, head + b, head + c, head + d
    yield "equal", len(one) - tail, len(one), len(two) - tail, len(two)
