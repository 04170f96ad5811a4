"""The marked drafts: enough of them, in both languages, each marked by two readers in the draft's own words."""

from companion.embedding import HashEmbedder
from companion.questions import frames
from tests.marked import agreement, marked


def test_there_are_enough_drafts_marked_by_two_readers() -> None:
    """At least forty, half of them French, each read by two."""
    rows = marked()
    assert len(rows) >= 40
    assert sum(row["language"] == "fr" for row in rows) * 2 == len(rows)
    assert all([each["reader"] for each in row["marks"]] == ["a", "b"] for row in rows)
    assert len({row["id"] for row in rows}) == len(rows)


def test_what_is_marked_stands_in_the_draft_and_in_the_library() -> None:
    """An anchor is words of the draft; a frame is one of ours."""
    known = {frame.id for frame in frames()}
    for row in marked():
        for each in row["marks"]:
            assert all(text in row["draft"] for text in each["anchors"])
            assert set(each["frames"]) <= known, row["id"]


def test_the_planner_agrees_with_readers_more_than_chance_does() -> None:
    """Even without vectors, on what to hang a question and which to ask; the figures are in `make bench`.

    Not on lenses: the plain questions, written since, could not be chosen, and what is left of the rest is few.
    """
    for each in agreement(HashEmbedder())[:2]:
        assert 0 < each.by_chance < each.ours < 1, each
        assert each.between > each.by_chance, each
