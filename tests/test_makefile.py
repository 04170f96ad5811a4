"""The Makefile: what is set up is what the requirements say, whatever was set up before."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

import companion

ROOT = Path(companion.__file__).parent.parent
OLD, MADE, NEW = 1_000, 2_000, 3_000
"""Moments, in seconds: the requirements of before, the set-up, a pull."""
pytestmark = pytest.mark.skipif(
    not (ROOT / "Makefile").exists() or shutil.which("make") is None, reason="needs make and the sources"
)


@pytest.mark.parametrize(
    ("made", "pulled", "expected"),
    [
        ([], [], ["run"]),
        (["run"], [], []),
        (["run"], ["run", "test"], ["run"]),
        (["run", "test"], [], []),
        (["run", "test"], ["run", "test"], ["test"]),
        (["run", "test"], ["test"], []),
        (["test"], ["run", "test"], ["test"]),
        (["test"], [], []),
    ],
)
def test_run_after_a_pull(tmp_path: Path, made: list[str], pulled: list[str], expected: list[str]) -> None:
    """`make run` sets up what the pull brought, with the tests' libraries where they were set up before."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("run.txt", "test.txt", "uv.txt", "bare.txt"):
        _touch(tmp_path / "requirements" / name, NEW if Path(name).stem in pulled else OLD)
    _touch(tmp_path / "pyproject.toml", OLD)
    for name in ["bin/uv", *(f".{each}" for each in made)]:
        _touch(tmp_path / ".venv" / name, MADE)
    done = subprocess.run(["make", "-n", "install"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert [name for name in ("run", "test") if f"--link-mode copy requirements/{name}.txt" in done.stdout] == expected


def _touch(path: Path, moment: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    os.utime(path, (moment, moment))
