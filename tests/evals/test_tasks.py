"""Inspect: the tasks run as its users run them, and no model of Inspect's is asked."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from evals import cases

pytestmark = pytest.mark.slow
FOLDER = Path(cases.__file__).parent


def test_a_suite_runs_under_inspect(tmp_path: Path) -> None:
    """From another folder; its log holds the case, what was seen and the score, French and English apart."""
    pytest.importorskip("inspect_ai")
    around = os.environ | {"INSPECT_LOG_DIR": str(tmp_path), "INSPECT_LOG_FORMAT": "json", "HOME": str(tmp_path)}
    line = ["eval", f"{FOLDER / 'tasks.py'}@covenant", "--limit", "1", "--model", "none/none", "--display", "none"]
    done = subprocess.run(
        [sys.executable, "-m", "inspect_ai", *line],
        cwd=tmp_path,
        env=around,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    log = json.loads(next(tmp_path.glob("*.json")).read_text(encoding="utf-8"))
    assert log["status"] == "success"
    assert log["samples"][0]["output"]["choices"]
    assert 0 < log["samples"][0]["scores"]["findings"]["value"] <= 1
    assert not log["stats"]["model_usage"]
    assert log["eval"]["metadata"]["suite_version"]
