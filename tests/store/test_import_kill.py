"""An import killed or stopped at any moment: nothing half written to see, nothing lost, nothing doubled by the next."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from companion.embedding import HashEmbedder
from companion.session import Companion
from companion.settings import Settings

MANY = 4_000
IMPORTER = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that runs the tests behind it ignores it
from pathlib import Path
from companion.embedding import HashEmbedder
from companion.session import Companion
from companion.settings import Settings
from companion.store import intake
stage = sys.argv[3]
class Slow(HashEmbedder):
    def passage(self, texts):
        if stage == "vectors":
            time.sleep(0.05)
        return super().passage(texts)
read, keep = intake.Arrival.of, intake._keep
def reading(post):
    if post.text.endswith(" 3000"):
        print("here", flush=True)
        time.sleep(60 if stage == "reading" else 0)
    return read(post)
def keeping(connection, batch):
    kept = keep(connection, batch)
    if batch[-1].post.text.endswith(" 2999") and stage == "writing":
        print("here", flush=True)
        time.sleep(60)
    return kept
if stage == "reading":
    intake.Arrival.of = reading
intake._keep = keeping
def progress(done, total):
    if stage == "vectors" and done == 320:
        print("here", flush=True)
with Companion(Settings(Path(sys.argv[1])), embedder=Slow()) as companion:
    companion.import_posts(Path(sys.argv[2]), progress=progress)
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "posts.jsonl"
    path.write_text("".join(f'{{"text": "Je suis le billet {n}", "date": "2024-03-12"}}\n' for n in range(MANY)))
    return path


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize("stage", ["reading", "writing", "vectors"])
def test_an_import_stopped_anywhere(home: Path, archive: Path, stage: str, how: signal.Signals) -> None:
    """While it reads or writes, nobody sees a post; while it embeds, all are found by word; the next one ends it."""
    command = [sys.executable, "-c", IMPORTER, str(home), str(archive), stage]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n"
        with Companion(Settings(home), embedder=HashEmbedder()) as beside:
            assert len(beside.posts(limit=MANY * 2)) == (MANY if stage == "vectors" else 0)
            assert len(beside.posts("2718")) == (stage == "vectors")
        time.sleep(0.02)
        process.send_signal(how)
        process.wait(timeout=30)
    assert [path.name for path in home.iterdir() if not path.name.startswith("companion.db")] == []
    with Companion(Settings(home), embedder=HashEmbedder()) as companion:
        assert len(companion.posts(limit=MANY * 2)) == (MANY if stage == "vectors" else 0)
        done: list[int] = []
        report = companion.import_posts(archive, progress=lambda _, total: done.append(total)).posts
        assert (report.found, report.imported) == (MANY, 0 if stage == "vectors" else MANY)
        assert done[-1] < MANY if stage == "vectors" else done[-1] == MANY
        assert len(companion.posts(limit=MANY * 2)) == MANY
        assert all(check.ok for check in companion.doctor())


def test_posts_are_found_by_word_while_vectors_catch_up(home: Path, archive: Path) -> None:
    """Whoever searches during an import finds what it brought; the journal can be written to meanwhile."""
    found: list[int] = []
    with Companion(Settings(home), embedder=HashEmbedder()) as companion:

        def progress(_done: int, _total: int) -> None:
            if not found:
                with Companion(Settings(home), embedder=HashEmbedder()) as beside:
                    found.append(len(beside.posts("2718")))
                    found.append(len(beside.critique("Je suis dans ma cour, le billet 2718 en tête.").notices))

        companion.import_posts(archive, progress=progress)
    assert found == [1, 0]
