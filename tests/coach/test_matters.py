"""Matters: a chat asks about what in the world a turn speaks of, where a question on it suits a conversation."""

import pytest
from test_clarify import play

from companion import prompt
from companion.questions import frames


def test_every_question_on_the_list_exists_and_quotes_what_was_said() -> None:
    """Chosen by hand among the questions on topics: each hangs on the author's words, and asks nothing of a text."""
    suits = prompt.table("chat.toml")["topics"]["suits"].split()
    known = {frame.id: frame for frame in frames() if frame.topic}
    assert len(suits) == len(set(suits)) >= 40
    for name in suits:
        assert known[name].slots == {"anchor"}, name


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Ma soeur est morte en septembre, c'est elle qui tenait la caisse.", "death"),
        ("Il faut que je monte mes prix de 3 $ la douzaine.", "price"),
        ("Je ferme mon restaurant le 20 décembre.", "closing"),
        ("My father died in March and the shop is his.", "death"),
        ("We have to raise the price of the bread.", "price"),
        ("It's the first time I show my quilts.", "firsttime"),
        ("We are closing the restaurant in December.", "closing"),
    ],
)
def test_what_a_turn_speaks_of_is_what_is_asked_about(text: str, topic: str) -> None:
    """A death, a price, a first time, an end: the first question is about that, on the author's own words."""
    question = play((text,))[0].questions[0]
    assert (question.frame or "").split("-")[1] in {topic, "tender"}
    assert topic == "death" or question.anchor is not None


def test_who_one_is_is_not_asked_about() -> None:
    """A trade named in passing is no matter."""
    for text in ("J'ai une boulangerie à Rimouski.", "I run a bakery in Rimouski."):
        assert not any(q.anchor for q in play((text,))[0].questions)
