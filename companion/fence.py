"""Fences: how foreign text enters a prompt, so that it is read and never obeyed.

Invariant: whatever an author, an old post or a file holds, nothing in it can close its fence, look like a marker of a
chat template, or reach a model longer than its share.
"""

import re
import unicodedata
from collections.abc import Iterable

_TEMPLATE = re.compile(
    r"<\|[^|>]{0,40}\|>|\[/?(?:INST|SYS|AVAILABLE_TOOLS|TOOL_CALLS)\]|<</?SYS>>"
    r"|</?(?:s|bos|eos|pad|unk|think|tool_call|start_of_turn|end_of_turn)>",
    re.IGNORECASE,
)
"""Marks by which chat templates tell who speaks, of the common families of models."""
_MARKS = str.maketrans({"<": "‹", ">": "›", "`": "'", "\u2028": "\n", "\u2029": "\n", "\x85": "\n"})
_CUT = "[…]"


def fenced(name: str, text: str, *, most: int) -> str:
    """Return `text` between the marks of a fence called `name`, its lines numbered, cut after `most` characters.

    What is cut is the middle: a draft opens and ends with what it is about.
    """
    lines = [line.strip() for line in _plain(_share(text, most)).split("\n")]
    numbered = (f"{number}. {line}" for number, line in enumerate(filter(None, lines), start=1))
    return "\n".join((f"<{name}>", *numbered, f"</{name}>"))


def inline(text: str, *, most: int = 200) -> str:
    """Return `text` as one plain line, for a quotation inside a list."""
    return " ".join(_plain(text[:most]).split())


def listed(lines: Iterable[str]) -> str:
    """Return `lines`, which are our own, each with its number."""
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))


def _plain(text: str) -> str:
    """Return `text` without what is invisible or a template's; a mark taken out may leave another behind it."""
    shown = "".join(c for c in unicodedata.normalize("NFC", text) if c in "\n\u2028\u2029\x85" or _shows(c))
    while (without := _TEMPLATE.sub(" ", shown)) != shown:
        shown = without
    return shown.translate(_MARKS)


def _shows(character: str) -> bool:
    """Whether it stands on the page: no control, no bidirectional override, no tag block, no lone surrogate."""
    return character == "\t" or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _share(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    head = most * 2 // 3
    return f"{text[:head]} {_CUT} {text[len(text) - (most - head) :]}"
