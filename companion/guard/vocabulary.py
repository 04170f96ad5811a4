"""What the guard knows of words: the lists of prompts/guard, and the coach's vocabulary.

The coach's vocabulary is every content word of the shipped questions (prompts/frames) and a list of a coach's ordinary
words; words are compared by their stems.
"""

import re
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import snowballstemmer

from companion import prompt
from companion.language import words
from companion.lexicon import Lexicon
from companion.records import Language

_STEMMERS = {"fr": snowballstemmer.stemmer("french"), "en": snowballstemmer.stemmer("english")}
_ONE_AT_A_TIME = threading.Lock()
"""A stemmer keeps the word it works on in itself: two threads at once would mix theirs up."""
_SLOT = re.compile(r"\{[a-z_]+\}")
_LEAST = 4
"""Shortest stem that another may continue and still be the same word (ferm-e, ferm-eture)."""
_PLURAL = 5
_PREFIXES = ("re", "de", "com", "con", "ap", "sur", "sou", "main", "par", "per", "pro", "ob", "entre", "abs")
"""What makes a French verb of another."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Stems of one language, by what they are."""

    function: frozenset[str]
    """Folded words that say nothing by themselves."""
    coach: frozenset[str]
    """Stems a coach may always use."""
    frames: frozenset[str]
    """Stems of the shipped questions."""
    everyday: frozenset[str]
    """Stems of everyday nouns and verbs: allowed, and counted."""


@cache
def table(language: Language) -> dict[str, Any]:
    """Load the guard's lists of one language."""
    return prompt.table(f"guard/{language}.toml")


def spelled(text: str) -> frozenset[str]:
    """Return the words of `text` as they are spelled, for the grammar that is written in code."""
    return frozenset(text.split())


@cache
def listed(language: Language, name: str) -> frozenset[str]:
    """Folded words of one list (`words.heads`)."""
    head, _, tail = name.partition(".")
    return frozenset(words(table(language)[head][tail]))


@cache
def lexicon(language: Language, *names: str) -> Lexicon:
    """Phrases of one or more tables of lists, searched in one pass."""
    lists = (pair for name in names for pair in table(language)[name].items())
    return Lexicon({key: value for key, value in lists if isinstance(value, list)})


@cache
def _irregular(language: Language) -> dict[str, str]:
    """Return the verb of each irregular form."""
    groups = [words(group) for group in table(language)["words"]["irregular"].split(",")]
    return {form: group[0] for group in groups for form in group[1:]}


@lru_cache(maxsize=50_000)
def verb(word: str, language: Language) -> str:
    """Return the verb of an irregular form, folded; any other word as it is."""
    known = _irregular(language)
    found = known.get(word) or known.get(word.removesuffix("s"))
    return found or (_prefixed(word, known) if language == "fr" else word)


def _prefixed(word: str, known: Mapping[str, str]) -> str:
    """Return the verb of a form that is made from another verb's: retiendra, as tiendra, of retenir."""
    made = ((start, word.removeprefix(start)) for start in _PREFIXES if word.startswith(start))
    return next((start + known[rest] for start, rest in made if len(rest) >= _LEAST and rest in known), word)


@lru_cache(maxsize=50_000)
def stem(word: str, language: Language) -> str:
    """Return the snowball stem of a folded word; of an irregular form, its verb's."""
    word = verb(word, language)
    with _ONE_AT_A_TIME:
        found = str(_STEMMERS[language].stemWord(word))
        if language == "fr" and found.endswith("ent") and len(found) > _PLURAL:
            found = str(_STEMMERS[language].stemWord(word.removesuffix("nt")))  # restent, as reste
    return (
        found[:-1] if language == "fr" and found.endswith("e") and len(found) >= _LEAST else found
    )  # passée, as passé


def stems(found: Iterable[str], language: Language) -> frozenset[str]:
    """Stems of folded words, function words left out."""
    function = listed(language, "words.function")
    return frozenset(stem(word, language) for word in found if word not in function)


@cache
def listed_stems(language: Language, name: str) -> frozenset[str]:
    """Stems of one list, function words left out."""
    return stems(listed(language, name), language)


def akin(one: str, other: str) -> bool:
    """Whether two stems are of one word, or of one family (ferm, fermetur)."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= _LEAST and long.startswith(short) and len(long) - len(short) <= len(short)


@cache
def vocabulary(language: Language) -> Vocabulary:
    """Build the vocabulary of one language, once."""
    return Vocabulary(
        function=listed(language, "words.function"),
        coach=stems(listed(language, "words.coach") | listed(language, "words.persons"), language),
        frames=stems(_framed(language), language),
        everyday=stems(listed(language, "words.everyday"), language),
    )


def _framed(language: Language) -> Iterable[str]:
    keys = ("tu", "vous") if language == "fr" else ("en",)
    for name in [*prompt.names("frames"), *prompt.names("topics")]:
        for frame in prompt.table(name).get("frame", []):
            for key in keys:
                yield from words(_SLOT.sub(" ", str(frame.get(key, ""))))


def coach_says(word: str, language: Language) -> bool:
    """Whether `word`, folded, is one of a coach's ordinary words, no everyday noun and no word of the frames alone."""
    return stem(word, language) in vocabulary(language).coach


def coach_knows(word: str, language: Language) -> bool:
    """Whether `word`, folded, belongs to the coach's vocabulary, function words included."""
    known = vocabulary(language)
    found = stem(word, language)
    return word in known.function or found in known.coach or found in known.frames or found in known.everyday
