"""Hearing: which stakes a text sounds like, by the word lists of prompts/stakes."""

from functools import cache

from companion.lexicon import Hit, Lexicon
from companion.records import Language, Span, Topic
from companion.stakes.stake import names, table


@cache
def _lexicon(language: Language, part: str) -> Lexicon:
    """Load what is heard in a draft (`said`, with what excuses it) or in an intention (`limit`)."""
    parts = ("said", "never") if part == "said" else (part,)
    tables = {name: table(name)["words"][language] for name in names()}
    return Lexicon({f"{name}.{each}": lists[each] for name, lists in tables.items() for each in parts})


def heard(text: str, language: Language, part: str) -> dict[str, list[Hit]]:
    """Return name -> what is heard of it in `text`, without what an idiom excuses."""
    found: dict[str, list[Hit]] = {}
    hits = _lexicon(language, part).hits(text)
    idioms = [hit for hit in hits if hit.table.endswith(".never")]
    for hit in hits:
        name, _, which = hit.table.partition(".")
        excused = any(i.table == f"{name}.never" and i.start < hit.end and hit.start < i.end for i in idioms)
        if which == part and not excused:
            found.setdefault(name, []).append(hit)
    return found


def cues(text: str, language: Language) -> tuple[Topic, ...]:
    """Return where `text` says what may put something at stake: those lines are quoted, whatever they carry."""
    found = heard(text, language, "said")
    return tuple(Topic(f"{name}.said", 1.0, tuple(Span(h.start, h.end) for h in hits)) for name, hits in found.items())
