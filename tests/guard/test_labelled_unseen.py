"""The guard on questions by a writer who never saw it; only the half to work on is read here.

`labelled_unseen_final.jsonl` (as many, on other drafts) and `coached_unseen.jsonl` (what an excellent coach asked) were
run once, and what came out stands in docs/design/guard.md.
"""

import json
from pathlib import Path

from companion.guard import lint

LINES = (Path(__file__).parent / "labelled_unseen.jsonl").read_text(encoding="utf-8").splitlines()


def test_the_half_to_work_on_stays_caught() -> None:
    """At least 98% of the leaks are refused, in each language, and nine good questions in ten pass."""
    passed: dict[tuple[str, str], list[bool]] = {}
    for line in LINES:
        found = lint(line)
        passed.setdefault((found["language"], found["label"]), []).append(found["ok"])
    for language in ("fr", "en"):
        assert sum(passed[language, "good"]) / len(passed[language, "good"]) >= 0.9
        assert sum(passed[language, "hard"]) / len(passed[language, "hard"]) <= 0.02


def test_a_line_is_what_lint_reads() -> None:
    """Every line has a draft, a question, a language and a label."""
    for line in LINES:
        assert {"draft", "question", "language", "label"} <= set(json.loads(line))
