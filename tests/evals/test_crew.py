"""Crew: processes score as one alone does; an interrupt ends a run at once, and what was sat is not sat again."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from evals import memo, run, suites
from evals.cases import SUITES, load
from evals.crew import Crew
from evals.sitting import Sitting
from evals.space import Space
from evals.subject import Subject

pytestmark = pytest.mark.slow
COMMAND = "import sys\nfrom companion.cli import main\nif __name__ == '__main__':\n    sys.exit(main(sys.argv[1:]))\n"


def test_a_crew_scores_as_one_alone() -> None:
    """The same questions and the same scores, in the same order, whoever does the work."""
    every = load()
    cases = suites.wanted(every, ("grounding", "clarify"), 3)
    alone = run.sat(Subject(embedder=memo.own()), cases)
    with Crew(2) as crew:
        together = run.sat(Subject(), cases, parallel=crew)
        scores = crew.scored(cases, together)
    assert [asked(each) for each in together] == [asked(each) for each in alone]
    plain = suites.scored(cases, alone, Space(every, memo.own()), SUITES)
    assert [asdict(each) for each in scores] == [asdict(each) for each in plain]


def asked(sitting: Sitting) -> list[list[str]]:
    """Return what was asked, turn by turn."""
    return [[question.text for question in turn.reply.questions] for turn in sitting.turns]


def begun(folder: Path, *more: str) -> subprocess.Popen[str]:
    """Start a run as an author would, in a session of its own."""
    script = folder / "run.py"
    script.write_text(COMMAND, encoding="utf-8")
    line = ["eval", "--model", "none", "--suite", "language", "--limit", "8", "--parallel", "2", "--json", *more]
    return subprocess.Popen(
        [sys.executable, str(script), *line, "--home", str(folder / "home"), "--out", str(folder / "out")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=os.environ | {"PYTHONPATH": str(Path(run.__file__).parent.parent)},
    )


def kept(folder: Path) -> dict[str, Any]:
    """Return what was sat so far: case to the id of its first reply."""
    path = folder / "out" / run.KEPT
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    held = [json.loads(line) for line in lines if line.endswith("}")]
    return {each["case"]: each["turns"][0]["reply"]["id"] for each in held}


def left(group: int) -> list[str]:
    """Return what still runs of a group of processes after a moment, those that have ended left aside."""
    for _ in range(50):
        told = subprocess.run(["ps", "-A", "-o", "pgid=,stat=,args="], capture_output=True, text=True, check=True)
        rows = (line.split(maxsplit=2) for line in told.stdout.splitlines())
        running = [row[2] for row in rows if row[0] == str(group) and not row[1].startswith("Z")]
        if not running:
            break
        time.sleep(0.1)
    return running


def test_a_killed_run_leaves_no_process(tmp_path: Path) -> None:
    """Whoever is killed outright cannot end its crew: the crew ends by itself."""
    first = begun(tmp_path)
    until = time.monotonic() + 120
    while not kept(tmp_path) and time.monotonic() < until:
        time.sleep(0.1)
    first.kill()
    first.communicate(timeout=60)
    assert not left(first.pid)


def test_an_interrupted_run_goes_on(tmp_path: Path) -> None:
    """Ctrl-C reaches the whole group: it ends soon, leaves no process, and --resume sits only what is missing."""
    first = begun(tmp_path)
    until = time.monotonic() + 120
    while not kept(tmp_path) and time.monotonic() < until:
        time.sleep(0.1)
    os.killpg(first.pid, signal.SIGINT)
    _, told = first.communicate(timeout=60)
    before = kept(tmp_path)
    assert first.returncode not in {0, 1, 2}
    assert "Traceback" not in told
    assert 0 < len(before) < 16
    assert not left(first.pid)
    second = begun(tmp_path, "--resume")
    out, told = second.communicate(timeout=240)
    assert second.returncode == 0, told
    after = kept(tmp_path)
    assert len(after) == 16
    assert before.items() <= after.items()
    assert json.loads(out)["suites"]["language"]["fr"]["n"] == 8


@pytest.mark.parametrize("hands", [1, 2, 3, 4])
def test_every_process_has_its_work(hands: int) -> None:
    """A persona has one process, a language its own half of them, and none stands idle."""
    crew = Crew(hands)
    of = {case.key: id(crew._hand(case)) for case in load()}
    assert len(set(of.values())) == hands
    personas = {key.rpartition("/")[0] for key in of}
    assert all(len({of[key] for key in of if key.startswith(f"{persona}/")}) == 1 for persona in personas)
    if hands > 1:
        assert not {of[key] for key in of if key.startswith("fr/")} & {of[key] for key in of if key.startswith("en/")}
