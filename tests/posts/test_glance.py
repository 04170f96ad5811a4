"""companion.posts.glance: three posts that stand for all."""

from datetime import UTC, datetime

import pytest

from companion.posts import Glance
from companion.records import Post


def seen(*posts: Post) -> Glance:
    glance = Glance()
    for post in posts:
        glance.note(post)
    return glance


@pytest.mark.parametrize("many", [3, 4, 11, 12, 13, 500, 10_000])
def test_three_from_all_over(many: int) -> None:
    """The first, one near the middle, one near the end; a few are held, however many pass."""
    glance = seen(*(Post(str(number)) for number in range(many)))
    first, middle, last = (int(post.text) for post in glance.samples)
    assert first == 0
    assert 0.25 * many <= middle + 1 <= 0.75 * many
    assert last >= 0.75 * many - 1
    assert len(glance._kept) < 12


def test_few_and_none() -> None:
    """As many as there are."""
    assert seen().samples == []
    assert [post.text for post in seen(Post("a"), Post("b")).samples] == ["a", "b"]


def test_replies_only_where_there_is_nothing_else() -> None:
    """What an author knows again is a post of their own."""
    assert [post.text for post in seen(Post("r", kind="reply"), Post("a")).samples] == ["a"]
    assert [post.text for post in seen(Post("r", kind="reply")).samples] == ["r"]


def test_dates_that_are_missing_are_counted() -> None:
    """So that nobody finds out later."""
    assert seen(Post("a"), Post("b", datetime(2024, 1, 1, tzinfo=UTC)), Post("c")).undated == 2
