"""Smoke: the smallest model there is, in its own words, on a draft of each language that demands to be written for."""

from pathlib import Path

import pytest

from evals import examine
from evals.examine import Wanted

pytestmark = pytest.mark.slow


def test_the_smallest_model_ends_and_nothing_leaks(tmp_path: Path) -> None:
    """Its figures are not looked at: what it says differs between processors. A draft takes half a minute at most."""
    wanted = Wanted(model="smollm2", phrasing="own", suites=("covenant",), limit=1, folder=tmp_path)
    result = examine.examined(wanted)
    assert (result["counts"]["sittings"], result["counts"]["failed"]) == (2, 0)
    assert result["counts"]["shown_leaks"] == 0
    assert result["counts"]["questions"] >= 2
    assert not any(case["hard"] for case in result["cases"])
    assert result["limit"] == 1
