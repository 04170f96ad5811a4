"""X's long posts: whole in a file of their own, cut among the others, and nothing reliable says which is which.

A note belongs to the post of the very same second whose words it starts with, mentions before them aside.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from typing import Any

from companion.posts import dates

_MENTIONS = re.compile(r"(?:@\w{1,50}\s+)*")
_CUT = re.compile(r"\s{0,20}(?:…|\.\.\.)?\s{0,20}(?:https://t\.co/\w{1,40}\s{0,20}){0,10}\Z")
_LONGEST_CUT = 2_000
"""Characters of a cut post, all its mentions with it, at most."""
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Note:
    """One long post."""

    text: str
    """Whole, as it was written."""
    links: Mapping[str, str]
    """Short address -> what it leads to."""
    tweet: str
    """Id of its post, where the export says."""
    start: str
    """Its first words as they are compared."""


@dataclass(slots=True)
class Notes:
    """All of them, each to be taken once."""

    _by_second: dict[datetime | None, list[Note]] = field(default_factory=lambda: defaultdict(list))
    _by_tweet: dict[str, Note] = field(default_factory=dict)

    @classmethod
    def of(cls, items: Iterable[Any]) -> "Notes":
        """Read them; what is not one is passed over."""
        notes = cls()
        for item in items:
            inner = item.get("noteTweet", item) if isinstance(item, dict) else None
            if isinstance(inner, dict) and (note := _note(inner)):
                if note.tweet:
                    notes._by_tweet[note.tweet] = note
                else:
                    notes._by_second[second(inner.get("createdAt"))].append(note)
        return notes

    def take(self, moment: datetime | None, tweet: str, text: str) -> Note | None:
        """Return the note that the post `tweet`, whose raw text is `text`, is the start of."""
        if tweet in self._by_tweet:
            return self._by_tweet.pop(tweet)
        there = self._by_second.get(moment, [])
        if not there or len(text) > _LONGEST_CUT:
            return None
        start = _plain(_CUT.sub("", text))
        for note in there:
            if start and note.start.startswith(start):
                there.remove(note)
                return note
        return None

    def left(self) -> int:
        """Return how many no post was found for."""
        return len(self._by_tweet) + sum(map(len, self._by_second.values()))


def second(value: object) -> datetime | None:
    """Return the moment that a date names, to the second."""
    moment = dates.parse(value)
    return moment.replace(microsecond=0) if moment else None


def _note(item: Mapping[str, Any]) -> Note | None:
    """Read a note, whose text stands in another place from one export to the next."""
    results = item.get("noteTweetResults")
    places = [item.get("core"), item.get("noteTweetContents"), results]
    places.append(results.get("core") if isinstance(results, dict) else None)
    core = next((place for place in places if isinstance(place, dict) and isinstance(place.get("text"), str)), None)
    if core is None:
        return None
    tweet = item.get("tweetId")
    text = unescape(core["text"])
    return Note(text, _links(core), tweet if isinstance(tweet, str) else "", _plain(text[: 2 * _LONGEST_CUT]))


def _links(core: Mapping[str, Any]) -> dict[str, str]:
    found = core.get("urls")
    urls = [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
    return {
        short: long
        for each in urls
        if isinstance(short := each.get("shortUrl"), str) and isinstance(long := each.get("expandedUrl"), str)
    }


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", _MENTIONS.sub("", text.strip(), count=1))
