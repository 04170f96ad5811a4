"""Scoreboard: what the README says is what results/ holds."""

import json
from pathlib import Path

from evals import scoreboard
from tests.evals.test_report import result


def test_a_run_is_taken_in_without_its_cases(tmp_path: Path) -> None:
    """Named for its model and day, with every figure."""
    path = scoreboard.taken(result("ollama_chat/gemma3:4b"), tmp_path / "results")
    assert path.name.startswith("ollama-chat-gemma3-4b-20")
    held = json.loads(path.read_text(encoding="utf-8"))
    assert "cases" not in held
    assert held["suites"]


def test_the_readme_is_written_from_the_results() -> None:
    """Whoever adds a run and forgets the table is told."""
    paths = sorted(scoreboard.RESULTS.glob("*.json"))
    results = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    text = scoreboard.README.read_text(encoding="utf-8")
    assert results
    assert scoreboard.written(text, results, [f"results/{path.stem}.svg" for path in paths]) == text
