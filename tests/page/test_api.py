"""The examples of docs/api.md do what they say, as they stand."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import companion
from tests.page.shared import Shared, serving

pytestmark = pytest.mark.slow

ROOT = Path(companion.__file__).parent.parent
WRITTEN = "http://127.0.0.1:7860/"
PYTHON, HTTP, MCP = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "api.md").read_text("utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    with serving(tmp_path_factory.mktemp("api") / "home", mcp=True) as alone:
        yield alone


def ran(code: str, home: Path) -> list[str]:
    """Run an example in a process of its own, and return the lines that it printed."""
    around = {**os.environ, "COMPANION_HOME": str(home), "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True, env=around)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_from_python(home: Path) -> None:
    """Questions with their reasons, then the faults of a question that is none."""
    lines = ran(PYTHON, home)
    assert sum("? (" in line for line in lines) >= 1
    assert any(line.startswith("advice G") for line in lines)


def test_over_http(alone: Shared) -> None:
    """A question, and a verdict."""
    question, verdict = ran(HTTP.replace(WRITTEN, alone.address), alone.home)
    assert question.endswith("?")
    assert verdict.startswith("False")
    assert "leading" in verdict


def test_by_mcp(alone: Shared) -> None:
    """The same question, to an assistant."""
    (question,) = ran(MCP.replace(WRITTEN, alone.address), alone.home)
    assert question.endswith("?")
