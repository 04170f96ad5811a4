"""companion.coach.heeding: what is heard sideways brings the card, and nothing else."""

from dataclasses import replace
from pathlib import Path

import pytest

from companion import oblique
from companion.embedding import HashEmbedder
from companion.session import Companion
from companion.settings import Settings

PLAIN = "Le kiosque ouvre samedi, il y a des courges et du miel. Ma voisine Lise va tenir la caisse avec moi."


@pytest.fixture
def companion(tmp_path: Path) -> Companion:
    return Companion(Settings(tmp_path / "home"), embedder=HashEmbedder())


def test_the_card_comes_and_the_questions_stay(companion: Companion, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be wrong: the same questions are asked as without it."""
    without = companion.critique(PLAIN)
    assert without.care is None
    monkeypatch.setattr(oblique, "heard", lambda _: True)
    companion.set("memory", False)  # nothing of the first reply stands in the way of the second
    again = companion.critique(PLAIN)
    assert again.care is not None
    assert [q.text for q in replace(again).questions] == [q.text for q in without.questions]


def test_no_model_is_asked(companion: Companion, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only people's words are said to somebody who may be in danger."""
    monkeypatch.setattr(oblique, "heard", lambda _: True)
    reply = companion.critique(PLAIN, model="openai/nobody", api_base="http://127.0.0.1:9/v1", phrasing="own")
    assert not reply.model.phrased
    assert not any(notice.code == "model-unreachable" for notice in reply.notices)


def test_a_chat_shows_the_card_with_the_turn_that_brought_it(
    companion: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And not with the next one; the talk goes on as it was."""
    chat = companion.converse()
    assert chat.say("Je veux annoncer que le kiosque ouvre samedi avec des courges.").care is None
    monkeypatch.setattr(oblique, "heard", lambda text: "poules" in text)
    heard = chat.say("Ma voisine va prendre mes poules, le grain est dans le fût bleu.")
    assert heard.care is not None
    assert heard.state != "sensitive"
    assert chat.say("C'est pour les gens du village, ceux qui passent le samedi.").care is None
