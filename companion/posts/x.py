"""X's archive: posts and replies, long ones whole; retweets are left aside by name.

Deleted posts, those for a circle, likes and messages are never opened. What is shown of an address is where it leads,
and the address of a picture is no text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from companion.errors import InputError
from companion.posts import json_list, x_table
from companion.posts.export_files import candidates, recognised
from companion.posts.fields import LONGEST, post
from companion.posts.reading import Skipped
from companion.posts.source import Source
from companion.posts.x_notes import Notes, second
from companion.records import Post

_TWEETS = re.compile(r"(?:^|/)tweets?(?:-part\d+)?\.js(?:on)?")
_NOTES = re.compile(r"(?:^|/)note-tweets?(?:-part\d+)?\.js(?:on)?")
_MOST_LINKS = 200
"""Addresses that one post may hold."""
_ACCOUNT = re.compile(r"(?:^|/)account\.js")


def recognises(source: Source) -> bool:
    """Say whether there are posts with a full text, in scripts of their own or in the table of old archives."""
    return recognised(source, _TWEETS, _looks) or x_table.recognises(source)


def read(source: Source) -> Iterator[Post | Skipped]:
    """Walk the posts, each with its note; a note without a post is counted."""
    table = x_table.recognises(source)
    if table:
        yield from x_table.read(source)
    notes = Notes.of(note for member in source.matching(_NOTES) for note in json_list.items(member))
    reader = _Reader(notes, _account(source))
    for member in source.matching(_TWEETS) if table else candidates(source, _TWEETS):
        for item in json_list.items(member):
            yield reader.post(_inner(item), member.name)
    yield from [Skipped("orphan")] * notes.left()


def _looks(path: tuple[str, ...], item: object) -> bool:
    tweet = _inner(item)
    return not path and isinstance(tweet.get("full_text"), str) and bool({"id_str", "created_at"} & set(tweet))


def _inner(item: object) -> Mapping[str, Any]:
    """Return a post out of what wraps it in newer archives, empty for what is none."""
    inner = item.get("tweet", item) if isinstance(item, dict) else None
    return inner if isinstance(inner, dict) else {}


def _account(source: Source) -> str:
    """Return the author's number, "" where it is not there or cannot be read."""
    for member in source.matching(_ACCOUNT):
        try:
            for item in json_list.items(member):
                account = item.get("account") if isinstance(item, dict) else None
                return str(account.get("accountId") or "") if isinstance(account, dict) else ""
        except InputError:
            continue
    return ""


@dataclass(frozen=True, slots=True)
class _Reader:
    """What is known while the posts are walked."""

    notes: Notes
    account: str

    def post(self, tweet: Mapping[str, Any], source: str) -> Post | Skipped:
        text = tweet.get("full_text", tweet.get("text"))
        if not isinstance(text, str):
            return Skipped("broken")
        text, number = unescape(text), _number(tweet)
        if text.startswith("RT @"):
            return Skipped("repost")
        note = self.notes.take(second(tweet.get("created_at")), number, text)
        links = {**_links(tweet), **(note.links if note else {})}
        return post(
            _spelled_out(note.text if note else text, links),
            date=tweet.get("created_at"),
            platform="x",
            source=source,
            link=f"https://x.com/i/status/{number}" if number else "",
            language=str(tweet.get("lang") or ""),
            kind="reply" if self._replies(tweet) else "post",
        )

    def _replies(self, tweet: Mapping[str, Any]) -> bool:
        """Say whether it answers somebody else; to oneself is a thread."""
        to = tweet.get("in_reply_to_user_id_str") or tweet.get("in_reply_to_user_id")
        if self.account and str(to or "") == self.account:
            return False
        return bool(to or tweet.get("in_reply_to_status_id_str") or tweet.get("in_reply_to_status_id"))


def _number(tweet: Mapping[str, Any]) -> str:
    number = str(tweet.get("id_str") or tweet.get("id") or "")
    return number if number.isascii() and number.isdigit() and len(number) <= 25 else ""


def _links(tweet: Mapping[str, Any]) -> dict[str, str]:
    """Return short address -> what stands for it: where it leads, nothing for a picture."""
    links = {str(url.get("url")): str(url.get("expanded_url") or url.get("url")) for url in _each(tweet, "urls")}
    return {**links, **{str(medium.get("url")): "" for medium in _each(tweet, "media")}}


def _each(tweet: Mapping[str, Any], kind: str) -> Iterator[Mapping[str, Any]]:
    for name in ("entities", "extended_entities"):
        entities = tweet.get(name)
        found = entities.get(kind) if isinstance(entities, dict) else None
        yield from (each for each in found if isinstance(each, dict)) if isinstance(found, list) else ()


def _spelled_out(text: str, links: Mapping[str, str]) -> str:
    if len(links) > _MOST_LINKS or len(text) > LONGEST:
        return text
    for short, long in sorted(links.items(), key=lambda link: -len(link[0])):  # one may be the start of another
        if short.startswith("http"):
            text = text.replace(short, long)
    return text
