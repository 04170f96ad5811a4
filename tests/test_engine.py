"""Engine: which model may help, and what the author is told where none may."""

from pathlib import Path
from typing import Any

import pytest

from companion import abilities
from companion.abilities import Licence
from companion.engine import Engine, Wanted
from companion.errors import BadModel, BadSetting
from companion.model import fingerprint
from companion.model.hostile import Hostile


def aid(home: Path, **wanted: Any) -> tuple[Any, list[str]]:
    notices: list[str] = []
    return Engine(home).aid(Wanted(**wanted), notices), notices


def grant(home: Path, name: str, api_base: str, suite: str | None = None, **abilities_: bool) -> None:
    mark = fingerprint.fingerprint(name, api_base)
    assert mark.startswith("served:")
    for ability, granted in abilities_.items():
        licence = Licence(granted, mark, abilities.basis() if suite is None else suite, "2026-11-26", {"n": 1.0})
        abilities.keep(home, name, **{ability: licence})


def test_a_licence_lets_a_model_in_and_only_for_what_it_says(tmp_path: Path) -> None:
    """With nothing asked for, a model does what it earned; a refusal is no licence."""
    with Hostile("polite") as server:
        wanted = {"name": "openai/hostile", "api_base": server.url}
        assert aid(tmp_path, **wanted) == (None, ["model-not-used"])
        grant(tmp_path, "openai/hostile", server.url, choosing=True, phrasing=False)
        found, notices = aid(tmp_path, **wanted)
        assert (found.chooses, found.phrases, notices) == (True, False, [])
        assert aid(tmp_path, **wanted, choosing="planner") == (None, ["model-not-used"])


def test_a_licence_expires_with_what_it_rests_on(tmp_path: Path) -> None:
    """Earned before another guard, with other prompts or on another suite, it lets nobody in."""
    with Hostile("polite") as server:
        grant(tmp_path, "openai/hostile", server.url, suite="another", choosing=True, phrasing=True)
        assert aid(tmp_path, name="openai/hostile", api_base=server.url) == (None, ["model-not-used"])


def test_own_words_without_a_licence_are_explained(tmp_path: Path) -> None:
    """The author may switch them on, and is told what that means; with a licence there is nothing to tell."""
    with Hostile("polite") as server:
        wanted = {"name": "openai/hostile", "api_base": server.url, "phrasing": "own"}
        assert aid(tmp_path, **wanted)[1] == ["own-words"]
        grant(tmp_path, "openai/hostile", server.url, phrasing=True)
        assert aid(tmp_path, **wanted)[1] == []


def test_nothing_goes_elsewhere_without_consent_for_that_very_host(tmp_path: Path) -> None:
    """A remote model is left alone until its host was agreed to; another address is another host."""
    assert aid(tmp_path, name="mistral/small", phrasing="own") == (None, ["model-consent"])
    abilities.keep(tmp_path, "mistral/small", consent="api.mistral.ai")
    assert aid(tmp_path, name="mistral/small", phrasing="own")[0].where == "remote"
    other = {"name": "mistral/small", "api_base": "https://example.org/v1", "phrasing": "own"}
    assert aid(tmp_path, **other) == (None, ["model-consent"])


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        ({"name": "rien/x"}, BadModel),
        ({"name": "openai/x", "api_base": "file:///x"}, BadSetting),
        ({"api_base": "file:///x"}, BadSetting),
        ({"name": "smollm2", "api_base": "ftp://x"}, BadSetting),
    ],
)
def test_a_wrong_name_is_an_error_now_and_a_notice_later(
    tmp_path: Path, wanted: dict[str, str], error: type[Exception]
) -> None:
    """Named with a draft, it is bad input; left in the settings, it costs the model and nothing else."""
    with pytest.raises(error):
        aid(tmp_path, **wanted, named=True)
    if wanted.get("name") not in {None, "smollm2"}:
        assert aid(tmp_path, **wanted) == (None, ["model-unusable"])


def test_a_file_that_is_gone_costs_the_model_alone(tmp_path: Path) -> None:
    """A GGUF that was moved: a notice, whoever named it."""
    assert aid(tmp_path, name=f"gguf:{tmp_path}/gone.gguf", named=True) == (None, ["model-missing"])
