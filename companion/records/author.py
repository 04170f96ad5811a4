"""What the author gives: what they intend, what they published, what was said in a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from companion.records.vocabulary import PostKind


@dataclass(frozen=True, slots=True)
class Intention:
    """What the author said they want; each save is a new version."""

    why: str = ""
    """Why they post at all, or why this post."""
    community: str = ""
    """For whom."""
    message: str = ""
    """What they want to be understood."""
    tone: str = ""
    """How they want to sound."""
    boundaries: str = ""
    """What stays out."""
    wish: str = ""
    """What they would like to see if they were their own community."""
    return_to: str = ""
    """What brings them back to it: a song, a line."""
    version: int = 0
    """Counted from 1 by the store; 0 before the first save."""
    saved: datetime | None = None
    """When, in UTC; set by the store."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place where a post appeared."""

    platform: str
    """As `Post.platform`."""
    link: str = ""
    """Its address there, where the source gives one."""
    source: str = ""
    """Name of the file that told of it."""
    date: datetime | None = None
    """When it appeared there, in UTC, as the source says; None where it does not."""
    text: str = ""
    """As it stands there, where that is not the post's own text."""


@dataclass(frozen=True, slots=True)
class Post:
    """Something the author published before."""

    text: str
    """As the author wrote it."""
    date: datetime | None = None
    """When it appeared, in UTC, which the author may have corrected; None where nobody said."""
    platform: str = "paste"
    """Where it came from, as `companion import --as` names it, or "paste"."""
    language: str = ""
    """ISO 639-1, or "" where that cannot be told."""
    kind: PostKind = "post"
    """A reply is kept and never quoted."""
    link: str = ""
    """Its address, or the lasting id its platform gives it instead, as `platform:number`; "" without either."""
    source: str = ""
    """Name of the file it came from."""
    id: str = ""
    """Stable across imports; set by the store from platform, link or text."""
    places: tuple[Place, ...] = ()
    """Where it appeared, the first one first, where that is more than its platform, link, source and date tell."""
