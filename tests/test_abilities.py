"""Abilities: what a model earned is kept with its evidence, and holds for that very model alone."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from companion import abilities
from companion.abilities import Known, Licence

GRANTED = Licence(granted=True, fingerprint="sha256:a", suite="1", date="2026-11-26", figures={"agreement": 0.6})


def test_nothing_is_earned_by_being_there(tmp_path: Path) -> None:
    """A model nobody measured may do nothing."""
    known = abilities.known(tmp_path, "openai/new")
    assert known == Known()
    assert not known.may("choosing", fingerprint="sha256:a")


def test_a_licence_is_kept_and_read_again(tmp_path: Path) -> None:
    """What was granted stands in the next process, for its author's eyes only; the other ability is untouched."""
    abilities.keep(tmp_path, "m", choosing=GRANTED)
    known = abilities.known(tmp_path, "m")
    assert known.may("choosing", fingerprint="sha256:a", suite="1")
    assert not known.may("phrasing", fingerprint="sha256:a")
    assert known.choosing == GRANTED
    assert stat.S_IMODE((tmp_path / abilities.FILE).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("fingerprint", "suite"), [("sha256:b", "1"), ("", "1"), ("sha256:a", "2")], ids=["model", "unknown", "suite"]
)
def test_a_licence_expires_with_its_model_and_its_suite(tmp_path: Path, fingerprint: str, suite: str) -> None:
    """Another file under the same name, or another suite, has to earn it anew."""
    known = abilities.keep(tmp_path, "m", choosing=GRANTED)
    assert not known.may("choosing", fingerprint=fingerprint, suite=suite)


def test_what_licences_rest_on_is_read_from_the_files(tmp_path: Path) -> None:
    """A word more in a rule, a prompt or a case, or a file by another name, is another basis; a result is none."""
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "rules.py").write_text("a", encoding="utf-8")
    before = abilities.digest(tmp_path)
    (tmp_path / "guard" / "result.json").write_text("{}", encoding="utf-8")
    assert abilities.digest(tmp_path) == before
    (tmp_path / "guard" / "rules.py").rename(tmp_path / "guard" / "tone.py")
    renamed = abilities.digest(tmp_path)
    (tmp_path / "guard" / "tone.py").write_text("ab", encoding="utf-8")
    assert len({before, renamed, abilities.digest(tmp_path)}) == 3


def test_how_often_a_model_agrees_with_itself_adds_up(tmp_path: Path) -> None:
    """Each choice is counted beside those before it, and takes nothing away from what was earned."""
    abilities.keep(tmp_path, "m", choosing=GRANTED)
    abilities.tally(tmp_path, "m", asked=3, agreed=1)
    abilities.tally(tmp_path, "m", asked=2, agreed=2)
    known = abilities.known(tmp_path, "m")
    assert (known.asked, known.agreed, known.choosing) == (5, 3, GRANTED)


def test_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    """A consent given while another model is being counted stays."""
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: abilities.tally(tmp_path, f"m{n % 4}", asked=1, agreed=0), range(40)))
    assert [abilities.known(tmp_path, f"m{n}").asked for n in range(4)] == [10, 10, 10, 10]


@pytest.mark.parametrize("held", ["", "[]", '{"m": 3}', '{"m": {"choosing": {"granted": "maybe"}}}', "\0"])
def test_a_damaged_file_grants_nothing_and_stops_nothing(tmp_path: Path, held: str) -> None:
    """What cannot be read was not earned."""
    (tmp_path / abilities.FILE).write_text(held)
    assert abilities.known(tmp_path, "m") == Known()
    abilities.tally(tmp_path, "m", asked=1, agreed=0)
    assert json.loads((tmp_path / abilities.FILE).read_text())["m"]["asked"] == 1


def test_what_shipped_can_be_read() -> None:
    """The table of what was measured before this version is sound, and grants nothing without figures."""
    for known in abilities.measured().values():
        for licence in (known.choosing, known.phrasing):
            assert licence is None or licence.figures
