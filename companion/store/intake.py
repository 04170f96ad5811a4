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

from companion.records import Post
from companion.store import wording
from companion.store.database import Database
from companion.store.identity import cut_short, gist, marks
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
        with database.read() as connection:
            kept = Known.of(connection, batch, beside=seen)
        for arrival in batch:
            there = kept.find(arrival) or seen.find(arrival)
            fresh += there is None
            seen.note(there or -fresh, arrival)
        found += len(batch)
    return Added(found, fresh, found - fresh)


@contextmanager
def _read(given: Iterable[Post], home: Path) -> Iterator[Iterator[list[Arrival]]]:
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


def _spooled(batch: Sequence[Arrival], spool: IO[bytes], home: Path) -> int:
    with mapped(home):  # what goes wrong with the export itself is not the store's
        pickle.dump(batch, spool)
    return 1


def _batches(given: Iterable[Post]) -> Iterator[list[Arrival]]:
    rest = map(Arrival.of, given)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _keep(connection: Connection, batch: Sequence[Arrival]) -> int:
    """Keep what is new of a batch, then note where else the rest appeared; return how many are new."""
    known, following = Known.of(connection, batch), _next(connection)
    fresh: dict[int, Arrival] = {}
    again: list[tuple[int, Arrival, list[str]]] = []
    for arrival in batch:
        there = known.find(arrival)
        if there is None:
            there = following + len(fresh)
            fresh[there] = arrival
        elif new := [key for key in arrival.places if key not in known.ids]:
            again.append((there, arrival, new))
        known.note(there, arrival)
    if fresh:
        _insert(connection, fresh)
    if again:
        _join(connection, again)
    return len(fresh)


def _next(connection: Connection) -> int:
    """Return the sequence of the next post: one that no post ever had, as the database itself would give it."""
    query = "SELECT seq FROM sqlite_sequence WHERE name = 'posts'"
    return int(connection.exec_driver_sql(query).scalar() or 0) + 1


def _insert(connection: Connection, fresh: Mapping[int, Arrival]) -> None:
    names = ("text", "date", "platform", "language", "kind", "link", "source")
    rows = [
        {"sequence": sequence, "id": next(iter(arrival.places))} | {name: getattr(arrival.post, name) for name in names}
        for sequence, arrival in fresh.items()
    ]
    connection.execute(sa.insert(posts), rows)
    found = [{"rowid": sequence, "words": arrival.words} for sequence, arrival in fresh.items()]
    connection.execute(sa.insert(wording.FTS), found)
    told = ((sequence, arrival, arrival.post.text) for sequence, arrival in fresh.items())
    connection.execute(sa.insert(post_places), [row for each in told for row in _places(*each)])


def _join(connection: Connection, again: Sequence[tuple[int, Arrival, list[str]]]) -> None:
    """Note where else posts appeared; where only the beginning of one was there, it is now there whole."""
    ids = {there for there, *_ in again}
    texts = sa.select(posts.c.sequence, posts.c.text).where(posts.c.sequence.in_(ids))
    own = dict(connection.execute(texts).all())
    spots = [post_places.c[name] for name in ("post", "platform", "link", "date")]
    had = {tuple(row) for row in connection.execute(sa.select(*spots).where(post_places.c.post.in_(ids)))}
    rows: list[dict[str, object]] = []
    for there, arrival, new in again:
        told = _places(there, arrival, own[there])
        rows += [row for row in told if row["id"] in new and tuple(row[spot.name] for spot in spots) not in had]
    if rows:
        connection.execute(sa.insert(post_places), rows)
    for there, arrival, _ in again:
        if cut_short(own[there]) and len(arrival.post.text) > len(own[there]):
            wording.change(connection, there, arrival.post.text)


def _places(sequence: int, arrival: Arrival, own: str) -> Iterator[dict[str, object]]:
    """Yield a row for each place of a post whose own text is `own`."""
    for key, place in arrival.places.items():
        text = place.text or arrival.post.text
        said = arrival.gist if len(arrival.places) == 1 else gist(text, place.date, arrival.post.kind)
        opening, ending = marks(said) if said else (None, None)
        row = {"post": sequence, "id": key, "opening": opening, "ending": ending}
        row |= {name: getattr(place, name) for name in ("platform", "link", "source", "date")}
        yield row | {"text": None if text == own else text}


def mark_all(connection: Connection) -> None:
    """Work out anew what the posts at each place are looked up by."""
    query = sa.select(post_places.c.sequence, post_places.c.text, posts.c.text, post_places.c.date, posts.c.kind)
    for sequence, own, text, date, kind in connection.execute(
        query.join(posts, posts.c.sequence == post_places.c.post)
    ):
        if said := gist(own or text, date, kind):
            values = dict(zip(("opening", "ending"), marks(said), strict=True))
            connection.execute(sa.update(post_places).where(post_places.c.sequence == sequence).values(values))
