"""From where a question asks: of a life, of this text, of a scene; anything else is refused in a model's own words."""

import pytest

from companion.records import Language

from .authors import refused

REFUSED: list[tuple[str, Language, str]] = [
    ("a thing that does", "en", "What does the black clay owe the studio?"),
    ("a thing that does", "fr", "Que doit la terre noire à la série ?"),
    ("how one does it", "en", "How do you carry the blue series into the studio?"),
    ("how one does it", "fr", "Comment portes-tu la série bleue dans l'atelier ?"),
    ("people at large", "fr", "Comment tes clientes recevraient-elles une série recollée ?"),
    ("people at large", "en", "How many people still break what they love?"),
    ("what one does", "fr", "À quel âge cesse-t-on de casser ?"),
    ("it only supposes", "en", "What if the clay was the teacher?"),
    ("it only supposes", "fr", "Et si la terre était la patronne ?"),
    ("a thing the coach named", "fr", "Quelle fierté vois-tu dans la terre noire ?"),
    ("a person in general", "en", "What do two potters talk about in a studio?"),
    ("a need of people's", "en", "Who needs to hear that clay breaks?"),
    ("a need of people's", "fr", "Qui a besoin de savoir que la terre attend ?"),
    ("a name tried out", "en", "What would a reader expect from a post called Blue Series?"),
    ("praise", "fr", "D'où te vient cette force de recommencer ?"),
    ("what it would take", "en", "What would make people stop at the black clay?"),
    ("a part moved", "fr", "Que changerait le texte si la première phrase était la terre noire ?"),
    ("words tried elsewhere", "en", "How would “it scares me” look on a mug?"),
    ("words tried elsewhere", "fr", "Comment sonnerait « c'est tannant » tout seul ?"),
    ("given as known", "fr", "Comment as-tu compris que la terre te parlait ?"),
    ("a deed supposed", "en", "What would change if you put the price in the studio window?"),
    ("something to react to", "fr", "Comment ta sœur réagirait-elle à un atelier pour le monde ?"),
    ("a poet's word", "en", "What do you see in the dancing clay?"),
    ("a poet's word", "fr", "Quelle lumière entre dans la série bleue ?"),
    ("an abstract word", "en", "What do you make of the brokenness in the studio?"),
]
ALLOWED: list[tuple[str, Language, str]] = [
    ("a scene", "en", "Where were you standing when the blue series broke?"),
    ("a scene", "en", "How did the studio sound that morning?"),
    ("a scene", "fr", "Quel bruit faisait la série en cassant ?"),
    ("a scene", "fr", "Où était la terre noire, ce matin-là ?"),
    ("who was there", "en", "Who was in the studio with you?"),
    ("that line is no clause", "en", "Who do you see when you read that line about the clay again?"),
    ("it waits", "fr", "Et si demain attendait, qui s'en apercevrait ?"),
    ("it waits", "en", "What would be lost if this stayed in the studio?"),
    ("a deed left undone", "fr", "Qu'est-ce que tu ferais si tu ne publiais pas ?"),
    ("a scale", "en", "From 0 to 10, how steady are your hands in the studio?"),
    ("a person and this text", "fr", "Comment ta mère vivrait-elle ce texte ?"),
    ("what comes to the author", "fr", "Qu'est-ce qui te reste de la série bleue ?"),
    ("beside a quotation", "en", "What courage is in “it scares me”, for you?"),
]


@pytest.mark.parametrize(("mechanism", "language", "question"), REFUSED)
def test_what_stands_nowhere_is_refused(mechanism: str, language: Language, question: str) -> None:
    """A predicate of the coach's, of things, of people at large or of a deed nobody spoke of."""
    assert refused(question, language), mechanism


@pytest.mark.parametrize(("mechanism", "language", "question"), ALLOWED)
def test_what_a_coach_asks_passes(mechanism: str, language: Language, question: str) -> None:
    """A scene, a person before this text, waiting, a scale, what comes back."""
    assert refused(question, language) == set(), mechanism


def test_curated_questions_are_not_asked_this() -> None:
    """Curated questions were read before they shipped."""
    assert refused("What does the black clay owe the studio?", "en", own=False) == set()
