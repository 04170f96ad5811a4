"""Standing: what was earned, or refused, holds for what was measured and nothing else."""

from pathlib import Path

import pytest

from companion import abilities, standing
from companion.abilities import Licence
from companion.model import fingerprint
from companion.model.hostile import Hostile
from companion.standing import Standing

NAME = "openai/hostile"


def kept(home: Path, base: str | None, *, granted: bool = True, name: str = NAME, **changes: str) -> None:
    """Keep what an exam would have said."""
    held = {"fingerprint": fingerprint.fingerprint(name, base), "suite": abilities.basis(), "date": "2026-11-26"}
    abilities.keep(home, name, choosing=Licence(granted=granted, **(held | changes)))


@pytest.mark.parametrize(("granted", "expected"), [(True, "granted"), (False, "refused")])
def test_a_verdict_stands_for_what_was_measured(tmp_path: Path, granted: bool, expected: Standing) -> None:
    """For this very model, on this very basis; a refusal as much as a licence."""
    with Hostile("polite") as server:
        kept(tmp_path, server.url, granted=granted)
        assert standing.stands("choosing", tmp_path, NAME, server.url) == expected
        assert standing.stands("phrasing", tmp_path, NAME, server.url) == "untried"


@pytest.mark.parametrize("granted", [True, False])
@pytest.mark.parametrize("changed", [{"fingerprint": "served:other"}, {"suite": "other"}, {"fingerprint": ""}])
def test_whatever_has_changed_makes_it_untried(tmp_path: Path, granted: bool, changed: dict[str, str]) -> None:
    """Another model under its name, another guard or suite: neither the licence nor the refusal is of it."""
    with Hostile("polite") as server:
        kept(tmp_path, server.url, granted=granted, **changed)
        assert standing.stands("choosing", tmp_path, NAME, server.url) == "untried"


def test_a_model_that_is_away_is_untried(tmp_path: Path) -> None:
    """Whoever does not answer may do nothing, and is no error."""
    with Hostile("polite") as server:
        kept(tmp_path, server.url)
        gone = server.url
    assert standing.stands("choosing", tmp_path, NAME, gone) == "untried"


def test_a_file_written_anew_is_another_model(tmp_path: Path) -> None:
    """A GGUF is read through once, and once more when it has changed."""
    path = tmp_path / "a.gguf"
    path.write_bytes(b"GGUF one")
    name = f"gguf:{path}"
    kept(tmp_path, None, name=name)
    assert standing.stands("choosing", tmp_path, name, None) == "granted"
    path.write_bytes(b"GGUF two")
    assert standing.stands("choosing", tmp_path, name, None) == "untried"
    path.unlink()
    assert standing.stands("choosing", tmp_path, name, None) == "untried"


def test_nobody_is_looked_at_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing was ever said of a model, no server is asked and no file is read."""
    monkeypatch.setattr(standing, "_mark", lambda *_: pytest.fail("looked"))
    assert standing.stands("choosing", tmp_path, NAME, None) == "untried"
