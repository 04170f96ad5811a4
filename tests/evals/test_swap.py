"""Swap: only a model's own words say how specific it is, and only beside what it took the place of."""

from dataclasses import replace

import pytest

from companion.records import Reply
from evals import examine, licences, results, run
from evals.cases import Case
from evals.results import Run
from evals.run import About
from evals.sitting import Sitting
from evals.space import Space
from evals.subject import Subject
from evals.swap import Swapped, swapped
from tests.evals.samples import case, reply, sitting

NEAR, FAR = "De ta mère à Matane, que gardes-tu ?", "Qu'est-ce qui compte ?"


class Known(Space):
    """Knows which question is near without vectors."""

    def own(self, case: Case, question: str) -> bool | None:
        """Whether it speaks of Matane."""
        return "Matane" in question


def asked(*worded: tuple[str, str]) -> Reply:
    """Return a reply whose questions are each `(text, phrasing)`."""
    made = reply(*(text for text, _ in worded))
    questions = tuple(replace(q, phrasing=how) for q, (_, how) in zip(made.questions, worded, strict=True))  # type: ignore[arg-type]
    return replace(made, questions=questions)


def test_curated_questions_lend_a_model_nothing() -> None:
    """One vague question of its own among near curated ones: it counts alone, against what stands there without it."""
    mine = sitting(asked((NEAR, "curated"), (FAR, "own"), (NEAR, "curated")))
    plain = sitting(asked((FAR, "curated"), (NEAR, "curated"), (NEAR, "curated")))
    assert swapped([case()], [mine], [plain], Known()) == Swapped((0.0,), (1.0,))


def test_epochs_of_a_case_are_one_case() -> None:
    """Two sittings of one draft are averaged; a case without a word of its own is no case."""
    mine = [sitting(asked((FAR, "own"))), sitting(asked((NEAR, "own")))]
    plain = [sitting(asked((NEAR, "curated")))]
    assert swapped([case()], mine, plain, Known()) == Swapped((0.5,), (1.0,))
    assert swapped([case()], plain, plain, Known()) == Swapped()


def test_the_licence_rests_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the verdict is given is the model's own questions, not every question of its replies."""
    given: list[licences.Worded] = []
    monkeypatch.setattr(licences, "phrasing", given.append)
    monkeypatch.setattr(run, "sat", lambda *_, **__: [sitting(asked((NEAR, "curated"), (NEAR, "curated")))])
    mine: Sitting = sitting(asked((NEAR, "curated"), (FAR, "own")))
    counted = dict.fromkeys(("raw", "raw_cases", "leaky_cases", "replaced", "wordable", "shown_leaks"), 1)
    monkeypatch.setattr(results, "counted", lambda _: counted)
    about = About(model="m", fingerprint="f", suite_version="1", phrasing="own", choosing="planner")
    held = Run(about=about, cases=[case(suites=("grounding",))], sittings=[mine], scores=[])
    examine._phrasing(Subject(), held, Known())
    assert (given[0].own, given[0].curated) == ((0.0,), (1.0,))
