"""What is taken along: fetched once by a name nobody can guess, and left nowhere."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from companion.embedding import HashEmbedder
from companion.session import Companion
from companion.settings import Settings
from companion.ui.parcel import PATH, Parcels
from companion.ui.taking import Taking
from companion.ui.wording import Wording


@pytest.fixture
def parcels(tmp_path: Path) -> Parcels:
    return Parcels(tmp_path / "uploads")


def client(parcels: Parcels) -> TestClient:
    return TestClient(Starlette(routes=[Route(PATH, parcels.fetch)]))


def test_a_parcel_is_fetched_once(parcels: Parcels) -> None:
    """The second time there is nothing, and nothing of it is left on the disk; a guess finds nothing."""
    file = parcels.place("companion.zip")
    file.write_bytes(b"all of it")
    where = parcels.offer(file)
    visitor = client(parcels)
    assert visitor.get("/parcel/guessed").status_code == 404
    assert visitor.get("/parcel/..%2f..%2fetc%2fpasswd").status_code == 404
    answer = visitor.get(f"/{where}")
    assert (answer.content, 'filename="companion.zip"' in answer.headers["content-disposition"]) == (b"all of it", True)
    assert visitor.get(f"/{where}").status_code == 404
    assert list(parcels.folder.iterdir()) == []


def test_one_that_was_never_fetched_goes_with_the_next(parcels: Parcels) -> None:
    """At most one waits."""
    first = parcels.place("one.zip")
    first.write_bytes(b"one")
    where = parcels.offer(first)
    parcels.place("two.zip").write_bytes(b"two")
    assert not first.exists()
    assert client(parcels).get(f"/{where}").status_code == 404


def test_what_cannot_be_packed_is_said(home: Path, parcels: Parcels) -> None:
    """A session that is not there, as anything that goes wrong, is told in plain words."""
    with Companion(Settings(home, language="fr"), embedder=HashEmbedder()) as companion:
        taking = Taking(companion, Wording(companion), parcels)
        *_, said = taking.pack("personne")
        assert 'role="alert"' in said
        companion.critique("Dans ma cour, hier, j'ai ri.")
        *_, said = taking.pack(companion.journal()[0].session)
        assert "data-fetch" in said
