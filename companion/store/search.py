"""Posts searched by what they say: by their words, by their meaning, and by both with their ranks fused."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from companion.language import listed, words
from companion.records import Post
from companion.store.database import Database
from companion.store.posts import COLUMNS, Hit, placed, post
from companion.store.tables import posts
from companion.store.which import Which
from companion.store.wording import FTS, every, some

TELLING = 12
"""Words of a text that `by_words` looks for: its rarest, so that a long draft costs no more than a short one."""
_DAMPING = 60
"""How little the first ranks weigh beside the next, in reciprocal rank fusion; 60 is the usual value."""
_TERMS = sa.table("posts_terms", sa.column("term"), sa.column("doc"))


def by_words(database: Database, text: str, *, limit: int) -> list[Hit]:
    """Return posts that share words with `text`, best first; rare words count more, replies are left out."""
    sought = set(words(text))
    with database.read() as connection:
        telling = _rarest(connection, sought)
        if not telling:
            return []
        query = _matching(some(telling), limit).where(posts.c.kind != "reply")
        return [Hit(post(row), None) for row in connection.execute(query)]


def holding(database: Database, text: str, which: Which, *, limit: int) -> list[str]:
    """Return ids of the posts that hold every word of `text`, where there are none some of its telling words."""
    sought = words(text)
    small = listed("function", "fr") | listed("function", "en")
    telling = [word for word in sought if word not in small]
    with database.read() as connection:
        for expression in (every(sought), some(telling)):
            query = _matching(expression, limit).where(*which.conditions())
            if expression and (found := [row.id for row in connection.execute(query)]):
                return found
    return []


def told(database: Database, ids: Sequence[str]) -> list[Post]:
    """Return the posts of `ids` that are still there, in that order, with their places."""
    with database.read() as connection:
        rows = connection.execute(sa.select(*COLUMNS).where(posts.c.id.in_(ids)))
        found = {row.id: post(row) for row in rows}
        return placed(connection, [found[key] for key in ids if key in found])


def fused(*rankings: Sequence[str]) -> list[str]:
    """Return what stands in `rankings`, best first: reciprocal ranks are added, so two good ranks beat one."""
    score: dict[str, float] = {}
    for ranking in rankings:
        for place, key in enumerate(ranking, start=1):
            score[key] = score.get(key, 0.0) + 1 / (_DAMPING + place)
    return sorted(score, key=lambda key: -score[key])


def _matching(expression: str, limit: int) -> sa.Select[tuple[object, ...]]:
    return (
        sa.select(*COLUMNS)
        .join(FTS, FTS.c.rowid == posts.c.sequence)
        .where(FTS.c.posts_fts.op("MATCH")(expression))
        .order_by(FTS.c.rank, posts.c.sequence.desc())
        .limit(limit)
    )


def _rarest(connection: Connection, sought: set[str]) -> list[str]:
    """Return the words of `sought` that the fewest posts hold."""
    longest = sorted(sought, key=lambda word: (-len(word), word))[: TELLING * 25]
    query = sa.select(_TERMS.c.term).where(_TERMS.c.term.in_(longest)).order_by(_TERMS.c.doc, _TERMS.c.term)
    return list(connection.scalars(query.limit(TELLING)))
