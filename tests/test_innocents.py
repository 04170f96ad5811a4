"""Innocents: no question asserts of a draft what is not in it, and what is in it is heard."""

import pytest

from companion.plan import plan
from companion.stakes import names, stakes
from tests.innocents import ACCUSING, FREE, Case, cases, recalled


def test_there_are_enough_drafts_of_both_kinds() -> None:
    """At least 60 innocent drafts and 30 guilty ones, half of each French, some by people who said something before."""
    for kind, least in (("innocent", 60), ("guilty", 30)):
        found = cases(kind)
        assert len(found) >= least
        assert abs(sum(case.language == "fr" for case in found) - len(found) / 2) <= len(found) / 10
        assert sum(bool(case.intention or case.posts) for case in found) >= len(found) / 3
        assert len({case.id for case in found}) == len(found)
        assert all(case.there <= set(names()) for case in found)


@pytest.mark.parametrize("case", cases("innocent"), ids=lambda case: case.id)
def test_nothing_is_asserted_of_an_innocent_draft(case: Case) -> None:
    """No limit crossed, nobody exposed or reproached, no word broken, no grievance: neither asked nor in reserve."""
    draft, known = recalled(case)
    found = {stake.name for stake in stakes(draft, known)} - FREE
    assert found <= case.there | ({"limit"} if case.there else set())
    planned = plan(draft, known)
    topics = {choice.frame.topic for choice in (*planned.choices, *planned.reserve)}
    assert not topics & ACCUSING


@pytest.mark.parametrize("case", cases("innocent"), ids=lambda case: case.id)
def test_an_innocent_draft_is_no_cry_for_help(case: Case) -> None:
    """A recipe or a tip on valves brings no care card, which would also silence every question about readers."""
    draft, _ = recalled(case)
    assert draft.strength("distress") < 0.5


@pytest.mark.parametrize("case", cases("guilty"), ids=lambda case: case.id)
def test_what_a_draft_risks_is_asked_about(case: Case) -> None:
    """What is truly at stake is heard, and one of the questions shown is about it, or hangs on its line.

    Unless the draft sounds like distress, or mourns: nothing at stake is asked then.
    """
    draft, known = recalled(case)
    found = [stake for stake in stakes(draft, known) if stake.name in case.there | {"limit"}]
    lines = {stake.anchor for stake in found}
    asked = any(c.frame.stake in case.there | {"limit"} or c.anchor in lines for c in plan(draft, known).choices)
    assert case.there & {stake.name for stake in found}
    assert asked or draft.strength("distress") >= 0.5 or draft.strength("grief")
