"""Which posts are looked at: those of a platform, a year, a language."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import sqlalchemy as sa

from companion.store.tables import post_places, posts


@dataclass(frozen=True, slots=True)
class Which:
    """Posts that are looked at; None does not narrow."""

    platform: str | None = None
    """One of their places."""
    year: int | None = None
    """Year of their day, where the author is."""
    language: str | None = None
    """As `Post.language`."""

    def conditions(self) -> list[sa.ColumnElement[bool]]:
        """Return what a row of posts must fulfil."""
        told: list[sa.ColumnElement[bool]] = []
        if self.platform is not None:
            there = sa.select(post_places.c.post).where(post_places.c.platform == self.platform)
            told.append(posts.c.sequence.in_(there))
        if self.year is not None:
            told.append(posts.c.date.between(_midnight(self.year), _midnight(self.year + 1)))
            told.append(posts.c.date != _midnight(self.year + 1))
        if self.language is not None:
            told.append(posts.c.language == self.language)
        return told


def _midnight(year: int) -> datetime:
    """Return the first moment of `year` where the author is; the first and the last year of all are in UTC."""
    if not date.min.year < year < date.max.year:
        return datetime(min(max(year, date.min.year), date.max.year), 1, 1, tzinfo=UTC)
    return datetime(year, 1, 1).astimezone(UTC)
