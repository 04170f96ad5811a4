"""Bringing posts in without a browser: counted, imported, stopped; nothing is left of what was uploaded."""

import html
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from companion.embedding import HashEmbedder, Vectors
from companion.records import Intention
from companion.session import Companion
from companion.settings import Settings
from companion.ui import importing
from companion.ui.importing import Held, Importing
from companion.ui.wording import Wording

ROWS = "text,date\n" + "".join(f'"Billet {n} du verger, un samedi de pluie.",2024-03-{n:02}\n' for n in range(1, 29))


class Slow(HashEmbedder):
    """An embedder that waits until it may go on."""

    def __init__(self) -> None:
        super().__init__()
        self.may = threading.Event()

    def passage(self, texts: Any) -> Vectors:
        self.may.wait(20)
        return super().passage(texts)


@pytest.fixture
def part(home: Path) -> Iterator[Importing]:
    with Companion(Settings(home, language="fr"), embedder=HashEmbedder()) as companion:
        yield Importing(companion, Wording(companion))


def last(steps: Iterator[Any]) -> tuple[str, Any]:
    """Return what is shown and held in the end."""
    *_, (shown, held, *_) = steps
    return html.unescape(shown), held


def upload(tmp_path: Path, rows: str = ROWS, name: str = "export.csv") -> Path:
    """Write what a browser would have sent."""
    file = tmp_path / name
    file.write_text(rows, encoding="utf-8")
    return file


def test_an_upload_is_counted_imported_and_gone(part: Importing, tmp_path: Path) -> None:
    """Nothing is kept by counting; a second time there is nothing new, and the file is let go at once."""
    file = upload(tmp_path)
    shown, held = last(part.uploaded([str(file)], None))
    assert "export.csv · CSV" in shown
    assert "<dt>À importer</dt><dd>28</dd>" in shown
    assert part.companion.posts() == []
    shown, left = last(part.bring(held))
    assert "<dt>Importées</dt><dd>28</dd>" in shown
    assert (left, file.exists(), len(part.companion.posts(limit=99))) == (None, False, 28)
    shown, held = last(part.uploaded([str(upload(tmp_path))], None))
    assert "rien de nouveau" in shown
    assert (held, file.exists()) == (None, False)


def test_what_is_given_next_lets_go_of_what_was_there(part: Importing, tmp_path: Path) -> None:
    """So does dropping it: no upload outlives its place on the page."""
    first = upload(tmp_path, name="one.csv")
    _, held = last(part.uploaded([str(first)], None))
    _, now = last(part.uploaded([str(upload(tmp_path, name="two.csv"))], held))
    assert not first.exists()
    part.drop(now)
    assert list(tmp_path.glob("*.csv")) == []


def test_a_journal_comes_back_where_no_post_is_new(tmp_path: Path) -> None:
    """An export of ours without a new post still holds what was asked and meant; once all is there, it is let go."""
    with Companion(Settings(tmp_path / "one", language="fr"), embedder=HashEmbedder()) as companion:
        companion.save_intention(Intention(why="pour ma rue"))
        companion.critique("Dans ma cour, hier, j'ai ri.")
        companion.export(tmp_path / "export")
    with Companion(Settings(tmp_path / "two", language="fr"), embedder=HashEmbedder()) as companion:
        part = Importing(companion, Wording(companion))
        given = shutil.make_archive(str(tmp_path / "export"), "zip", tmp_path, "export")
        shown, held = last(part.uploaded([given], None))
        assert "à remettre dans le journal : 1" in shown.replace("\u00a0", " ")
        assert companion.journal() == []
        shown, _ = last(part.bring(held))
        assert "remis dans le journal : 1" in shown.replace("\u00a0", " ")
        assert (len(companion.journal()), len(companion.intentions()), Path(given).exists()) == (1, 1, False)
        given = shutil.make_archive(str(tmp_path / "export"), "zip", tmp_path, "export")
        shown, held = last(part.uploaded([given], None))
        assert (held, Path(given).exists(), 'data-act="submit"' in shown) == (None, False, False)


def test_stopped_while_it_reads_it_leaves_nothing(
    part: Importing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not one post, and not the upload."""
    monkeypatch.setattr(importing, "_BEAT", 0.01)
    see, seen, go = _watched(part.companion, monkeypatch)
    steps = part.bring(Held((upload(tmp_path),), uploaded=True))
    shown, now, _ = next(steps)
    assert "Lecture de export.csv" in html.unescape(shown)
    seen.wait(10)
    part.stop(now)
    go.set()
    shown, left = last(steps)
    assert "Rien n'a été importé" in shown
    assert (left, part.companion.posts(), list(tmp_path.glob("*.csv"))) == (None, [], [])
    assert see


def _watched(
    companion: Companion, monkeypatch: pytest.MonkeyPatch
) -> tuple[Callable[..., Any], threading.Event, threading.Event]:
    """Let an import wait at its first post until it may go on."""
    seen, go, own = threading.Event(), threading.Event(), companion.import_posts

    def import_posts(*given: Any, seen: Callable[..., None], **how: Any) -> Any:
        def note(post: Any) -> None:
            first.set()
            go.wait(20)
            seen(post)

        return own(*given, seen=note, **how)

    first = seen
    monkeypatch.setattr(companion, "import_posts", import_posts)
    return import_posts, first, go


def test_stopped_while_it_learns_the_posts_are_there(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are shown and found by their words while meaning is learned; what is left is learned at the next opening."""
    monkeypatch.setattr(importing, "_BEAT", 0.01)
    slow = Slow()
    with Companion(Settings(home, language="fr"), embedder=slow) as companion:
        part = Importing(companion, Wording(companion))
        many = ROWS + "".join(f'"Autre billet {n}, plus long que le premier.",2023-01-01\n' for n in range(200))
        fresh = []
        for shown, now, new in part.bring(Held((upload(tmp_path, many),), uploaded=True)):
            fresh.append(new)
            if "se retrouvent déjà" in html.unescape(shown):
                assert len(companion.posts("verger", limit=99)) == 28
                part.stop(now)
                slow.may.set()
        assert "Elle reprendra toute seule" in html.unescape(shown)
        assert any(fresh[:-1])
        assert companion.learn() > 0


def test_a_path_is_read_only_by_who_sits_at_this_computer(part: Importing, tmp_path: Path) -> None:
    """Where the page is served by somebody else, a path of their machine is not looked at."""
    event: Any = SimpleNamespace(place=str(upload(tmp_path)))
    assert list(part.named(None, event)) == []
    own = Importing(part.companion, part.wording, own_machine=True)
    _, held = last(own.named(None, event))
    last(own.bring(held))
    assert len(part.companion.posts(limit=99)) == 28
    assert (tmp_path / "export.csv").exists(), "a file of the author's own is never removed"
