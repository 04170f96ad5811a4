"""Permission: what the author of an intention says is allowed, which is no limit ("I'm fine with discounts")."""

import re
from collections.abc import Iterator

from companion import lexicon
from companion.records import Language

_SENTENCE = re.compile(r"[^.;\n!?]+")
_BARE = 4
"""Words up to which a permission names nothing of its own."""
_PARTED = re.compile(r"[,()]+|\b(?:but|though|mais)\b", re.I)


def forbidden(text: str, language: Language) -> Iterator[str]:
    """Yield the pieces of a limit, sentence by sentence, but for those that say something is allowed."""
    for sentence in _SENTENCE.findall(text):
        pieces = [piece.strip() for piece in _PARTED.split(sentence)]
        for piece, following in zip(pieces, [*pieces[1:], ""], strict=True):
            if piece and not _allowed(piece, following, language):
                yield piece


def limits(text: str, language: Language) -> str:
    """Return `text` from its first limit on, to the end of that sentence; all of it where nothing is said allowed."""
    if not any(_says(piece, language) for piece in _PARTED.split(text)):
        return text
    return next((sentence.strip() for sentence in _SENTENCE.findall(text) if _only_limits(sentence, language)), "")


def _only_limits(sentence: str, language: Language) -> bool:
    pieces = [piece for piece in _PARTED.split(sentence) if piece.strip()]
    return bool(pieces) and len(list(forbidden(sentence, language))) == len(pieces)


def _allowed(piece: str, following: str, language: Language) -> bool:
    """Whether `piece` says that something is allowed, or the next says so of it ("les rabais, ça va")."""
    says = _says(piece, language)
    return "forbids" not in says and ("allows" in says or _bare(following, language))


def _bare(piece: str, language: Language) -> bool:
    """Whether `piece` says that something is allowed and not what: of what stands before."""
    return _says(piece, language) == {"allows"} and len(piece.split()) <= _BARE


def _says(piece: str, language: Language) -> set[str]:
    """Return whether `piece` allows, forbids, or both."""
    hits = lexicon.load("limits.toml").hits(piece)
    return {hit.table.partition(".")[0] for hit in hits if hit.table.endswith(f".{language}")}
