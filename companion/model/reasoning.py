"""What a model says to itself: told from what it says, also where a tag comes in pieces."""

import re

_NAMES = "think|thinking|thought|reasoning|analysis"
_OPENS = re.compile(rf"<({_NAMES})>", re.I)
_TAGS = tuple(f"<{name}>" for name in _NAMES.split("|"))
_MOST = max(map(len, _TAGS)) + 1
"""Characters of the longest tag, that which closes included."""


class Spoken:
    """Leaves out what a model says to itself, closed or not; feed it pieces."""

    def __init__(self) -> None:
        """Nothing came yet."""
        self._held = ""
        self._closes: str | None = None

    def feed(self, piece: str) -> str:
        """Take a piece and return what of it, and of what was held back, is spoken."""
        self._held += piece
        said = ""
        while True:
            if self._closes is not None:
                closes = re.search(self._closes, self._held, re.I)
                self._held = self._held[closes.end() :] if closes else self._held[-_MOST:]
                if closes is None:
                    return said
                self._closes = None
            if (opens := _OPENS.search(self._held)) is None:
                keep = _begun(self._held)
                said, self._held = said + self._held[: len(self._held) - keep], self._held[len(self._held) - keep :]
                return said
            said += self._held[: opens.start()]
            self._held, self._closes = self._held[opens.end() :], f"</{opens[1].lower()}>"

    def rest(self) -> str:
        """Return what was held back as the possible beginning of a tag, once nothing more comes."""
        held, self._held = self._held, ""
        return held if self._closes is None else ""


def _begun(text: str) -> int:
    """Return how many characters at the end may begin a tag."""
    at = text.rfind("<", -_MOST)
    return len(text) - at if at >= 0 and any(tag.startswith(text[at:].lower()) for tag in _TAGS) else 0
