"""`companion models`: what is there, what it may do, and consent before anything goes elsewhere."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from cli.conftest import Run
from companion import abilities, settings
from companion.model import fingerprint
from companion.model.hostile import Hostile
from evals import licences
from evals.licences import Verdict


@dataclass
class Sat:
    """An exam as the command sees it."""

    granted: bool = True
    refused: tuple[str, ...] = ()
    times: int = 0

    def exam(self, *_: object, **__: object) -> dict[str, Verdict]:
        self.times += 1
        return {"choosing": Verdict(granted=self.granted, refused=self.refused, figures={"drafts": 48.0})}


@pytest.fixture(autouse=True)
def sat(monkeypatch: pytest.MonkeyPatch) -> Sat:
    """Let the exam itself be measured by its own tests."""
    held = Sat()
    monkeypatch.setattr("evals.exam.exam", held.exam)
    return held


@pytest.fixture(autouse=True)
def _no_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever runs on the machine of who runs the tests is no matter of theirs."""
    monkeypatch.setattr("companion.model.found.look", list)


def test_what_is_there_and_what_it_may_do(run: Run) -> None:
    """The model of the package is listed as unmeasured, and none is used."""
    told = json.loads(run("models", "--json").out)
    assert told["used"] == "none"
    (small,) = told["models"]
    assert (small["name"], small["choosing"], small["phrasing"]) == ("smollm2", "untried", "untried")
    assert "smollm2" in run("models").out


def test_looking_for_servers_can_be_switched_off(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the switch off, not one port of the machine is asked."""
    run("settings", "set", "discovery", "off")
    monkeypatch.setattr("companion.model.found.look", lambda: pytest.fail("it looked"))
    ran = run("models")
    assert ran.code == 0
    assert "discovery" in ran.out


def test_a_fetched_model_is_listed(run: Run, home: Path) -> None:
    """A GGUF in the home is offered by the name that --model takes."""
    (home / "models").mkdir(parents=True)
    (home / "models" / "small.gguf").write_bytes(b"GGUF")
    names = [each["name"] for each in json.loads(run("models", "--json").out)["models"]]
    assert f"gguf:{home}/models/small.gguf" in names


def test_a_remote_model_is_kept_only_after_consent(run: Run, home: Path) -> None:
    """Where nobody can answer nothing is agreed to: it is said what would be sent and where, and nothing changes."""
    ran = run("models", "use", "mistral/small")
    assert ran.code == 2
    assert "api.mistral.ai" in ran.out
    assert settings.load(home).model == "none"
    assert abilities.known(home, "mistral/small").consent is None
    assert run("models", "use", "mistral/small", "--yes").code == 0
    assert settings.load(home).model == "mistral/small"
    assert abilities.known(home, "mistral/small").consent == "api.mistral.ai"
    assert run("models", "use", "none").code == 0
    assert settings.load(home).model == "none"


@pytest.mark.parametrize("granted", [True, False])
def test_a_model_of_this_machine_sits_an_exam_once(run: Run, home: Path, sat: Sat, granted: bool) -> None:
    """No consent is asked for what stays here; what the exam says is kept for that very model, and shown."""
    sat.granted = granted
    with Hostile("polite") as server:
        ran = run("models", "use", "openai/x", "--api-base", server.url)
        run("models", "use", "openai/x", "--api-base", server.url)
        mark = fingerprint.fingerprint("openai/x", server.url)
    assert (settings.load(home).model, settings.load(home).api_base) == ("openai/x", server.url)
    assert (ran.code, sat.times) == (0, 1)
    assert abilities.known(home, "openai/x").may("choosing", fingerprint=mark) == granted
    assert abilities.known(home, "openai/x").phrasing is None


def test_a_model_elsewhere_sits_it_after_consent(run: Run, home: Path, sat: Sat) -> None:
    """Once its host was agreed to, and told that our drafts go there; without consent nothing is sent."""
    run("models", "use", "mistral/small")
    assert sat.times == 0
    ran = run("models", "use", "mistral/small", "--yes")
    assert sat.times == 1
    assert "api.mistral.ai" in ran.err
    assert abilities.known(home, "mistral/small").choosing is not None


def test_another_model_under_the_same_name_is_examined_again(run: Run, home: Path, sat: Sat) -> None:
    """What was said of the one before is shown for nothing, and used for nothing."""
    with Hostile("polite") as server:
        run("models", "use", "openai/x", "--api-base", server.url)
        known = abilities.known(home, "openai/x").choosing
        assert known is not None
        abilities.keep(home, "openai/x", choosing=replace(known, fingerprint="served:other"))
        sat.granted = False
        run("models", "use", "openai/x", "--api-base", server.url)
    assert sat.times == 2
    assert abilities.known(home, "openai/x").choosing == replace(known, granted=False)


def test_a_model_that_never_answered_is_not_refused(run: Run, home: Path, sat: Sat) -> None:
    """Nothing was measured: nothing is kept, and the next time it is examined again."""
    sat.granted, sat.refused = False, (licences.UNHEARD,)
    with Hostile("polite") as server:
        for _ in range(2):
            ran = run("models", "use", "openai/x", "--api-base", server.url)
    assert (ran.code, sat.times) == (0, 2)
    assert abilities.known(home, "openai/x").choosing is None


def test_a_model_is_tried(run: Run) -> None:
    """Whether it answers, in what time and in what form; where it does not, a plain message and 2."""
    with Hostile("polite") as server:
        told = json.loads(run("models", "test", "openai/x", "--api-base", server.url, "--json").out)
        assert told["keeps"]
    with Hostile("html") as server:
        assert not json.loads(run("models", "test", "openai/x", "--api-base", server.url, "--json").out)["keeps"]
        assert "<" not in run("models", "test", "openai/x", "--api-base", server.url).out
    assert run("models", "test", "openai/x", "--api-base", "http://127.0.0.1:9/v1").code == 2


@pytest.mark.parametrize("name", ["nothing", "a/b", "a/b:../c.gguf"])
def test_a_name_that_is_no_file_of_a_hub_goes_nowhere(run: Run, name: str) -> None:
    """Only OWNER/REPO:FILE is fetched."""
    assert run("models", "pull", name).code == 2
