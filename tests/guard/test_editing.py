"""Work on the text dressed as a question."""

import pytest

from companion.records import Language

from .authors import refused

REFUSED: list[tuple[Language, str]] = [
    ("en", "What time tomorrow will people find the studio open?"),
    ("en", "Where will you say the studio is?"),
    ("en", "Which photo of the black clay will you put here?"),
    ("en", "What would change if the black clay came first?"),
    ("en", "What would “it scares me” do at the very end?"),
    ("en", "Which price for the blue series will you give them?"),
    ("en", "What will you mention about the studio so that nobody is surprised?"),
    ("en", "Which word about the clay could make readers feel it?"),
    ("en", "What would the post gain from the blue series?"),
    ("fr", "À quelle heure vas-tu ouvrir l'atelier demain ?"),
    ("fr", "Quelle photo de la terre noire mettras-tu ?"),
    ("fr", "Que se passerait-il si la terre noire arrivait au tout début ?"),
    ("fr", "Que deviendrait le texte s'il finissait sur « c'est tannant » ?"),
    ("fr", "Quand est-ce que tu leur annonces la série ?"),
    ("fr", "Quelle adresse as-tu en tête pour l'atelier ?"),
    ("fr", "Quel mot ferait sentir la terre noire aux lecteurs ?"),
]
ALLOWED: list[tuple[Language, str]] = [
    ("en", "When you picture people reading “it scares me”, what do they see?"),
    ("en", "What would you want to have said by September?"),
    ("en", "Which photo of the studio do you keep in your head?"),
    ("en", "At what time of day does the studio feel like yours?"),
    ("en", "What would you want to tell them about the black clay?"),
    ("en", "If these words were a photo, what would you see in it?"),
    ("fr", "À qui parleras-tu de l'atelier en premier ?"),
    ("fr", "Que se passerait-il si l'atelier attendait ?"),
    ("fr", "Quelle image de la terre noire gardes-tu ?"),
    ("fr", "À quelle heure du jour l'atelier te ressemble-t-il ?"),
]


@pytest.mark.parametrize(("language", "question"), REFUSED)
def test_work_on_the_text_is_refused_as_advice(language: Language, question: str) -> None:
    """Facts to tell, pictures to add, parts to move, effects to obtain: advice with a question mark."""
    assert "advice" in refused(question, language)


@pytest.mark.parametrize(("language", "question"), ALLOWED)
def test_what_the_author_lives_passes(language: Language, question: str) -> None:
    """The same words about the author's experience are a coach's."""
    assert refused(question, language) == set()
