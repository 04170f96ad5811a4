"""A home, or one session of it, packed into a zip; and a time in which nothing is kept."""

import json
import stat
import zipfile
from pathlib import Path

import pytest

from companion import settings
from companion.embedding import HashEmbedder
from companion.errors import NotFound
from companion.records import Intention
from companion.session import Companion
from companion.settings import Settings

HASH = HashEmbedder()
DRAFT = "Hier, dans ma cour, j'ai pensé à ma grand-mère et à sa brouette bleue."


def _filled(home: Path) -> tuple[Companion, str]:
    companion = Companion(Settings(home, language="fr"), embedder=HASH)
    companion.save_intention(Intention(why="pour ma rue"))
    companion.paste_post("Le jardin est fini pour cette année.")
    companion.critique("Demain, rien de prévu, et j'en suis bien content.")
    return companion, companion.critique(DRAFT).session


def test_a_packed_home_comes_back_whole(home: Path, tmp_path: Path) -> None:
    """The zip is its author's alone, nothing else is left beside it, and it is imported as the folder would be."""
    file = tmp_path / "out" / "companion.zip"
    file.parent.mkdir()
    companion, _ = _filled(home)
    with companion:
        packed = companion.pack(file)
        assert (packed.posts, packed.intentions, packed.sessions) == (1, 1, 2)
        kept = companion.journal()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["companion.zip"]
    with Companion(Settings(tmp_path / "other", language="fr"), embedder=HASH) as other:
        brought = other.import_posts(file)
        assert (brought.posts.imported, brought.beside.sessions, brought.beside.intentions) == (1, 2, 1)
        assert other.journal() == kept


def test_one_session_is_packed_alone(home: Path, tmp_path: Path) -> None:
    """It holds that session and nothing of posts, intention or settings, and is imported as such."""
    companion, session = _filled(home)
    with companion:
        companion.pack(tmp_path / "one.zip", session)
        with pytest.raises(NotFound):
            companion.pack(tmp_path / "none.zip", "personne")
    with zipfile.ZipFile(tmp_path / "one.zip") as packed:
        held = {Path(name).name: packed.read(name).decode() for name in packed.namelist()}
    assert sorted(held) == ["companion.json", "intentions.jsonl", "journal.md", "posts.jsonl", "sessions.jsonl"]
    assert [json.loads(line)["id"] for line in held["sessions.jsonl"].splitlines()] == [session]
    assert "brouette bleue" in held["journal.md"]
    assert "jardin" not in "".join(held.values())
    with Companion(Settings(tmp_path / "other", language="fr"), embedder=HASH) as other:
        assert other.import_posts(tmp_path / "one.zip").beside.sessions == 1


def test_nothing_is_kept_while_so_said(home: Path) -> None:
    """No reply is kept, other settings may change, and the setting itself is as it was once it is over or reopened."""
    companion, _ = _filled(home)
    with companion:
        companion.keep_nothing(really=True)
        reply = companion.critique(DRAFT)
        assert reply.session.startswith("unkept-")
        companion.set("region", "fr")
        assert not companion.settings.memory
        assert settings.load(home).memory
        assert len(companion.journal()) == 2
        companion.keep_nothing(really=False)
        companion.critique(DRAFT)
        assert len(companion.journal()) == 3


def test_a_memory_that_is_off_stays_off(home: Path) -> None:
    """Ending a time in which nothing is kept does not switch on what its author had switched off."""
    with Companion(settings.load(home), embedder=HASH) as companion:
        companion.set("memory", "off")
        companion.keep_nothing(really=True)
        companion.keep_nothing(really=False)
        assert not companion.settings.memory
