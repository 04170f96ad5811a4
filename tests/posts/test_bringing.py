"""companion.posts.bringing: counts that add up, and a dry run that keeps nothing."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from pydantic import TypeAdapter
from sqlalchemy.engine import Connection

from companion import words
from companion.embedding import HashEmbedder
from companion.errors import StoreFull, UnreadableFile
from companion.posts import ImportReport, bring
from companion.posts.reading import Reading
from companion.posts.source import Source
from companion.records import Post
from companion.store import Store, intake

LINES = [
    '{"text": "Je pars demain.", "date": "2024-03-12"}', '{"text": "Je pars demain.", "date": "2024-03-12"}',
    '{"text": "Et voilà.", "link": "https://a.example/1"}', '{"text": ""}', "rien",
]  # fmt: skip


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "posts.jsonl"
    path.write_text("\n".join(LINES), encoding="utf-8")
    return path


def test_report_adds_up(export: Path, tmp_path: Path) -> None:
    """Everything seen is imported, a duplicate, or left aside for a reason; a second import brings nothing new."""
    with Store.open(tmp_path / "home", embedder=HashEmbedder(), own_index=False) as store:
        would = bring(export, store, dry_run=True)
        assert store.posts() == []
        did = bring(export, store)
        again = bring(export, store)
        dry_again = bring(export, store, dry_run=True)
    assert would == did == ImportReport("jsonl", 5, 2, 1, {"broken": 1, "empty": 1})
    assert again == dry_again == ImportReport("jsonl", 5, 0, 3, {"broken": 1, "empty": 1})


def test_report_as_json() -> None:
    """The JSON is the interface contract."""
    report = ImportReport.of("csv", imported=2, duplicates=1, skipped={"empty": 3})
    assert json.loads(TypeAdapter(ImportReport).dump_json(report)) == {
        "platform": "csv", "found": 6, "imported": 2, "duplicates": 1, "skipped": {"empty": 3},
    }  # fmt: skip


@dataclass
class Counting:
    """A shelf that keeps nothing but a count."""

    imported: int = 0
    duplicates: int = 0
    most_at_once: int = 0
    calls: list[str] = field(default_factory=list)

    def add_posts(self, given: Iterable[Post]) -> "Counting":
        self.imported = sum(1 for _ in given)
        return self

    def catch_up(self, progress: Callable[[int, int], None] | None = None) -> int:
        if progress:
            progress(1, 2)
        return 0

    def posts(self, *, search: str | None = None, limit: int = 50) -> list[Post]:
        return []


def test_progress_is_told(export: Path) -> None:
    """Whoever waits is told how far it is."""
    told: list[tuple[int, int]] = []
    bring(export, Counting(), progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2)]


def test_memory_is_flat(tmp_path: Path) -> None:
    """A large export is walked, never held: reading twenty times more takes about as much memory."""
    import tracemalloc

    def peak(lines: int) -> int:
        path = tmp_path / f"{lines}.jsonl"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(f'{{"text": "Je suis la ligne {number} de plusieurs."}}\n' for number in range(lines))
        tracemalloc.start()
        assert bring(path, Counting()).imported == lines
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(50)
    assert peak(4_000) < peak(200) + 3_000_000


def test_an_import_that_stops_partway_leaves_nothing_to_see(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fills up in the middle keeps nothing of the import; running it again is enough."""
    path = tmp_path / "posts.jsonl"
    lines = [f'{{"text": "Je suis la ligne {number}."}}' for number in range(1_200)]
    path.write_text("\n".join(lines), encoding="utf-8")
    keep, calls = intake._keep, count()

    def full(connection: Connection, batch: Sequence[Post]) -> int:
        if next(calls) == 2:
            raise StoreFull(path=tmp_path)
        return keep(connection, batch)

    with Store.open(tmp_path / "home", embedder=HashEmbedder(), own_index=False) as store:
        with monkeypatch.context() as patch:
            patch.setattr(intake, "_keep", full)
            with pytest.raises(StoreFull) as told:
                bring(path, store)
        assert store.posts() == store.search("ligne") == []
        assert bring(path, store) == ImportReport("jsonl", 1_200, 1_200, 0, {})
    assert "une importation arrêtée en chemin n'a rien gardé" in words.explain("fr", told.value)
    assert "an import that stopped partway has kept nothing" in words.explain("en", told.value)


def test_an_export_that_is_damaged_further_on_leaves_nothing(tmp_path: Path) -> None:
    """What cannot be read to its end is not read by half, and its own error is told."""

    def read(path: Path, *, platform: str | None = None) -> Reading:
        def items() -> Iterator[Post]:
            yield from (Post(f"Je suis le billet {number}.") for number in range(1_200))
            raise UnreadableFile(path=path)

        return Reading("csv", items(), Source(()))

    with Store.open(tmp_path / "home", embedder=None) as store:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("companion.posts.bringing.read", read)
            with pytest.raises(UnreadableFile):
                bring(tmp_path, store)
        assert store.posts() == []
