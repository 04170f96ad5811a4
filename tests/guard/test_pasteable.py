"""Nothing to paste."""

import pytest

from companion.records import Language

from .authors import refused, rules

REFUSED: list[tuple[str, Language, str]] = [
    ("hashtag", "fr", "Que dirait #terrenoire de toi ?"),
    ("hashtag", "en", "What would #blackclay say of you?"),
    ("emoji", "fr", "Que ressens-tu devant la terre noire 🔥 ?"),
    ("emoji", "en", "What do you feel :) in the studio?"),
    ("link", "fr", "Que montre www.terre.ca de l'atelier ?"),
    ("link", "en", "What would @claylover say of the studio?"),
    ("lead-in", "fr", "Que penses-tu d'une phrase comme la terre noire, par exemple ?"),
    ("lead-in", "en", "What do you think of something like black clay?"),
    ("first-person", "fr", "Que dirais-tu de je rouvre avec mes mains ?"),
    ("first-person", "en", "How would it sound to say I broke my blue self?"),
    ("after-colon", "fr", "Quel mot te ressemble : la patience, la terre, le bleu ?"),
    ("after-colon", "fr", "Une terre noire pour demain : qu'en dis-tu ?"),
    ("after-colon", "en", "Which word is yours: patience, clay, blue?"),
    ("after-colon", "en", "Clay for tomorrow: how does it feel?"),
    ("after-colon", "en", "What is the studio for you — a place to begin again?"),
    ("echo", "fr", "Pourquoi demain je rouvre l'atelier avec de la terre noire te pèse ?"),
    ("echo", "en", "What about tomorrow I reopen the studio with black clay feels big?"),
    ("novelty", "fr", "Quel galop traverse ta crinière de potière ?"),
    ("novelty", "en", "What thunder gallops through your studio?"),
    ("novelty", "fr", "Qu'est-ce qui brûle comme une cathédrale dans ton atelier ?"),
    ("novelty", "en", "What in the studio feels like a cathedral to you?"),
    ("image", "fr", "En quoi la terre noire est-elle une nuit pour toi ?"),
    ("image", "fr", "Qu'est-ce qui fait de l'atelier la maison de tes peurs ?"),
    ("image", "en", "How is the black clay a quiet night?"),
    ("image", "en", "What makes the studio the mother of your hands?"),
    ("image", "en", "What would you tell someone who thinks that fear molds every cup?"),
    ("options", "en", "What do you see in the studio, courage or patience?"),
    ("options", "fr", "Qu'est-ce que tu vois dans l'atelier, du courage ou de la patience ?"),
    ("wording", "en", "What would you title this one, Black and Blue?"),
    ("wording", "en", "What would it be like to say that black clay heals?"),
    ("wording", "fr", "Comment dirais-tu que la terre noire guérit ?"),
]
ALLOWED: list[tuple[Language, str]] = [
    ("fr", "« tannant » : qu'est-ce que ça te fait ?"),
    ("fr", "Qu'est-ce que ça changerait pour toi si les gens voyaient la terre noire ?"),
    ("fr", "À quoi ressemble ton atelier, à cette heure-là ?"),
    ("fr", "Qu'est-ce que tu aimerais que les familles du quartier comprennent de « tannant » ?"),
    ("fr", "Qu'est-ce qui te revient comme bruit quand tu penses à l'atelier ?"),
    ("en", "“it scares me”: what does it tell you?"),
    ("en", "What did the morning in the studio look like to you?"),
    ("en", "How would a neighbour who walks past read “I should”?"),
    ("en", "If these words were a photo, what would you see in it?"),
    ("en", "What would you like your students to understand about “black clay”?"),
]


@pytest.mark.parametrize(("rule", "language", "question"), REFUSED)
def test_what_could_be_pasted_is_refused(rule: str, language: Language, question: str) -> None:
    """Signs, lead-ins, first person, words set off, echoes, words from nowhere, images, options, wordings."""
    assert rule in refused(question, language)


@pytest.mark.parametrize(("language", "question"), ALLOWED)
def test_what_only_asks_is_not(language: Language, question: str) -> None:
    """A coach's ordinary words, one of their own, quotations before a colon and comparisons that ask, pass."""
    assert refused(question, language) == set()


@pytest.mark.parametrize("rule", ["novelty", "image", "options", "wording"])
def test_curated_questions_are_not_judged_by_provenance(rule: str) -> None:
    """People wrote the frames: where a word comes from is asked of a model's own words only."""
    for name, language, question in REFUSED:
        if name == rule:
            assert rule not in rules(question, language, own=False)
