"""Quotations are verbatim, posts are dated, dates exist."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.guard import check
from companion.language import words
from companion.records import Language

from .authors import faults, refused, rules


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fr", "Qu'est-ce que « LA TERRE  NOIRE » te demande ?"),
        ("fr", "Qu’est-ce qui est « tannant » pour toi ?"),
        ("fr", 'Qu\'est-ce qui est "tannant" pour toi ?'),
        ("fr", "Qu'est-ce que tu entends par « montrer mes mains » ?"),
        ("en", "What do you mean by “it scares me”?"),
        ("en", "What do you mean by 'it scares me'?"),
        ("en", "What does “show my hands” ask of you?"),
    ],
)
def test_the_authors_own_words_may_be_quoted(language: Language, question: str) -> None:
    """A run of words of the draft or the intention, whatever its case, spaces and marks."""
    assert not {"quotation", "post-date"} & rules(question, language)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fr", "Que veux-tu dire par « la terre rouge » ?"),
        ("fr", "Que veux-tu dire par « la terre … tannant » ?"),
        ("fr", "Que veux-tu dire par « atelie » ?"),
        ("fr", "Que veux-tu dire par « la terre noire ?"),
        ("en", "What do you mean by “red clay”?"),
        ("en", "What do you mean by 'my clay sleeps'?"),
        ("en", "How do “black” “blue” “clay” “studio” sound to you?"),
    ],
)
def test_a_false_quotation_is_refused(language: Language, question: str) -> None:
    """Changed, stitched, cut inside a word, unclosed or in too many pieces."""
    assert "quotation" in refused(question, language)


def test_a_reply_may_be_quoted() -> None:
    """In a chat, the author's replies are theirs to be quoted."""
    question = "Qu'est-ce qu'il y a dans « c'est pas clair » ?"
    assert "quotation" in {f.rule for f in faults(question, "fr")}
    assert "quotation" not in {f.rule for f in faults(question, "fr", replies=("Ben, c'est pas clair.",))}


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fr", "Le 2 mars, tu écrivais « la plus honnête » : qu'est-ce qui a bougé ?"),
        ("fr", "En mars 2026, tu écrivais « la plus honnête » : qu'est-ce qui a bougé ?"),
        ("fr", "Qu'est-ce que « la plus honnête », du 2 mars 2026, te dit aujourd'hui ?"),
        ("en", "On March 2 you wrote “most honest thing”: what has changed?"),
        ("en", "On 2 March 2026 you wrote “most honest thing”; what has changed?"),
        ("en", "In March 2026 you wrote “most honest thing”; what has changed?"),
    ],
)
def test_a_post_is_quoted_with_its_date(language: Language, question: str) -> None:
    """A day, or a month and a year, said outside the quotation."""
    assert refused(question, language) == set()


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fr", "Tu as déjà écrit « la plus honnête » : qu'est-ce qui a bougé ?"),
        ("fr", "Le 3 mars, tu écrivais « la plus honnête » : qu'est-ce qui a bougé ?"),
        ("fr", "Le 2 mars 2026, tu écrivais « la terre noire » : qu'est-ce qui a bougé ?"),
        ("fr", "Que faisais-tu le 4 avril 2025 dans l'atelier ?"),
        ("en", "You once wrote “most honest thing”: what has changed?"),
        ("en", "In May you wrote “most honest thing”: what has changed?"),
        ("en", "On March 2 you wrote “black clay”: what has changed?"),
        ("en", "What did April 4, 2025 bring to the studio for you?"),
    ],
)
def test_a_wrong_or_missing_date_is_refused(language: Language, question: str) -> None:
    """Undated, dated otherwise, given to another text, or a date that nothing has."""
    assert "post-date" in refused(question, language)


def test_a_month_alone_is_noted() -> None:
    """A month alone is true, and says little: a warning."""
    found = faults("En mars, tu écrivais « la plus honnête » : qu'est-ce qui a bougé ?", "fr")
    assert [(fault.rule, fault.level) for fault in found] == [("post-date", "W")]


def test_a_date_of_the_draft_exists() -> None:
    """The author's own dates may be said."""
    assert "post-date" not in rules("Qu'est-ce que le 10 septembre veut dire pour toi ?", "fr")


def test_at_most_twelve_words_of_a_post() -> None:
    """A past post is recalled, not republished."""
    question = "On March 2, 2026 you wrote “The blue series is out of the kiln and it is the most honest”: what now?"
    assert "quotation" in refused(question, "en")


def test_a_question_about_nothing_of_theirs_is_noted() -> None:
    """A question that shares no word with what the author said is a warning."""
    assert "grounded" in rules("What matters most to you?", "en")
    assert "grounded" not in rules("What matters most to you in the studio?", "en")


@settings(deadline=None)
@given(st.data(), st.text(max_size=300), st.sampled_from(["fr", "en"]), st.sampled_from(["« {} »", "“{}”", '"{}"']))
def test_what_is_cut_from_the_draft_is_never_called_false(
    data: st.DataObject, draft: str, language: Language, marks: str
) -> None:
    """Any run of whole words of any draft, without quotation marks, may be quoted."""
    pieces = [
        piece for piece in draft.split() if words(piece) and not set(piece) & set("«»“”„\"‹›‘’'「」『』〈〉〝〞＂ꝗ")
    ]
    runs = [piece for piece in pieces if piece.isalnum()]
    if not runs:
        return
    cut = data.draw(st.sampled_from(runs))
    found = check(f"Qui {marks.format(cut)} ?", draft=draft, language=language)
    assert not [fault for fault in found if fault.rule == "quotation"]


@settings(deadline=None)
@given(st.text(), st.text(), st.sampled_from(["fr", "en"]), st.sampled_from(["own", "curated"]))
def test_check_never_raises(question: str, draft: str, language: Language, phrasing: str) -> None:
    """Whatever the text, the answer is a list of faults."""
    assert isinstance(
        check(question, draft=draft, language=language, phrasing="own" if phrasing == "own" else "curated"), list
    )
