"""Lexicon: phrases of the evals' own, in lexicons/LANGUAGE.toml; written without looking at the guard's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tomli

from companion.language import words
from companion.records import Language

FOLDER = Path(__file__).resolve().parent / "lexicons"


@dataclass(frozen=True, slots=True)
class Phrases:
    """One list: runs of folded words; a star at the end of a word stands for whatever follows in it."""

    pattern: re.Pattern[str]
    """Matches in folded words joined by a blank, with one before and one after."""

    def found(self, text: str) -> list[str]:
        """Return the runs of `text` that are in the list."""
        return [match[0].strip() for match in self.pattern.finditer(f" {' '.join(words(text))} ")]


@cache
def phrases(language: Language, name: str) -> Phrases:
    """Load one list."""
    table = tomli.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    runs = sorted({_run(phrase) for phrase in table[name]}, key=lambda run: (-len(run), run))
    return Phrases(re.compile(f"(?<= )(?:{'|'.join(runs)})(?= )") if runs else re.compile("(?!)"))


def _run(phrase: str) -> str:
    """Return the pattern of one phrase: its words as they are folded, a star for the rest of a word."""
    parts = [("".join(words(part)), part.endswith("*")) for part in re.split(r"[\s'’-]+", phrase) if words(part)]
    return " ".join(re.escape(word) + (r"[^ ]*" if open_ else "") for word, open_ in parts)


def digest() -> bytes:
    """Return every list as it lies on the disk: scores depend on them."""
    return b"".join(path.read_bytes() for path in sorted(FOLDER.glob("*.toml")))
