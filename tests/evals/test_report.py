"""Report and table: whole, in both languages, and nothing of a case or a model can act in the page."""

import json
import re
from typing import get_args

import pytest

from companion.records import Language
from evals import gate, report, results, telling, wording
from evals.licences import Verdict
from evals.results import Run
from evals.run import About
from evals.scores import Score
from tests.evals.samples import case, reply, sitting

EVIL = "<script>alert(1)</script><img src=http://x.example/a onerror=x>"


def result(model: str = EVIL) -> dict[str, object]:
    """Return a result whose every text is hostile."""
    score = Score(
        case="fr/b/un", suite="tone", value=0.5, measures={"flattery": 0.5}, wrong=(EVIL,), hard=("flattery",)
    )
    about = About(model=model, fingerprint=EVIL, suite_version="1-x", phrasing="own", choosing="planner")
    licence = {"phrasing": Verdict(granted=False, refused=("too-few",), figures={"raw": 3.0})}
    return results.result(
        Run(about=about, cases=[case()], sittings=[sitting(reply("Quoi ?"))], scores=[score], licence=licence)
    )


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_opens_offline_and_obeys_nobody(language: Language) -> None:
    """No script, no address that is fetched, every foreign text escaped; its plot is in it."""
    page = report.page(result(), language)
    assert "<script" not in page
    assert "<img" not in page
    assert not re.search(r"(?:src|href)=", page.replace("src=http://x.example", ""))
    assert "default-src 'none'" in page
    assert "<svg" in page
    assert "<circle" in page


def test_the_result_is_the_contract() -> None:
    """The keys that others build on, and JSON all through."""
    held = json.loads(json.dumps(result("none"), allow_nan=False))
    assert {"model", "fingerprint", "suite_version", "suites", "leaks", "fallback", "licence"} <= held.keys()
    assert {"n", "mean", "stderr"} <= held["suites"]["tone"]["fr"].keys()
    assert held["suites"]["tone"]["en"]["n"] == 0
    assert held["leaks"].keys() == {"raw", "shown"}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_table_says_all(language: Language) -> None:
    """The suites, the headlines, the leaks, the verdict with its reason, what got worse with its cases."""
    lines = "\n".join(telling.lines(result("m"), language))
    assert "tone" in lines
    assert wording.texts(language)["too-few"] in lines
    sound = result("m") | {"cases": [{"suite": "tone", "case": "fr/b/un", "value": 1.0, "hard": []}]}
    said = "\n".join(telling.compared(gate.compared(sound, result("m")), language))
    assert "fr/b/un" in said


def test_words_are_the_same_in_both_languages() -> None:
    """Same names, same slots; every reason for refusing has its words."""
    french, english = wording.texts("fr"), wording.texts("en")
    assert french.keys() == english.keys()
    for name, text in french.items():
        assert sorted(re.findall(r"\{[a-z_]+\}", text)) == sorted(re.findall(r"\{[a-z_]+\}", english[name])), name
    assert {"too-few", "not-better", "by-chance", "leaks", "shown", "vague", "often-replaced"} <= french.keys()
    assert {f"doubt-{doubt}" for doubt in get_args(gate.Doubt)} <= french.keys()
