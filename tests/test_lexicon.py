"""Lexicons: word lists matched on folded words, never across sentences, on any text without fail."""

import itertools
import time

import pytest
from hard_texts import ANY_TEXT, HARD
from hypothesis import given

from companion.lexicon import Hit, Lexicon, load

SHIPPED = ("lexicons/fr.toml", "lexicons/en.toml")


def _found(phrase: str, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in Lexicon({"t": [phrase]}).hits(text)]


def _hold(text: str, hits: list[Hit]) -> None:
    for hit in hits:
        assert 0 <= hit.start < hit.end <= len(text)
    for table in {hit.table for hit in hits}:
        spans = [(hit.start, hit.end) for hit in hits if hit.table == table]
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    assert [hit.start for hit in hits] == sorted(hit.start for hit in hits)


@given(ANY_TEXT)
def test_hits_lie_in_any_text(text: str) -> None:
    """No text makes the shipped lists fail; hits lie within it, in order, apart within one list."""
    for name in SHIPPED:
        _hold(text, load(name).hits(text))


@pytest.mark.parametrize("name", HARD)
def test_hits_lie_in_hard_texts(name: str) -> None:
    """The same on what people and machines really paste, in seconds at the most."""
    started = time.monotonic()
    for lexicon in SHIPPED:
        _hold(HARD[name], load(lexicon).hits(HARD[name]))
    assert time.monotonic() - started < 20


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("faut publier", "Il FAUT   publier!", ["FAUT   publier"]),
        ("faut publier", "Il faut republier", []),
        ("d'ailleurs", "D’ailleurs, oui", ["D’ailleurs"]),
        ("d ailleurs", "d'ailleurs", ["d'ailleurs"]),
        ("épuisé*", "Chus EPUISEE là", ["EPUISEE"]),
        ("je|j suis", "j'suis et je suis", ["j'suis", "je suis"]),
        ("ne? peux", "je peux, tu ne peux", ["peux", "ne peux"]),
        ("a|b? c", "b c, c", ["b c", "c"]),
        ("faut ~ publier", "faut publier", ["faut publier"]),
        ("faut ~ publier", "faut vraiment tout le publier", ["faut vraiment tout le publier"]),
        ("faut ~ publier", "faut un deux trois quatre publier", []),
        ("faut ~ publier", "Il faut. Publier", []),
        ("faut publier", "Il faut\npublier", []),
        ("faut publier", "faut, publier", ["faut, publier"]),
        ("can t keep", "I can’t keep", ["can’t keep"]),
        ("1* chats", "12 chats", ["12 chats"]),
        ("il faut|doit", "il doit, il faut", ["il doit", "il faut"]),
    ],
)
def test_the_little_language_of_phrases(phrase: str, text: str, found: list[str]) -> None:
    """`|`, `*`, `?` and `~` mean what the lists say they mean; sentence ends stop a match."""
    assert _found(phrase, text) == found


def test_of_one_list_the_longest_match_wins_and_lists_do_not_hide_each_other() -> None:
    """Overlapping phrases of one list count once, the longest; another list still sees the words."""
    hits = Lexicon({"one": ["faut", "faut publier"], "two": ["publier"]}).hits("il faut publier")
    assert [(hit.table, hit.phrase) for hit in hits] == [("one", "faut publier"), ("two", "publier")]


def test_a_match_covers_accents_written_apart() -> None:
    """In decomposed text the combining accent belongs to the word: a quotation must not cut it off."""
    text = "une toute  ete\u0301 la\u0300"
    assert _found("ete", text) == ["ete\u0301"]
    assert _found("la", text) == ["la\u0300"]


def test_the_two_shipped_files_have_the_same_tables() -> None:
    """What one language is read for, the other is too."""
    tables = [set(_tables(name)) for name in SHIPPED]
    assert tables[0] == tables[1]


def _tables(name: str) -> set[str]:
    from companion import prompt

    return {f"{group}.{kind}" for group, kinds in prompt.table(name).items() for kind in kinds}


def test_an_alternative_of_several_words_is_one_way_of_its_own() -> None:
    """`me|m'a` is "me", or "m'a" whole: its last word alone is not taken for it."""
    lexicon = Lexicon({"t": ["ça me|m'a fait du bien"]})
    assert lexicon.hits("Ça m'a fait du bien.")
    assert lexicon.hits("Ça me fait du bien.")
    assert not lexicon.hits("Ça a fait du bien.")
