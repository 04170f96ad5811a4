"""The coach's vocabulary, and what the rules are called."""

from concurrent.futures import ThreadPoolExecutor

from companion.guard.checking import check
from companion.guard.rules import RULES
from companion.guard.vocabulary import akin, coach_knows, stem


def test_content_words_of_the_shipped_questions_are_the_coachs() -> None:
    """The vocabulary is generated from the frames: what they say may be said."""
    assert coach_knows("texto", "fr")
    assert coach_knows("dawned", "en")
    assert not coach_knows("cathedral", "en")


def test_forms_of_a_word_are_one_word() -> None:
    """Plurals, conjugations, irregular verbs and words of one family are known by the stem."""
    assert stem("restent", "fr") == stem("reste", "fr")
    assert stem("broke", "en") == stem("breaking", "en")
    assert akin(stem("fermeture", "fr"), stem("fermee", "fr"))
    assert not akin("art", "artichaut")


def test_every_fault_has_a_documented_rule() -> None:
    """Names are stable: a fault's rule is one of the table."""
    found = check("Publie! #go Wow, isn't it “x” — my best, weak line?", draft="Le four", language="fr", phrasing="own")
    assert found
    assert all(fault.rule in RULES and fault.why for fault in found)


def test_stems_are_right_whoever_asks_at_once() -> None:
    """The page answers several authors at once; a stemmer that is shared would mix their words up, or break."""
    words = [
        f"{stem}{end}" for stem in ("ferm", "parl", "chant", "march") for end in ("aient", "eraient", "ions", "ant")
    ]
    words = [f"{word}{n % 7 * 's'}" for n, word in enumerate(words * 40)]
    stem.cache_clear()
    alone = [stem(word, "fr") for word in words]
    stem.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda word: stem(word, "fr"), words, chunksize=1)) == alone


def test_a_verb_made_of_another_is_known_in_all_its_forms() -> None:
    """Irregular verbs are known in the plural and with what makes them another verb: mortes, retiendra."""
    assert stem("mortes", "fr") == stem("mourir", "fr")
    assert stem("retiendra", "fr") == stem("retenir", "fr")
    assert coach_knows("peuvent", "fr")
