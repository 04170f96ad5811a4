"""Version: whatever a licence or a baseline depends on changes it; how a result is shown does not."""

import shutil
from pathlib import Path

import pytest

from companion import abilities
from evals import version
from evals.cases import load


@pytest.mark.parametrize(
    "name",
    [
        "marked.jsonl",
        "licences.toml",
        "licences.py",
        "chosen.py",
        "figures.py",
        "results.py",
        "examine.py",
        "subject.py",
        "traces.py",
        "swap.py",
        "said.py",
        "care.py",
    ],
)
def test_what_a_licence_depends_on_changes_the_version(tmp_path: Path, name: str) -> None:
    """Every list, draft, threshold and piece of code between a model and its verdict."""
    folder = _copy(tmp_path)
    before = version.suite_version((), folder)
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write("\n# changed\n")
    assert version.suite_version((), folder) != before


def test_how_it_is_shown_changes_nothing(tmp_path: Path) -> None:
    """A page drawn otherwise is of the same suite; the modules that are left out are there."""
    folder = _copy(tmp_path)
    before = version.suite_version((), folder)
    for name in version.SHOWING:
        assert (version.HERE / f"{name}.py").is_file()
        (folder / f"{name}.py").write_text("", encoding="utf-8")
    assert version.suite_version((), folder) == before


def test_the_whole_suite_has_one_version() -> None:
    """Asked for without its cases, it is that of all of them."""
    assert version.suite() == version.suite_version(load())
    assert abilities.basis() == abilities.basis() != version.suite()


def test_the_guard_has_a_digest_of_its_own() -> None:
    """What was measured on one guard is bound to it; what licences rest on holds more."""
    assert len(version.guard()) == len(abilities.basis())
    assert version.guard() != abilities.basis()


def _copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(version.HERE, tmp_path / "evals", ignore=shutil.ignore_patterns("results")))
