"""Tone: what a coach does not say."""

import pytest

from companion.records import Language

from .authors import faults, refused, rules

REFUSED: list[tuple[str, Language, str]] = [
    ("advice", "fr", "As-tu pensé à montrer la terre noire ?"),
    ("advice", "fr", "Pourquoi ne pas parler de l'atelier ?"),
    ("advice", "fr", "Et si tu montrais l'atelier ?"),
    ("advice", "fr", "Que dirais-tu de montrer l'atelier ?"),
    ("advice", "fr", "Qu'est-ce que tu pourrais couper dans la série bleue ?"),
    ("advice", "en", "Have you considered showing the studio?"),
    ("advice", "en", "Why not show the studio?"),
    ("advice", "en", "What if you showed the studio?"),
    ("advice", "en", "How about the studio?"),
    ("advice", "en", "What could you add about the black clay?"),
    ("advice", "en", "Could you explain the clay so that people get it?"),
    ("verdict", "fr", "Qu'est-ce qui rend « tannant » aussi faible ?"),
    ("verdict", "fr", "Quelle phrase serait plus accrocheuse pour toi ?"),
    ("verdict", "en", "What makes “it scares me” sound so weak?"),
    ("verdict", "en", "Which opening would work better for you?"),
    ("flattery", "fr", "Quelle belle phrase, d'où te vient-elle ?"),
    ("flattery", "fr", "Bravo pour la série bleue, qu'est-ce qui te pousse ?"),
    ("flattery", "en", "Such a lovely series, what made you break it?"),
    ("flattery", "en", "What makes your studio so inspiring to you?"),
    ("urging", "fr", "Publie demain, qu'est-ce qui te retient ?"),
    ("urging", "fr", "La terre noire est prête, alors ose : qu'est-ce qui te pèse ?"),
    ("urging", "en", "Share the black clay, what holds you?"),
    ("urging", "en", "What keeps you from posting the black clay?"),
    ("algorithm", "fr", "Quel mot aiderait la portée de la série bleue ?"),
    ("algorithm", "fr", "Quelle accroche te ressemble ?"),
    ("algorithm", "en", "What would the algorithm make of the blue series?"),
    ("algorithm", "en", "Which hook feels like you?"),
]
NOTED: list[tuple[str, Language, str]] = [
    ("leading", "fr", "Qu'est-ce qui te fait vraiment peur dans l'atelier ?"),
    ("leading", "fr", "Qu'est-ce que la terre noire te dit, n'est-ce pas ?"),
    ("leading", "en", "What scares you in the studio, really?"),
    ("leading", "en", "What obviously matters to you in the studio?"),
    ("accusing-why", "fr", "Pourquoi tu rouvres l'atelier demain ?"),
    ("accusing-why", "en", "Why did you break the blue series?"),
]
ALLOWED: list[tuple[Language, str]] = [
    ("fr", "Que se passerait-il si l'atelier attendait ?"),
    ("fr", "Pourrais-tu me dire ce que la terre noire t'inspire ?"),
    ("fr", "À quoi as-tu pensé en rouvrant l'atelier ?"),
    ("fr", "Que diriez-vous de la terre noire à un voisin ?"),
    ("fr", "Qu'est-ce que tu aimes mieux garder pour toi ?"),
    ("en", "What would happen if the studio waited?"),
    ("en", "Could you tell me more about the black clay?"),
    ("en", "Who needs to know about the studio, for you?"),
    ("en", "Who should hear about the black clay first?"),
]


@pytest.mark.parametrize(("rule", "language", "question"), REFUSED)
def test_what_a_coach_does_not_say_is_refused(rule: str, language: Language, question: str) -> None:
    """Advice, verdicts, compliments, urging and marketing are refused, curated or not."""
    assert rule in refused(question, language, own=False)


@pytest.mark.parametrize(("rule", "language", "question"), NOTED)
def test_what_leads_or_accuses_is_noted(rule: str, language: Language, question: str) -> None:
    """A warning, not a refusal."""
    assert [fault.level for fault in faults(question, language) if fault.rule == rule] == ["W"]


@pytest.mark.parametrize(("language", "question"), ALLOWED)
def test_what_only_sounds_like_it_passes(language: Language, question: str) -> None:
    """Invitations ("could you tell me"), "what would happen if" and idioms are a coach's."""
    assert refused(question, language) == set()


def test_the_authors_own_word_may_be_quoted() -> None:
    """A verdict or a marketing word is the author's when it stands in a quotation."""
    assert rules("Who says “post more” to you?", "en") == set()
    assert "urging" not in rules("D'où vient ce « publier » ?", "fr")
