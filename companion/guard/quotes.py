"""Quotation marks: where a quoted span begins and ends."""

from dataclasses import dataclass

from companion.language import words

_OPENERS = {"«": "»", "“": '”"“', "”": "”", "„": "“”", '"': '"”', "〈": "〉", "「": "」", "『": "』"}
_LONE = frozenset("»」』〉")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted span."""

    start: int
    """Index of the opening mark, in the text."""
    end: int
    """One past the closing mark."""
    text: str
    """What stands between the marks."""
    words: tuple[str, ...]
    """Its folded words."""


def find(text: str) -> tuple[tuple[Quote, ...], str]:
    """Find the quoted spans of `text`, and the first mark without its pair ("" where there is none)."""
    found, stray, at = [], "", 0
    while at < len(text):
        closing = _OPENERS.get(text[at]) or _single(text, at)
        end = _close(text, at, closing) if closing else -1
        if end > 0:
            inner = text[at + 1 : end]
            found.append(Quote(at, end + 1, inner.strip(), tuple(words(inner))))
            at = end
        elif text[at] in _OPENERS or text[at] in _LONE:
            stray = stray or text[at]
        at += 1
    return tuple(found), stray


def _close(text: str, at: int, closing: str) -> int:
    for index in range(at + 1, len(text)):
        if text[index] in closing and (closing not in {"’'", "›"} or _ends_word(text, index)):
            return index
    return -1


def _single(text: str, at: int) -> str:
    """Return the closing marks of a single quotation mark that opens here, "" where it is an apostrophe."""
    if text[at] == "‹":
        return "›"
    opens = text[at] in "‘'’" and (at == 0 or not text[at - 1].isalnum()) and text[at + 1 : at + 2].isalnum()
    return "’'" if opens else ""


def _ends_word(text: str, index: int) -> bool:
    return not text[index - 1].isspace() and not text[index + 1 : index + 2].isalnum()
