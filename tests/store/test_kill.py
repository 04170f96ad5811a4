"""kill -9 at any moment: everything that was reported saved is there."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from companion.embedding import HashEmbedder
from companion.store import Store

from .test_nearest import VECTOR

SAVER = """
import itertools, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from companion.embedding import HashEmbedder
from companion.records import Intention
from companion.store import Store
from store.samples import post, reply
with Store.open(Path(sys.argv[1]), embedder=HashEmbedder(), own_index=True) as store:
    for number in itertools.count(int(sys.argv[3])):
        session = store.begin("critique")
        store.keep(session, f"draft {number}", reply(session, f"q {number}"))
        store.save_intention(Intention(why=f"why {number}"))
        store.add_posts([post(number)])
        store.catch_up()
        print(number, flush=True)
"""


@pytest.mark.slow
def test_what_was_reported_saved_survives_a_kill(home: Path) -> None:
    """Killed again and again in the middle of its work, a process loses nothing it had reported."""
    reported: list[int] = []
    for wait in (0.0, 0.013, 0.031, 0.05):
        start = len(reported) + 1000 * round(wait * 1000)
        command = [sys.executable, "-c", SAVER, str(home), str(Path(__file__).parents[1]), str(start)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for _ in range(3):
                reported.append(int(process.stdout.readline()))
            time.sleep(wait)
            process.send_signal(signal.SIGKILL)
            reported += [int(line) for line in process.stdout.read().split()]
    with Store.open(home, embedder=HashEmbedder()) as store:
        assert store.notices == ("index-damaged",)
        drafts = {entry.draft for entry in store.journal(limit=10_000)}
        texts = {asked.text for asked in store.asked(limit=10_000)}
        whys = {intention.why for intention in store.intentions()}
        posts = " ".join(post.text + "." for post in store.posts(limit=10_000))
        for number in reported:
            assert f"draft {number}" in drafts
            assert f"q {number}" in texts
            assert f"why {number}" in whys
            assert f"numéro {number}." in posts
        assert len(drafts) == len(texts)
        assert all(check.ok for check in store.check() if check.part in {"database", "words"})
        store.catch_up()
        assert "index-rebuilt" in store.notices
        assert store.nearest(VECTOR, language="fr", limit=3)
