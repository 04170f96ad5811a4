"""What the conversation's tab does, without a browser: which language it stops in, what it says of the journal."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from companion.embedding import HashEmbedder
from companion.errors import StoreBusy
from companion.session import Companion
from companion.settings import Settings
from companion.store import Store
from companion.ui.clarify import ClarifyTab, Talk
from companion.ui.wording import Wording

HELD, SAID = 3, 5
"""Where `ClarifyTab` returns what it holds, and the sentences handed back."""


def _tab(companion: Companion) -> ClarifyTab:
    return ClarifyTab(companion, Wording(companion))


def _refuse(*_: object, **__: object) -> None:
    raise StoreBusy(path="x")


@pytest.fixture
def tab(home: Path) -> Iterator[ClarifyTab]:
    with Companion(Settings(home), embedder=HashEmbedder()) as companion:
        yield _tab(companion)


def _said(tab: ClarifyTab, *turns: str) -> Talk:
    held: Talk = tab.begin()[HELD]
    for turn in turns:
        held = tab.say(turn, held)[HELD]
    return held


@pytest.mark.parametrize(
    ("turn", "language"),
    [("My grandfather taught me to plane a board when I was nine.", "en"), ("Ma mère coud encore le soir.", "fr")],
)
def test_the_button_stops_in_the_language_of_the_chat(tab: ClarifyTab, turn: str, language: str) -> None:
    """Its words become the author's last turn: an English chat does not end in the interface's French."""
    for interface in ("fr", "en"):
        tab.companion.set("language", interface)
        held = _said(tab, turn)
        chat = tab.stop(held)[HELD].conversation
        assert chat.closed
        assert {exchange.reply.language for exchange in chat.exchanges} == {language}


def test_half_a_character_handed_back_can_be_shown(tab: ClarifyTab) -> None:
    """A browser cannot be sent one: what goes into the box can be written in UTF-8."""
    held = _said(tab, "Parce que ma mère \ud83d m'a appris à coudre la nuit.")
    said = tab.stop(held)[SAID]
    assert "m'a appris à coudre" in said
    said.encode()


def test_what_was_not_kept_is_laid_to_who_refused(tab: ClarifyTab, monkeypatch: pytest.MonkeyPatch) -> None:
    """A journal that refuses is not memory switched off, and is not said to have kept."""
    held = _said(tab, "Parce que ma mère m'a appris.")
    assert "Gardé" in tab.save("Pour ma mère.", held)
    with monkeypatch.context() as patch:
        patch.setattr(Store, "begin", _refuse)
        refused = _said(tab, "Parce que ma mère m'a appris.")
        told = tab.save("Pour ma mère.", refused)
    assert "Gardé" not in told
    assert "éteinte" not in told
    assert "Gardé" in tab.save("Pour ma mère.", refused)


def test_a_journal_that_never_opened_is_not_memory_switched_off(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two different sentences for two different things."""
    monkeypatch.setattr(Store, "open", _refuse)
    with Companion(Settings(home), embedder=HashEmbedder()) as companion:
        refused = _tab(companion)
        told = refused.save("Pour ma mère.", _said(refused, "Parce que ma mère m'a appris."))
    assert "éteinte" not in told
    assert "doctor" in told
    with Companion(Settings(home, memory=False), embedder=HashEmbedder()) as companion:
        off = _tab(companion)
        assert "éteinte" in off.save("Pour ma mère.", _said(off, "Parce que ma mère m'a appris."))
