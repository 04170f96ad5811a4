"""Meant: who the author writes for, what they wish and why they write, beside the line at stake."""

from companion.language import stems
from companion.recall import Recalled
from companion.records import Anchor, Draft, IntentionField, Passage
from companion.stakes.lines import SHORT, Lines
from companion.stakes.stake import Stake
from companion.stakes.wording import LINES, PIECE, clean, fit, quoted

_SURE = 0.6
_REAL = 0.3
"""Worth from which what is at stake is worth setting before a reader."""
_MEANT: tuple[tuple[str, IntentionField], ...] = (("crowd", "community"), ("wish", "wish"), ("reason", "why"))


def meant(draft: Draft, recalled: Recalled, main: Stake | None, lines: Lines) -> list[Stake]:
    """Return who the author writes for, what they wish and why they write, beside the line at stake."""
    at = main.anchor if main and main.worth >= _REAL else None
    topic = next((t.name for t in draft.topics if t.strength >= _SURE), "")
    anchor = at or (lines.about(topic) if topic else None) or lines.best()
    found = []
    for name, field in _MEANT:
        text = getattr(recalled.intention, field) if recalled.intention else ""
        words = _reader(text, draft) if name == "crowd" else _first(text)
        passage = quoted(recalled, field, words)
        if words and anchor and (at if name == "crowd" else _same(anchor, words, passage, draft)):
            found.append(Stake(name, 0.9 if at else 0.6, anchor, None, passage))
    return found


def _same(anchor: Anchor, words: str, passage: Passage, draft: Draft) -> bool:
    """Whether the line speaks of what the author wants: else the two have nothing to do with each other."""
    shared = set(stems(words, draft.language)) & set(stems(anchor.text, draft.language))
    return bool(shared or passage.topics & anchor.topics)


def _first(text: str) -> str:
    lines = [clean(match[0]) for match in LINES.finditer(text)]
    return lines[0] if lines and fit(lines[0]) and len(lines[0].split()) >= SHORT else ""


def _reader(text: str, draft: Draft) -> str:
    """Return one of the people the author writes for: the one the draft speaks of, else the first that is described."""
    pieces = [clean(match[0]) for match in PIECE.finditer(text)]
    fitting = [piece for piece in pieces if fit(piece) and len(piece.split()) > 1] or [p for p in pieces if fit(p)]
    about = set(stems(draft.text, draft.language))
    return max(fitting, key=lambda piece: len(about & set(stems(piece, draft.language))), default="")
