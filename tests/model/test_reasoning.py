"""What a model says to itself is left out, wherever a piece ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.model.reasoning import Spoken


def spoken(text: str, size: int) -> str:
    told = Spoken()
    return "".join(told.feed(text[at : at + size]) for at in range(0, len(text), size)) + told.rest()


@pytest.mark.parametrize("size", [1, 3, 100])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a<think>b</think>c", "ac"),
        ("<think>a</think><reasoning>b</reasoning>c", "c"),
        ("<think>a</reasoning>b</think>c", "c"),
        ("a<think>b", "a"),
        ("a<Think>b</THINK>c", "ac"),
        ("<think></think>c", "c"),
        ("1 < 2 <b>bold</b> <thin", "1 < 2 <b>bold</b> <thin"),
        ("<thinker>a", "<thinker>a"),
        ("<think>é</think>à", "à"),
        ("<", "<"),
        ("", ""),
    ],
)
def test_what_is_said_is_what_stands_outside_the_tags(text: str, said: str, size: int) -> None:
    """Only whole tags hide, until their own closes; what merely begins like one is text."""
    assert spoken(text, size) == said


@given(st.text(alphabet="<>/thinka é", max_size=60), st.integers(min_value=1, max_value=7))
def test_how_it_is_cut_changes_nothing(text: str, size: int) -> None:
    """A tag that comes in pieces is a tag."""
    assert spoken(text, size) == spoken(text, 1000)
