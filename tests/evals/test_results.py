"""Results: what is counted of a model's own words, before anybody rests a bound on it."""

from dataclasses import replace

from evals import results
from evals.results import Run
from evals.run import About
from evals.sitting import Raw, Sitting
from tests.evals.samples import DRAFT, case, reply, sitting

ABOUT = About(model="m", fingerprint="f", suite_version="1", phrasing="own", choosing="planner")
FINE, LEAK = Raw(text="Qu'est-ce qui reste ?"), Raw(text="Et la fournée qui se tait ?", refused=("novelty",))


def counted(*sat: Sitting) -> dict[str, int]:
    """Count what was sat of a draft, another one, and the row that holds both."""
    cases = [case(), case("Autre.", key="fr/b/deux"), case(turns=(DRAFT, "Autre."), row=True, key="fr/b/row")]
    return results.counted(Run(about=ABOUT, cases=cases, sittings=sat, scores=[]))


def test_the_same_question_about_the_same_text_is_one() -> None:
    """In two epochs, or in the row that reads the draft once more: it is no second trial, nor a second leak."""
    once = sitting(reply(), raw=(FINE, LEAK))
    row = replace(sitting(reply(), raw=(FINE, LEAK, Raw(text="Quoi ?"))), case="fr/b/row")
    held = counted(once, replace(once, epoch=1), row)
    assert (held["raw"], held["raw_leaks"], held["raw_cases"], held["leaky_cases"]) == (2, 1, 1, 1)
    assert held["refused"] == 3


def test_the_same_words_about_another_text_are_another_question() -> None:
    """Each draft is a trial of its own; a second attempt is none, and what is merely badly formed leaks nothing."""
    other = sitting(
        reply(), said=("Autre.",), raw=(FINE, replace(LEAK, attempt=2), Raw(text="Et ?", refused=("long",)))
    )
    held = counted(sitting(reply(), raw=(FINE, LEAK)), replace(other, case="fr/b/deux"))
    assert (held["raw"], held["raw_leaks"], held["raw_cases"], held["leaky_cases"]) == (4, 1, 2, 1)
