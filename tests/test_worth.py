"""Worth: what readers marked is what the planner prefers."""

import pytest

from companion import prompt, worth
from companion.coach.reading import read
from companion.questions import Frame, frames
from companion.records import IntentionField, Passage
from companion.topics import topics

DRAFT = read("Nos prix montent de 5 $ lundi. J'ai peur de le dire à ma mère. Merci.", "fr", detected="fr")
SPOKEN = {topic.name: topic.strength for topic in topics(DRAFT.text, "fr")}


def _of(frame: Frame, likeness: float = 0.0) -> float:
    return worth.of_frame(frame, DRAFT, SPOKEN, likeness)


def test_every_mark_is_of_a_question_that_is_there() -> None:
    """A mark of a question that was taken out is taken out too; marks stay within what a reader can give."""
    known = {frame.id for frame in frames()}
    table = prompt.table("worth.toml")
    assert set(table) == {"frames", "often"}
    assert {*table["frames"], *table["often"]} <= known
    assert all(-2 <= mark <= 2 for mark in table["frames"].values())
    assert all(mark <= 0 for mark in table["often"].values())


def test_a_question_about_the_matter_is_worth_more_than_one_about_anything() -> None:
    """On average, what is about a topic of the draft beats what could hang on any line."""
    about = [_of(frame) for frame in frames() if frame.topic == "price"]
    any_draft = [_of(frame) for frame in frames() if not frame.topic and not frame.signals]
    assert sum(about) / len(about) > sum(any_draft) / len(any_draft) + 0.5


def test_a_heavy_matter_weighs_more_than_a_light_one() -> None:
    """The same question is worth more where its topic weighs more."""
    frame = next(frame for frame in frames() if frame.topic == "price")
    heavy = worth.of_frame(frame, DRAFT, {"price": 1.0}, 0.0)
    assert heavy > worth.of_frame(frame, DRAFT, {"price": 0.1}, 0.0)


def test_likeness_counts_little_and_within_bounds() -> None:
    """An outlier of the embedder never outweighs what readers marked."""
    frame = frames()[0]
    assert 0 < _of(frame, 9.0) - _of(frame, -9.0) < 0.5


@pytest.mark.parametrize("field", ["boundaries", "wish"])
def test_what_the_author_said_they_want_is_worth_citing(field: IntentionField) -> None:
    """More than a past post; a limit that the draft comes near, most."""
    frame = next(frame for frame in frames() if "intention" in frame.slots and frame.stance is None)
    said = Passage("intention", "1", None, "jamais de chiffres", "near", field)
    post = Passage("post", "p", "2024-03-12", "On a compté toute la nuit", None)
    assert worth.of_passage(frame, said, shared=False) > worth.of_passage(frame, post, shared=False)


def test_a_post_that_speaks_of_something_else_is_worth_less() -> None:
    """A past line is set beside the draft where both speak of the same, or where the question asks for a contrast."""
    frame = next(frame for frame in frames() if "post" in frame.slots and frame.stance is None)
    near = Passage("post", "p", "2024-03-12", "Nos prix bougent pas", "near")
    far = Passage("post", "p", "2024-03-12", "Nos prix bougent pas", "far")
    assert worth.of_passage(frame, near, shared=True) > worth.of_passage(frame, far, shared=False) + 0.5


def test_a_whole_line_is_worth_more_than_a_scrap() -> None:
    """A quotation that stands alone reads better than a piece of one, and two in one question are heavy."""
    frame = next(f for f in frames() if "anchor" in f.slots and not f.topic and not f.others)
    line = next(anchor for anchor in DRAFT.anchors if anchor.text.startswith("J'ai peur"))
    whole = worth.of_anchor(frame, line, None, 1.0, DRAFT)
    assert whole > worth.of_anchor(frame, line, line, 1.0, DRAFT)
