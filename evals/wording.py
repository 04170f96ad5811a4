"""Wording: the texts of the table and the report, in the reader's language."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import tomli

from companion import prompt
from companion.records import Language

FOLDER = Path(__file__).resolve().parent / "words"


@cache
def texts(language: Language) -> dict[str, str]:
    """Load every text of one language."""
    return tomli.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


def say(language: Language, name: str, **slots: object) -> str:
    """Return the text called `name`, filled."""
    return prompt.fill(texts(language)[name], **slots)


def number(language: Language, value: float | None, digits: int = 3) -> str:
    """Return a number as it is written in `language`."""
    if value is None:
        return texts(language)["nothing"]
    written = f"{value:.{digits}f}"
    return written.replace(".", ",") if language == "fr" else written


def share(language: Language, value: float | None) -> str:
    """Return a share as a percentage."""
    if value is None:
        return texts(language)["nothing"]
    return f"{number(language, 100 * value, 1)}{chr(0xA0) if language == 'fr' else ''}%"
