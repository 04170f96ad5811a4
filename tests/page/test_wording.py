"""The page's words, and what is said when something nobody expected breaks."""

from collections.abc import Iterator
from pathlib import Path

import gradio as gr
import pytest

from companion.session import Companion
from companion.settings import Settings
from companion.ui.wording import Wording

SECRET = "le secret du brouillon"


def _breaks(_: str) -> str:
    raise RuntimeError(SECRET)


def _breaks_midway(_: str) -> Iterator[str]:
    yield "un"
    raise RuntimeError(SECRET)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_breaks_is_told_in_the_author_s_words_and_shows_none_of_theirs(language: str, tmp_path: Path) -> None:
    """Any handler, at once or as a stream: a plain sentence, nothing of the draft, nothing of the page's parts lost."""
    wording = Wording(Companion(Settings(home=tmp_path, language=language)))  # type: ignore[arg-type]
    with pytest.raises(gr.Error) as once:
        wording.safely(_breaks)("x")
    stream = wording.safely(_breaks_midway)("x")
    assert next(stream) == "un"
    with pytest.raises(gr.Error) as later:
        next(stream)
    for error in (once.value, later.value):
        assert "Companion" in str(error.message)
        assert SECRET not in str(error.message)
        assert error.__cause__ is None
        assert error.__suppress_context__


def test_a_handler_that_works_is_left_as_it_is(tmp_path: Path) -> None:
    """Its name, its signature and its answer are its own: Gradio reads them."""
    wording = Wording(Companion(Settings(home=tmp_path)))

    def shout(text: str) -> str:
        """Say it louder."""
        return text.upper()

    assert wording.safely(shout)("oui") == "OUI"
    assert wording.safely(shout).__name__ == "shout"
