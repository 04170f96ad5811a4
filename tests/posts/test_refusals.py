"""A refused export leaves nothing: no post, no file; one that was read whole is there whole."""

import json
from pathlib import Path

import pytest

from companion.embedding import HashEmbedder
from companion.errors import InputError
from companion.posts import ImportReport, bring
from companion.store import Store
from tests.posts.exports import Files, zipped


def posts(start: int, many: int) -> list[object]:
    return [
        {"media": [{"uri": f"media/{n}.jpg", "creation_timestamp": 1736674000 + n, "title": f"Texte numéro {n}."}]}
        for n in range(start, start + many)
    ]


HALF: dict[str, Files] = {
    "a list cut short": {"media/posts_2.json": json.dumps(posts(2_000, 5))[:-9]},
    "NaN": {"media/posts_2.json": json.dumps([*posts(2_000, 5), float("nan")])},
    "levels": {"media/posts_2.json": "[" * 5_000 + "]" * 5_000},
    "a bomb": {"media/posts_2.json": "0" * 3_000_000},
    "a name": {"../media/posts_2.json": "[]"},
}


@pytest.mark.parametrize("fault", HALF)
def test_nothing_of_half_an_export(tmp_path: Path, fault: str) -> None:
    """However much of it was sound, and however late the fault shows."""
    path = zipped(tmp_path / "a.zip", {"media/posts_1.json": posts(0, 1_200), **HALF[fault]})
    with Store.open(tmp_path / "home", embedder=HashEmbedder(), own_index=False) as store:
        for dry_run in (True, False):
            with pytest.raises(InputError):
                bring(path, store, dry_run=dry_run)
        assert store.posts() == []
    assert {place.name for place in tmp_path.iterdir()} == {"a.zip", "home"}


def test_parts_are_one_export(tmp_path: Path) -> None:
    """What lies in two parts is counted together, and what lies in both is kept once."""
    one = zipped(tmp_path / "a-1.zip", {"media/posts_1.json": posts(0, 30)})
    two = zipped(tmp_path / "a-2.zip", {"media/posts_2.json": posts(20, 30)})
    with Store.open(tmp_path / "home", embedder=HashEmbedder(), own_index=False) as store:
        would = bring([one, two], store, dry_run=True)
        assert would == bring([one, two], store) == ImportReport("instagram", 60, 50, 10, {})
        assert bring([two, one], store) == ImportReport("instagram", 60, 0, 60, {})
