"""One question or two: a second interrogative is refused, what only looks like one is not."""

import pytest

from companion.records import Language

from .authors import refused

ONE: list[tuple[str, Language, str]] = [
    ("one more relative", "en", "How would someone whose mother works, or who never had a studio, hear this?"),
    ("one more relative", "fr", "Comment une personne qui hésite, ou qui ne peut pas venir, entendra-t-elle cela ?"),
    ("a subject taken up", "fr", "Comment ta cliente, ou ceux qui la connaissent, vont-ils lire la série ?"),
    ("an aside", "fr", "À qui, au juste, parles-tu ?"),
    ("an aside", "en", "In which drawer, yours or otherwise, do you keep the clay?"),
]
TWO: list[tuple[Language, str]] = [
    ("en", "What do you remember of the blue series, and who else knew it?"),
    ("en", "What would she laugh at and what would sting?"),
    ("fr", "Qu'est-ce qui te fait peur, pis qui t'aide quand tu recommences ?"),
    ("fr", "Qu'est-ce que ta mère en penserait, et ta fille l'a-t-elle demandé ?"),
    ("fr", "Qu'est-ce qui presse, et qu'est-ce que tes clientes en savent ?"),
]


@pytest.mark.parametrize(("mechanism", "language", "question"), ONE)
def test_one_question_may_be_long(mechanism: str, language: Language, question: str) -> None:
    """Relatives, alternatives and asides between a question's subject and its verb ask nothing more."""
    assert "single-barrelled" not in refused(question, language), mechanism


@pytest.mark.parametrize(("language", "question"), TWO)
def test_a_second_interrogative_is_refused(language: Language, question: str) -> None:
    """A question word after and, et, pis asks a second thing."""
    assert "single-barrelled" in refused(question, language)


def test_an_hour_is_one_word() -> None:
    """The colon of 4:30 sets nothing off."""
    assert refused("What does keeping 4:30 open for you give the studio?", "en") & {"after-colon", "open"} == set()
