"""People: who besides the author a draft tells of, and how a question may speak of them.

"Ma nièce" becomes "ta nièce", "une cliente" "cette cliente"; a name stays as it stands. The words are in
prompts/people.toml.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from companion import prompt
from companion.records import Draft, Language, Register

Known = Literal["kin", "named", "role", "somebody"]
Gender = Literal["she", "he", ""]
_TWICE = 2
_SURE = 0.6
"""Strength from which a draft is about animals, whose names are not people's."""
_VOWEL = re.compile(r"[aeiouyhâàäéèêëîïôöûù]", re.I)
_NAME = r"[A-ZÀ-Ý][a-zà-ÿ]+(?:[-' ](?!I\b)[A-ZÀ-Ý](?:[a-zà-ÿ]+|\b))?"
_LINKS = frozenset(["et", "que", "pis", "avec", "mais", "and", "but", "when", "because", "with"])
_POSSESSIVE: dict[str, dict[str, str]] = {
    "tu": {"mon": "ton", "ma": "ta", "notre": "votre"},
    "vous": {"mon": "votre", "ma": "votre", "notre": "votre"},
}

_SHAPES: dict[str, dict[Language, str]] = {
    "kin": {
        "fr": r"(?i:\b(mon|ma|notre) ({kin})\b)",
        "en": r"(?i:\b(my|our) ({kin})\b(?!['’]s))",
    },
    "roles": {
        "fr": r"\b(?P<one>(?i:(?P<any>une?)(?: de mes)?|le|la|cette|ce|cet|au)) "
        r"(?P<who>(?:(?:{before}) )?(?:{roles})(?: (?:de|d['’]) ?{name})?)\b(?(any)|(?! de\b| du\b| d['’]))",
        "en": r"\b(?P<one>(?i:an?|the|one(?: of (?:my|our))?|some|that|this)) "
        r"(?P<who>(?:(?:{before}) )?(?:{roles})(?:(?: in| from) {name})?)\b(?!['’-]|s['’]?\b)",
    },
    "somebody": {"fr": r"(?i:\bquelqu['’]une?\b(?! (?:d['’]autre|de\b)))", "en": r"(?i:\bsome(?:one|body)\b(?! else))"},
    "titles": {"fr": r"\b(?:{titles}) {name}", "en": r"\b(?:{titles}) {name}"},
    "called": {
        "fr": r"s['’]appelle (?P<name>{name})\b",
        "en": r"(?:named|called|[Hh]er name is|[Hh]is name is) (?P<name>{name})\b",
    },
    "names": {
        "fr": r"\b(?P<name>{name}),? (?P<act>{doing})\b",
        "en": r"\b(?P<name>{name}),? (?P<act>{doing})\b",
    },
}
"""How each kind of person is told of."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody a draft tells of."""

    text: str
    """How a question may speak of them, after any preposition: "ta nièce", "cette dame", "Imogen"."""
    start: int
    """First character, in the draft."""
    end: int
    """One past the last character."""
    known: Known
    """Whether they are near the author, named, told of without a name, or without a word on who they are."""
    gender: Gender = ""
    """Of the pronoun by which the draft goes on about them; "" where nothing tells."""


def people(draft: Draft) -> tuple[Person, ...]:
    """Find who is told of in `draft`, in reading order; each stretch once."""
    found: list[Person] = []
    for person in (*_kin(draft), *_titled(draft), *_roles(draft), *_names(draft), *_somebody(draft)):
        if all(person.end <= other.start or other.end <= person.start for other in found):
            found.append(person)
    return tuple(sorted(found, key=lambda person: person.start))


def _kin(draft: Draft) -> Iterator[Person]:
    for match in _pattern("kin", draft.language).finditer(draft.text):
        called = _yours(match[1], match[2], draft.language, draft.register)
        yield Person(called, *match.span(), "kin", _gender(match[1], match[2], draft.language))


def _yours(whose: str, who: str, language: Language, register: Register | None) -> str:
    if language == "en":
        return f"your {who}"
    return f"{_POSSESSIVE[register or 'tu'][whose.casefold()]} {who}"


def _roles(draft: Draft) -> Iterator[Person]:
    for match in _pattern("roles", draft.language).finditer(draft.text):
        one, who = match["one"].casefold(), match["who"]
        yield Person(_that(one, who, draft.language), *match.span(), "role", _gender(one, who, draft.language))


def _that(one: str, who: str, language: Language) -> str:
    """Point at somebody, by the article the draft has: "cette dame", "cet homme", "that man"."""
    if language == "en":
        return f"that {who}"
    if one.startswith(("une", "la", "cette")):
        return f"cette {who}"
    return f"{'cet' if _VOWEL.match(who) else 'ce'} {who}"


def _gender(one: str, who: str, language: Language) -> Gender:
    """Tell by the words for somebody, else by the article before them, which "mon" hides."""
    names = {name.casefold() for name in who.split()}
    for gender in ("she", "he"):
        if names & _listed(gender, language):
            return gender
    if language == "en" or one in {"notre", "l'"}:
        return ""
    return "she" if one.startswith(("une", "la", "cette", "ma")) else "he" if one != "mon" else ""


def _somebody(draft: Draft) -> Iterator[Person]:
    """Somebody of whom only what happened is told: "j'ai congédié quelqu'un"."""
    for match in _pattern("somebody", draft.language).finditer(draft.text):
        yield Person("that person" if draft.language == "en" else "cette personne", *match.span(), "somebody")


def _titled(draft: Draft) -> Iterator[Person]:
    """Names after a title, but for the one that signs."""
    for match in _pattern("titles", draft.language).finditer(draft.text):
        if draft.text[match.end() :].strip():
            yield Person(match[0], *match.span(), "named")


def _names(draft: Draft) -> Iterator[Person]:
    """Names of which the draft says what they do; not of animals, nor of what stands after another noun."""
    if any(topic.name == "animal" and topic.strength >= _SURE for topic in draft.topics):
        return
    for match in _pattern("names", draft.language).finditer(draft.text):
        name, before = match["name"], draft.text[: match.start()].rstrip(" ")
        opens = not before or before[-1] in '.!?…\n,;:(—–"«“'
        linked = not opens and before.split()[-1].casefold() in _LINKS
        doubtful = match["act"].casefold() in _listed("may-act", draft.language) and not linked
        plain = name.split()[0].casefold() in _listed("never", draft.language)
        if not plain and (opens or linked) and not (doubtful and draft.text.count(name) < _TWICE):
            yield Person(name, match.start("name"), match.end("name"), "named")
    for match in _pattern("called", draft.language).finditer(draft.text):
        yield Person(match["name"], match.start("name"), match.end("name"), "named")


@cache
def _listed(part: str, language: Language) -> frozenset[str]:
    return frozenset(prompt.table("people.toml")[part][language].split())


def _any(part: str, language: Language) -> str:
    return "|".join(sorted(map(re.escape, _listed(part, language)), key=len, reverse=True))


@cache
def _pattern(part: str, language: Language) -> re.Pattern[str]:
    """Make the pattern that finds one kind of person."""
    lists = ("before", "kin", "roles", "titles", "acts", "may-act")
    words = {name.replace("-", "_"): _any(name, language) for name in lists}
    acts = "|".join(filter(None, (words["acts"], words["may_act"])))
    return re.compile(_SHAPES[part][language].format(**words, doing=acts, name=_NAME))
