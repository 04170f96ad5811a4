"""Whom or what a question is about."""

import pytest

from companion.guard.reading import read
from companion.guard.sources import gather
from companion.guard.subject import Subject, experienced, subject
from companion.records import Language

from .authors import DRAFTS

SUBJECTS: list[tuple[Subject, Language, str]] = [
    ("author", "en", "What do you hear in the studio?"),
    ("author", "fr", "Qu'entends-tu dans l'atelier ?"),
    ("pronoun", "fr", "Ça te fait quoi, quand tu rouvres ?"),
    ("person", "en", "How would your sister tell it?"),
    ("person", "fr", "Comment ta mère raconterait-elle cela ?"),
    ("quote", "en", "What does “it scares me” ask of you?"),
    ("this", "en", "What did that clay ask?"),
    ("the", "en", "When did the studio begin to sing?"),
    ("the", "fr", "Que dit la terre noire ?"),
    ("a", "en", "How does a broken series open a studio?"),
    ("a", "fr", "Que sait une série bleue ?"),
    ("asked", "en", "What was in the studio?"),
    ("asked", "fr", "Qu'est-ce qui te reste de la série ?"),
]


def _reading(question: str, language: Language):  # type: ignore[no-untyped-def]
    sources = gather(DRAFTS[language], None, (), ())
    return read(question, language=language, register=None, phrasing="own", sources=sources)


@pytest.mark.parametrize(("found", "language", "question"), SUBJECTS)
def test_the_subject_is_known_by_its_first_word(found: Subject, language: Language, question: str) -> None:
    """The author, a person, a quotation, this thing, the thing, a thing, or the question word itself."""
    assert subject(_reading(question, language)) == found


def test_someone_elses_life_may_be_asked_about() -> None:
    """A person who would tell or feel is experienced; a public that is to find something is not."""
    assert experienced(_reading("How would your sister feel in the studio?", "en"))
    assert not experienced(_reading("What would people see in the studio?", "en"))
