"""Drafts in which nothing is wrong, and drafts in which something is: a stake is heard in these, and not in those."""

import tomllib
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from companion.coach.reading import read
from companion.embedding import HashEmbedder
from companion.recall import Recalled, recall
from companion.records import Draft, Intention, Language, Post, Register
from companion.store import Store

FREE = frozenset({"asking", "crowd", "wish", "reason"})
"""Stakes whose questions assert nothing of the draft but what it asks, or what its author said."""
ACCUSING = frozenset({"complaint", "noshow", "imitators", "apology", "failure", "shame"})
"""Topics whose questions take a grievance or a fault for granted."""
_FILE = Path(__file__).with_suffix(".toml")
_SAID = {field.name for field in fields(Intention)}
_DAY = datetime(2025, 3, 3, 15, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Case:
    """A draft of somebody's, with what they said before."""

    id: str
    """Who or what it is, after its language."""
    language: Language
    """Of the draft."""
    register: Register | None
    """How its author says you, in French."""
    text: str
    """The draft."""
    intention: Intention | None
    """What they intend, None for nothing saved."""
    posts: tuple[Post, ...]
    """What they posted."""
    there: frozenset[str]
    """Stakes that are truly in it."""


@cache
def cases(kind: Literal["innocent", "guilty"]) -> tuple[Case, ...]:
    """Load the drafts of one kind; of a guilty one, its stake is `there` too."""
    return tuple(_case(row) for row in tomllib.loads(_FILE.read_text(encoding="utf-8"))[kind])


def _case(row: dict[str, Any]) -> Case:
    language: Language = "fr" if row["id"].startswith("fr-") else "en"
    said = {name: text for name, text in row.items() if name in _SAID}
    posts = tuple(
        Post(text, _DAY + timedelta(days=day), language=language) for day, text in enumerate(row.get("posts", []))
    )
    there = frozenset([*row.get("there", []), *([row["stake"]] if "stake" in row else [])])
    intention = Intention(**said) if said else None
    return Case(row["id"], language, row.get("register"), row["text"], intention, posts, there)


def recalled(case: Case) -> tuple[Draft, Recalled]:
    """Read a draft, with what its author said before."""
    draft = read(case.text, case.language, detected=case.language, register=case.register)
    embedder = HashEmbedder()
    if not case.posts:
        return draft, recall(draft, case.intention, None, embedder)
    with TemporaryDirectory() as home, Store.open(Path(home), embedder=embedder, own_index=False) as store:
        store.add_posts(case.posts)
        store.catch_up()
        return draft, recall(draft, case.intention, store, embedder)
