"""Saying: what a line of a draft is, as far as a question must know to be true of it."""

import re
from typing import get_args

from companion.questions import Says
from companion.records import Anchor, Language

_SHAPES: dict[Says, dict[Language, re.Pattern[str]]] = {
    "me": {
        "fr": re.compile(r"\b(?:j['’]|m['’]|(?:je|me|moi|moé|mon|ma|mes)\b)", re.I),
        "en": re.compile(r"\b(?:i|i['’](?:m|ve|d|ll)|im|ive|me|my|myself)\b", re.I),
    },
    "told": {
        "fr": re.compile(
            r"(?:\b(?:ai|as|a|avons|avez|ont|avais|avait|avaient)\s+(?:\w+\s+){0,2}?\w{2,}(?:é|ée|és|ées|i|"
            r"is|it|u|us|ert|int)\b|"
            r"\b(?:suis|est|sont)\s+(?:\w+\s+)?(?:\w+(?:é|ée|és|ées)|partie?s?|venue?s?|revenue?s?|morte?s?|"
            r"sortie?s?)\b|"
            r"\b(?:étais|était|étaient|avait|avaient|faisait|disait|voulait|allait|pouvait|savait|venait|"
            r"\w{4,}aient)\b)",
            re.I,
        ),
        "en": re.compile(
            r"\b(?:was|were|had|did|said|told|went|came|got|left|took|gave|made|found|saw|kept|put|sat|"
            r"stood|ran|lost|knew|thought|felt|broke|"
            r"bought|brought|drove|ate|held|heard|met|paid|sold|sent|slept|spoke|wrote|\w{3,}ed)\b",
            re.I,
        ),
    },
    "doubt": {
        "fr": re.compile(
            r"\b(?:peut[- ]être|sans doute|on dirait|(?:je|j['’])\s*(?:ne\s+|n['’])?(?:sais|pense|crois|"
            r"suis)\b|me semble|me demande)", re.I
        ),
        "en": re.compile(
            r"\b(?:maybe|perhaps|probably|i (?:think|guess|suppose|wonder)|(?:not|never) sure|"
            r"don['’]?t know|dunno|kind of|sort of)\b", re.I
        ),
    },
    "duty": {
        "fr": re.compile(r"\b(?:faut|faudrait|doi[ts]|devrai[ts]|devons|devez|obligée?s?|supposée?s?)\b", re.I),
        "en": re.compile(r"\b(?:have to|has to|must|should|need to|needs to|ought to|supposed to|got to|"
        r"gotta)\b", re.I),
    },
}  # fmt: skip
_NOT: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(r"\b(?:pas|jamais|rien|pus|personne)\b", re.I),
    "en": re.compile(r"n['’]t\b|\b(?:not|never|nobody|nothing|no)\b", re.I),
}
"""What did not happen is no moment to go back to."""


def says(anchor: Anchor, language: Language) -> frozenset[Says]:
    """Return what the words of `anchor` are: of the author, of what has happened, in doubt, of what must be done."""
    found = frozenset(each for each in get_args(Says) if _SHAPES[each][language].search(anchor.text))
    return found - {"told"} if _NOT[language].search(anchor.text) else found
