"""What language and register a text is in; folding, so that texts can be compared.

Folding keeps where each character came from, so that what is found in the folded text can be quoted from the original.
"""

import re
import threading
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, cast

from companion import prompt
from companion.records import Language, Register

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

WORD = re.compile(r"[^\W_]+")
_FOLDS = str.maketrans({
    "œ": "oe", "æ": "ae", "ß": "ss", "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'",
    "«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "‹": "'", "›": "'",
    "‐": "-", "‑": "-", "–": "-", "—": "-", "…": "...", "\u2028": "\n", "\u2029": "\n", "\r": "\n",
})  # fmt: skip
_SNOWBALL: dict[Language, str] = {"fr": "french", "en": "english"}
_DECIDED = 0.12
"""Share of function words above which a text is French or English without asking the library; English and French prose
lie near 0.4, Spanish and Italian below 0.1 on these lists."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text made comparable."""

    text: str
    """Lower case, without accents, marks or invisible characters; one kind of quote, apostrophe, dash and blank."""
    offsets: tuple[int, ...]
    """For each character of `text`, its index in the original; one more entry, the original's length."""


@cache
def _fold_character(character: str) -> str:
    if character == "\n":
        return "\n"
    folded = unicodedata.normalize("NFKC", character.translate(_FOLDS)).casefold().translate(_FOLDS)
    kept = "".join(c for c in unicodedata.normalize("NFD", folded) if unicodedata.category(c) not in {"Mn", "Me", "Cf"})
    return "".join(" " if c.isspace() and c != "\n" else c for c in kept)


def fold(text: str) -> Folded:
    """Fold `text`, character by character."""
    characters: list[str] = []
    offsets: list[int] = []
    for index, character in enumerate(text):
        folded = _fold_character(character)
        characters.append(folded)
        offsets.extend([index] * len(folded))
    offsets.append(len(text))
    return Folded("".join(characters), tuple(offsets))


def folded(text: str) -> str:
    """Fold `text` where its offsets do not matter."""
    return "".join(map(_fold_character, text))


def past_marks(text: str, end: int) -> int:
    """Return `end`, moved past the accents that are written apart from the letter before it."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def words(text: str) -> list[str]:
    """Folded words of `text`, in order; an apostrophe or a hyphen parts words."""
    return WORD.findall(folded(text))


@cache
def _stemmer(language: Language) -> Callable[[str], str]:
    import snowballstemmer

    stem, one_at_a_time = snowballstemmer.stemmer(_SNOWBALL[language]).stemWord, threading.Lock()

    @lru_cache(20_000)
    def stemmed(word: str) -> str:
        with one_at_a_time:  # it keeps the word it works on in itself
            return cast(str, stem(word))

    return stemmed


def stems(text: str, language: Language) -> list[str]:
    """Stems of the words of `text` that carry something: four letters at least, and no function word."""
    small = listed("function", "fr") | listed("function", "en")
    stem = _stemmer(language)
    return [stem(word) for word in words(text) if len(word) > 3 and word not in small]


@cache
def listed(table: str, name: str) -> frozenset[str]:
    """Return the small words of one list of prompts/language.toml, folded."""
    return frozenset(words(prompt.table("language.toml")[table][name]))


def detect(text: str) -> str:
    """Return the ISO 639-1 code of the language `text` is written in, "" where that cannot be told.

    French and English are told by their function words, which joual and short posts keep; the rest by py3langid.
    """
    found = words(text)
    if not found:
        return ""
    french, english = _counted(found)
    if sure := _sure(found, french, english):
        return sure
    if len(found) <= 2 and french != english:
        return "fr" if french > english else "en"
    return _classify(text) if len(found) >= 3 or not text.isascii() else ""


def told(text: str, *, least: int = 2) -> Language | None:
    """Return the language that at least so many function words of `text` tell, None where they leave a doubt.

    For a chat, which goes on in the language it is in until the author clearly speaks the other.
    """
    found = words(text)
    return _sure(found, *_counted(found), least=least) if found else None


def _counted(found: list[str]) -> tuple[int, int]:
    return sum(word in listed("function", "fr") for word in found), sum(
        word in listed("function", "en") for word in found
    )


def _sure(found: list[str], french: int, english: int, *, least: int = 2) -> Language | None:
    if french == english or max(french, english) < max(least, _DECIDED * len(found)):
        return None
    return "fr" if french > english else "en"


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)


def _classify(text: str) -> str:
    return cast(str, _identifier().classify(text)[0])


def register(text: str) -> Register:
    """Return how a French text asks to be answered: *vous* only where it addresses one person formally throughout."""
    said = words(text)
    found = set(said)
    letter = set(said[:3]) & listed("register", "opens") or found & listed("register", "closes")
    formal = letter and found & listed("register", "vous")
    plural = found & listed("register", "many")
    familiar = found & listed("register", "tu")
    return "vous" if formal and not plural and not familiar else "tu"


def answer_in(detected: str, interface: Language) -> Language:
    """Return the language to answer in: the draft's where the companion speaks it, else the interface's."""
    return cast(Language, detected) if detected in {"fr", "en"} else interface
