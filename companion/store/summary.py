"""What was brought in, in the large. Never by week or month, and no year without a post: it is no record to keep up."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from companion.days import day_of
from companion.store.database import Database
from companion.store.tables import post_places, posts


@dataclass(frozen=True, slots=True)
class Summary:
    """How many posts there are of what; what there is none of is not named."""

    total: int
    """Posts, each once."""
    years: Mapping[str, int]
    """Year -> posts, newest first."""
    undated: int
    """Posts whose date nobody said."""
    platforms: Mapping[str, int]
    """Platform -> posts, most first; a post of two platforms counts for each."""
    languages: Mapping[str, int]
    """Language -> posts, most first; "" where it cannot be told."""


def summarise(database: Database) -> Summary:
    """Count the posts by year, platform and language."""
    spots = sa.select(post_places.c.platform, post_places.c.post).distinct().subquery()
    with database.read() as connection:
        dates = connection.scalars(sa.select(posts.c.date).execution_options(yield_per=10_000))
        years = Counter("" if date is None else f"{day_of(date).year:04}" for date in dates)
        platforms = _counted(connection, sa.select(spots.c.platform, sa.func.count()).group_by(spots.c.platform))
        languages = _counted(connection, sa.select(posts.c.language, sa.func.count()).group_by(posts.c.language))
    undated = years.pop("", 0)
    return Summary(years.total() + undated, dict(sorted(years.items(), reverse=True)), undated, platforms, languages)


def _counted(connection: Connection, query: sa.Select[str, int]) -> dict[str, int]:
    return dict(Counter(dict(connection.execute(query).all())).most_common())
