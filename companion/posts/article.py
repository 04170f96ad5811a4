"""The text of an article: title, what stands under it and body, each as its author wrote it, none said twice."""

import re

from companion.language import folded

_CUT = re.compile(r"\s*(?:\[?(?:…|\.\.\.)\]?)$")
"""How a title ends that a program took from the body."""
_BLANKS = re.compile(r"\s+")


def joined(*parts: str) -> str:
    """Return the parts as paragraphs, without those that the next one opens with."""
    text = ""
    for part in reversed([part.strip() for part in parts]):
        if part and not _opens(text, part):
            text = f"{part}\n\n{text}" if text else part
    return text


def _opens(text: str, part: str) -> bool:
    """Say whether `text` opens with `part`, whole words of it, whatever the blanks."""
    said = _plain(_CUT.sub("", part))
    start = _plain(text[: 2 * len(part) + 100])
    return start.startswith(said) and not start[len(said) : len(said) + 1].isalnum()


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", folded(text)).strip()
