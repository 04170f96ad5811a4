"""Phrases: what the word lists of prompts/hearing find in a turn, and what is left beside it."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import cast, get_args

from companion import lexicon, prompt
from companion.language import WORD, fold, words
from companion.lexicon import Hit
from companion.records import Language, Register


def addressed(texts: Iterable[str]) -> Register | None:
    """Return how an author addresses the companion in French, the last time counting; None where they do not."""
    register: Register | None = None
    for text in texts:
        hits = lexicon.load("hearing/fr.toml", ("address.",)).hits(text)
        said = [h for h in hits if not h.table.endswith("-never") and not excused(h, hits, never_of(h.table))]
        if said:
            register = "vous" if said[-1].table == "address.vous" else "tu"
    return register


def tongue(text: str) -> Language | None:
    """Return the one language whose phrases `text` holds, None where it holds both or neither."""
    told = {each for each in get_args(Language) if lexicon.load(f"hearing/{each}.toml").hits(text)}
    return cast(Language, told.pop()) if len(told) == 1 else None


def content(text: str, said: Sequence[Hit] = ()) -> list[str]:
    """Return the words of content in `text`, those within `said` left out."""
    folded = fold(text)
    return [
        match[0]
        for match in WORD.finditer(folded.text)
        if match[0] not in _small() and not any(h.start <= folded.offsets[match.start()] < h.end for h in said)
    ]


def hits_in(text: str) -> tuple[Hit, ...]:
    """Find the phrases of both languages: people mix them."""
    return tuple(hit for each in get_args(Language) for hit in lexicon.load(f"hearing/{each}.toml").hits(text))


def never_of(table: str) -> str:
    """Return the name of the list of idioms that excuses the hits of `table`."""
    return f"{table}-never" if table.startswith("address.") else table.partition(".")[0] + ".never"


def excused(hit: Hit, hits: Sequence[Hit], never: str) -> bool:
    """Whether an idiom takes the meaning from `hit`: they overlap, and it is not a mere part of what was said."""
    return any(
        other.table == never
        and other.start < hit.end
        and hit.start < other.end
        and not (hit.start <= other.start and other.end <= hit.end and other.end - other.start < hit.end - hit.start)
        for other in hits
    )


@cache
def opening_words() -> frozenset[str]:
    """Return the words of either language that may come before a phrase without changing what it does."""
    return frozenset(
        w for each in get_args(Language) for w in words(prompt.table(f"hearing/{each}.toml")["opening"]["words"])
    )


@cache
def _small() -> frozenset[str]:
    """Words that say nothing by themselves in either language, those that answer "for whom" left out."""
    listed = [prompt.table(f"hearing/{each}.toml") for each in get_args(Language)]
    function = prompt.table("language.toml")["function"]
    small = {w for table in listed for w in words(table["fillers"]["words"])}
    small |= {w for each in get_args(Language) for w in words(function[each])}
    return frozenset(small - {w for table in listed for w in words(table["answers"]["words"])})
