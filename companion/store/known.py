"""What is known of posts while more come in: by the ids of their places, and by what they say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from companion.language import words
from companion.records import Place, Post
from companion.store.identity import Gist, gist, known_by, likeness, marks, places
from companion.store.tables import post_places, posts

_MOST = 5_000
"""Places compared with a batch at most, however many open or end in the same words on the same day."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A post that comes in, with what it is known by."""

    post: Post
    """As it was given."""
    places: Mapping[str, Place]
    """Id -> place, the first one first."""
    gist: Gist | None
    """What it says, None where it is never taken for another."""
    words: str
    """Its folded words, for the full-text search."""

    @classmethod
    def of(cls, post: Post) -> Self:
        """Work out what `post` is known by."""
        told = places(post)
        first = told[0]
        ids = {known_by(place, post.text): place for place in told}
        return cls(post, ids, gist(first.text or post.text, first.date, post.kind), " ".join(words(post.text)))

    @property
    def platforms(self) -> set[str]:
        """Where it appeared."""
        return {place.platform for place in self.places.values()}


@dataclass(slots=True)
class Known:
    """Posts by what they are known by; texts are not held."""

    ids: dict[str, int] = field(default_factory=dict)
    """Id of a place -> its post."""
    _alike: dict[int, dict[int, Gist]] = field(default_factory=dict)
    _platforms: dict[int, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, connection: Connection, arrivals: Sequence[Arrival], *, beside: Self | None = None) -> Self:
        """Look up what the store knows of what comes in; `beside` is what came in before, where it was not kept."""
        known = cls()
        rows, ids = post_places.c, {key for each in arrivals for key in each.places}
        known.ids = dict(connection.execute(sa.select(rows.id, rows.post).where(rows.id.in_(ids))).all())
        new = [each.gist for each in arrivals if each.gist and not known.ids.keys() & each.places.keys()]
        looked = {mark for told in new for mark in marks(told, around=True)}
        if looked:
            known._look_up(connection, looked, [each.platforms for each in arrivals])
        if beside is not None:
            for post, platforms in known._platforms.items():
                platforms.update(beside._platforms.get(post, ()))
        return known

    def _look_up(self, connection: Connection, looked: set[int], platforms: Sequence[set[str]]) -> None:
        rows = post_places.c
        text = sa.func.coalesce(rows.text, posts.c.text)
        query = (
            sa.select(rows.post, sa.type_coerce(text, posts.c.text.type), rows.date, posts.c.kind)
            .join(posts, posts.c.sequence == rows.post)
            .where(sa.or_(rows.opening.in_(looked), rows.ending.in_(looked)))
            .limit(_MOST)
        )
        if len(only := set().union(*platforms)) == 1:  # one platform alone is never compared with itself
            query = query.where(rows.platform != only.pop())
        found = connection.execute(query).all()
        for post, *told in found:
            if (said := gist(*told)) is not None:
                self._note(post, said)
        where = sa.select(rows.post, rows.platform).where(rows.post.in_({row.post for row in found}))
        for post, platform in connection.execute(where):
            self._platforms.setdefault(post, set()).add(platform)

    def find(self, arrival: Arrival) -> int | None:
        """Return the post that has come in again, by an id or by what it says; None for a new one."""
        for key in arrival.places:
            if key in self.ids:
                return self.ids[key]
        return self._same(arrival) if arrival.gist else None

    def _same(self, arrival: Arrival) -> int | None:
        told, here = arrival.gist, arrival.platforms
        assert told is not None
        near = {post: said for mark in marks(told, around=True) for post, said in self._alike.get(mark, {}).items()}
        likely = [(likeness(told, said), -post) for post, said in near.items() if not here & self._platforms[post]]
        best, post = max(likely, default=(0.0, 0))
        return -post if best else None

    def note(self, post: int, arrival: Arrival) -> None:
        """Know `arrival` as `post` from now on."""
        self.ids.update(dict.fromkeys(arrival.places, post))
        self._platforms.setdefault(post, set()).update(arrival.platforms)
        if arrival.gist is not None:
            self._note(post, arrival.gist)

    def _note(self, post: int, said: Gist) -> None:
        for mark in marks(said):
            self._alike.setdefault(mark, {}).setdefault(post, said)
