"""Posts taken in: each kept once, all of an import or nothing of it.

What is given is first read to its end, into a file without a name that no kill can leave behind; only then is it
written, in one transaction. So an export that turns out damaged, or an import that is killed, leaves nothing to see,
and other writers wait for the writing alone, not for the reading.
"""

import pickle
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from companion.records import Place, Post
from companion.store import wording
from companion.store.database import Database
from companion.store.identity import gist, marks
from companion.store.known import Arrival, Known
from companion.store.refusals import mapped
from companion.store.tables import post_places, posts

BATCH = 500
"""Posts looked at together: what of an import is in memory at a time."""


@dataclass(frozen=True, slots=True)
class Added:
    """What an import did; `found == imported + duplicates`."""

    found: int
    """Posts given."""
    imported: int
    """New to the store."""
    duplicates: int
    """Already there, given twice, or there from another platform."""


def add(database: Database, given: Iterable[Post]) -> Added:
    """Keep the posts that are new: all of them or, where something goes wrong on the way, none."""
    found = imported = 0
    with _read(given, database.home) as batches, database.write() as connection:
        for batch in batches:
            found += len(batch)
            imported += _keep(connection, batch)
    return Added(found, imported, found - imported)


def count(database: Database, given: Iterable[Post]) -> Added:
    """Say what `add` would do, and keep nothing; numbers are held of each post, no text."""
    found, fresh, seen = 0, 0, Known()
    for batch in _batches(given):
        arrivals = [Arrival.of(post) for post in batch]
        with database.read() as connection:
            kept = Known.of(connection, arrivals, beside=seen)
        for arrival in arrivals:
            there = kept.find(arrival) or seen.find(arrival)
            fresh += there is None
            seen.note(there or -fresh, arrival)
        found += len(batch)
    return Added(found, fresh, found - fresh)


@contextmanager
def _read(given: Iterable[Post], home: Path) -> Iterator[Iterator[list[Post]]]:
    """Read to the end, then hand back what was read, a batch at a time."""
    rest = _batches(given)
    first = list(islice(rest, 1))
    with mapped(home):
        spool = tempfile.TemporaryFile(dir=home)  # noqa: SIM115  closed below
    with spool:
        many = sum(_spooled(batch, spool, home) for batch in rest)
        spool.seek(0)
        later = (pickle.load(spool) for _ in range(many))  # noqa: S301  written above, in a file without a name
        yield (batch for told in (first, later) for batch in told)


def _spooled(batch: Sequence[Post], spool: IO[bytes], home: Path) -> int:
    with mapped(home):  # what goes wrong with the export itself is not the store's
        pickle.dump(batch, spool)
    return 1


def _batches(given: Iterable[Post]) -> Iterator[list[Post]]:
    rest = iter(given)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _keep(connection: Connection, batch: Sequence[Post]) -> int:
    arrivals = [Arrival.of(post) for post in batch]
    known, fresh = Known.of(connection, arrivals), 0
    for arrival in arrivals:
        there = known.find(arrival)
        if there is None:
            there = _insert(connection, arrival)
            fresh += 1
        elif new := {key: place for key, place in arrival.places.items() if key not in known.ids}:
            _join(connection, there, arrival.post, new)
        known.note(there, arrival)
    return fresh


def _insert(connection: Connection, arrival: Arrival) -> int:
    post = arrival.post
    names = ("text", "date", "platform", "language", "kind", "link", "source")
    row = {name: getattr(post, name) for name in names} | {"id": next(iter(arrival.places))}
    sequence: int = connection.execute(sa.insert(posts), row).inserted_primary_key[0]  # type: ignore[index]
    wording.add(connection, sequence, post.text)
    _place(connection, sequence, post, arrival.places)
    return sequence


def _join(connection: Connection, there: int, post: Post, new: Mapping[str, Place]) -> None:
    """Note where else a post appeared; where only its beginning was there, it is now there whole."""
    text, kind = connection.execute(sa.select(posts.c.text, posts.c.kind).where(posts.c.sequence == there)).one()
    told = connection.execute(sa.select(post_places).where(post_places.c.post == there)).all()
    had = {(row.platform, row.link, row.date) for row in told}
    unseen = {key: place for key, place in new.items() if (place.platform, place.link, place.date) not in had}
    _place(connection, there, post, unseen, own=text)
    said = gist(text, told[0].date, kind)
    if unseen and said and said.cut and len(post.text) > len(text):
        wording.change(connection, there, post.text)


def _place(
    connection: Connection, sequence: int, post: Post, told: Mapping[str, Place], own: str | None = None
) -> None:
    """Keep where a post appeared; `own` is its own text, where that is not the text of `post`."""
    rows = []
    for key, place in told.items():
        text = place.text or post.text
        said = gist(text, place.date, post.kind)
        opening, ending = marks(said) if said else (None, None)
        row = {"post": sequence, "id": key, "opening": opening, "ending": ending}
        row |= {name: getattr(place, name) for name in ("platform", "link", "source", "date")}
        rows.append(row | {"text": None if text == (post.text if own is None else own) else text})
    if rows:
        connection.execute(sa.insert(post_places), rows)


def mark_all(connection: Connection) -> None:
    """Work out anew what the posts at each place are looked up by."""
    query = sa.select(post_places.c.sequence, post_places.c.text, posts.c.text, post_places.c.date, posts.c.kind)
    for sequence, own, text, date, kind in connection.execute(
        query.join(posts, posts.c.sequence == post_places.c.post)
    ):
        if said := gist(own or text, date, kind):
            values = dict(zip(("opening", "ending"), marks(said), strict=True))
            connection.execute(sa.update(post_places).where(post_places.c.sequence == sequence).values(values))
