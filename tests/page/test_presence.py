"""What the next reply is made with, who may change that, and a task that is ended, without a browser."""

import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from companion import abilities, examiner
from companion.embedding import HashEmbedder
from companion.errors import BadModel
from companion.lineup import called
from companion.model.hostile import Hostile
from companion.session import Companion
from companion.settings import Settings
from companion.ui.hosted import Hosted
from companion.ui.models import ModelsTab
from companion.ui.presence import Word, present
from companion.ui.task import Proving
from companion.ui.wording import Wording
from tests.page.shared import serving
from tests.page.test_journey import FRENCH
from tests.page.test_models import AWAY, licensed


@pytest.fixture
def companion(tmp_path: Path) -> Iterator[Companion]:
    """Give a companion whose home is new."""
    with Companion(Settings(tmp_path / "home", language="fr", discovery=False), embedder=HashEmbedder()) as companion:
        yield companion


def tab(companion: Companion) -> ModelsTab:
    """Return the tab of a companion."""
    wording = Wording(companion)
    return ModelsTab(companion, wording, Word(companion, wording))


def pressed(**data: str) -> Any:
    """Return what a press hands over."""
    return SimpleNamespace(**data)


def test_a_kept_model_that_earned_nothing_is_no_model(companion: Companion) -> None:
    """The word is asked of what answers: kept, examined without a licence, the next reply is made without it."""
    with Hostile("polite") as server:
        companion.set("api_base", server.url)
        companion.set("model", "openai/petit")
        assert (present(companion).where, present(companion).why) == ("none", "model-not-used")
        companion.set("phrasing", "own")
        assert (present(companion).where, present(companion).phrases) == ("here", True)
        reply = companion.critique(FRENCH)
    assert (reply.model.name, reply.model.where) == ("openai/petit", "local")


def test_a_server_that_is_switched_off_does_not_break_the_word(companion: Companion) -> None:
    """What cannot be told apart has no licence any more: no model."""
    with Hostile("polite") as server:
        licensed(companion.settings.home, "openai/petit", server.url)
        companion.set("api_base", server.url)
        companion.set("model", "openai/petit")
        assert present(companion).where == "here"
    assert present(companion).where == "none"


def test_what_is_agreed_to_is_what_was_shown(companion: Companion) -> None:
    """A press with another host than the model's own, or with none, keeps nothing."""
    made = tab(companion)
    for host in ("api.openai.com", ""):
        with pytest.raises(BadModel):
            list(made.agree(pressed(model=AWAY, base="", host=host)))
    assert companion.settings.model == "none"
    assert abilities.known(companion.settings.home, AWAY).consent is None


def test_what_was_switched_on_for_one_model_is_not_for_another(companion: Companion) -> None:
    """Own words are agreed to for a model, and for no other."""
    companion.set("model", "smollm2")
    companion.set("phrasing", "own")
    list(tab(companion).choose(pressed(model="none", base="")))
    assert (companion.settings.model, companion.settings.phrasing) == ("none", "auto")


def test_a_chat_that_goes_on_sends_nothing_once_that_was_taken_back(companion: Companion) -> None:
    """A conversation asks before each turn who helps: its model may have been put away meanwhile."""
    with Hostile("polite") as server:
        companion.set("api_base", server.url)
        companion.set("model", "openai/petit")
        companion.set("phrasing", "own")
        chat = companion.converse()
        chat.say("Je sais pas trop pourquoi je publie, mais mes clientes du samedi me manquent.")
        heard = len(server.heard)
        assert heard
        companion.set("model", "none")
        chat.say("C'est surtout Lise, qui répare les robes de sa mère avec moi.")
        assert len(server.heard) == heard


@pytest.mark.slow
def test_who_is_served_by_somebody_else_has_no_way_to_files_and_addresses(tmp_path: Path) -> None:
    """Their page has no list, no form and no measure: what is not there cannot be called."""
    with serving(tmp_path / "home", "Ana") as shared:
        config = shared.user("Ana").config
        there = {each["props"].get("elem_id") for each in config["components"]}
        assert {"presence", "model-now", "model-work"} <= there
        assert not {"model-list", "model-reach", "measure", "measuring"} & there
        assert shared.user("Ana").get("report/none").status_code == 404


def test_who_is_served_by_somebody_else_agrees_to_their_model_alone(tmp_path: Path) -> None:
    """Consent is theirs to give and to take back, for the model that is served and for no other address."""
    served = Settings(tmp_path / "served", language="fr", model=AWAY)
    with Hosted(tmp_path / "theirs", served, embedder=HashEmbedder()) as hosted:
        made = tab(hosted)
        with pytest.raises(BadModel):
            list(made.agree(pressed(model="openai/x", base="http://10.0.0.1/v1", host="10.0.0.1")))
        assert "api.mistral.ai" in made.now()
        list(made.agree(pressed(model=AWAY, base="", host="api.mistral.ai")))
        assert abilities.known(hosted.settings.home, AWAY).consent == "api.mistral.ai"
        list(made.withdraw())
        assert abilities.known(hosted.settings.home, AWAY).consent is None
        assert hosted.settings.model == AWAY


@pytest.mark.parametrize(
    ("name", "short"),
    [("gguf:/home/a/models/petit.Q4.gguf", "petit.Q4"), ("ollama_chat/gemma3:4b", "gemma3:4b"), ("smollm2", "smollm2")],
)
def test_a_model_is_called_as_people_do(name: str, short: str) -> None:
    """Neither a folder of the home nor a provider stands in the word."""
    assert called(name) == short


def test_a_process_that_proves_ends_with_whoever_began_it(tmp_path: Path) -> None:
    """Stopped, it is over at once, and its process is gone."""
    with Hostile("hang") as server:
        task = Proving("examine", home=str(tmp_path), name="openai/muet", api_base=server.url)
        task.start()
        until = time.monotonic() + 120
        while not server.busy and time.monotonic() < until:
            time.sleep(0.1)
        assert server.busy
        task.stop()
        assert task.over
        assert task.stopped
        began = time.monotonic()
        while server.busy and time.monotonic() - began < 5:
            time.sleep(0.02)
        assert time.monotonic() - began < 1
    assert task.said is None
    assert task.error is None


def test_a_run_is_a_folder_of_letters_and_digits(tmp_path: Path) -> None:
    """Whatever a model is called, its run lies in the home's own folder."""
    for name in ("openai/../../etc", "gguf:/a b/c.gguf", "///"):
        assert examiner.run_of(tmp_path, name).parent == tmp_path / examiner.FOLDER
