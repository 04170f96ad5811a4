"""A fuzz of the importers, by hand and not in CI: `nice .venv/bin/python -m tests.posts.fuzz instagram --minutes 4`.

Sound exports are damaged, in what they hold and in their bytes, and read as a file alone and as an archive. Whatever
comes, reading ends in posts that can be kept, in reasons, or in an error that the author can be told.
"""

import argparse
import json
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from companion import words
from companion.errors import InputError
from companion.posts import Skipped, read
from companion.posts.fields import LONGEST
from companion.records import Post
from tests.posts import (
    test_bluesky,
    test_facebook,
    test_feed,
    test_instagram,
    test_linkedin,
    test_mastodon,
    test_medium,
    test_own_export,
    test_substack,
    test_threads,
    test_tiktok,
    test_wordpress,
    test_x,
)
from tests.posts.exports import data, tarred, zipped

SLOWEST = 10
"""Seconds that a small file may take."""
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(
        ["2024-03-12", "Wed Mar 06 14:05:09 +0000 2024", "\ud83c", "Ã©", "RT @x", "\x00", "1" * 50, 1e308, 10**30, -1]
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
_TWEETS = [
    test_x.tweet(
        1, test_x.LONG[:100] + "… https://t.co/x", entities={"urls": [{"url": "https://t.co/x"}], "media": []}
    ),
    test_x.tweet(2, "@a b", in_reply_to_status_id="5", in_reply_to_user_id="88"),
]
SEEDS: dict[str, Mapping[str, object]] = {
    "instagram": {"media/posts_1.json": [test_instagram.SINGLE, test_instagram.CAROUSEL]},
    "instagram-html": {"content/posts_1.html": test_instagram.HTML},
    "facebook": {"your_posts_1.json": test_facebook.ENTRIES},
    "threads": {"threads_and_replies.json": test_threads.LIST},
    "threads-html": {"threads_and_replies.html": test_threads.PAGE},
    "linkedin": {"Shares.csv": test_linkedin.HEAD + test_linkedin.ROWS},
    "linkedin-articles": {"Articles/a.html": test_linkedin.ARTICLE.format(test_linkedin.APPEARED)},
    "linkedin-comments": {"Comments.csv": test_linkedin.COMMENTS},
    "x": {
        "data/tweets.js": ("window.YTD.tweets.part0 = ", _TWEETS),
        "data/note-tweet.js": ("window.YTD.note_tweet.part0 = ", [test_x.note(test_x.LONG)]),
        "data/account.js": ("window.YTD.account.part0 = ", [{"account": {"accountId": "77"}}]),
    },
    "x-table": {"tweets.csv": "tweet_id,timestamp,text,retweeted_status_id\n1,2015-03-06 14:05:09 +0000,Oui,\n"},
    "tiktok": {"user_data_tiktok.json": {"Post": {"Posts": {"VideoList": test_tiktok.VIDEOS}}}},
    "companion": test_own_export.export(),
    "mastodon": {"outbox.json": json.loads(json.dumps(test_mastodon.MIXED))},
    "bluesky": {"repo.car": test_bluesky.repository()},
    "bluesky-json": {"feed.json": [{"post": test_bluesky.VIEW}, test_bluesky.RECORDS[f"{test_bluesky.POST}/3c"]]},
    "substack": {name: held for name, held in test_substack.FILES.items() if "opens" not in name},
    "medium": test_medium.FILES,
    "wordpress": {"site.xml": test_wordpress.SITE},
    "feed": {"feed.xml": test_feed.RSS},
    "feed-atom": {"feed.atom": test_feed.ATOM},
    "markdown": {"a.md": "---\ntitle: L'été\ndate: 2024-03-12\ntags: [a, b]\n---\n# Oui\n\nIl a **plu** [hier](x).\n"},
    "markdown-toml": {"a.md": '+++\ntitle = "L\'été"\ndate = 2024-03-12\n[params]\na = 1\n+++\nIl a plu {{< x >}}.\n'},
    "markdown-json": {"a.md": '{"title": "L\'été", "draft": false}\nIl a plu.\n'},
    "csv": {"posts.csv": 'date,text,link\n2024-03-12,"Je suis\n""dans"" ma cour",https://a.example\n2024-03-13,Oui,\n'},
    "csv-french": {"posts.csv": "Date;Contenu\n02/03/2024;Je suis dans ma cour\n25/12/2023;Oui\n"},
    "jsonl": {"posts.jsonl": '{"text": "Je pars demain.", "date": 1710244800}\n{"caption": "Oui", "date": "2024"}\n'},
}
"""What is damaged: name -> text, JSON, or JSON after a prefix."""


def nodes(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Walk the places of a JSON value."""
    yield path
    held = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in held:
        yield from nodes(inner, (*path, key))


def replaced(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """Return `value` with `new` at `path`."""
    if not path:
        return new
    held = dict(value) if isinstance(value, dict) else list(value)
    held[path[0]] = replaced(value[path[0]], path[1:], new)
    return held


@st.composite
def exports(draw: st.DrawFn, name: str) -> dict[str, bytes]:
    """Return the files of an export, damaged."""
    files = {}
    for file, content in SEEDS[name].items():
        prefix, value = content if isinstance(content, tuple) else ("", content)
        if isinstance(value, str | bytes):
            held = data(value)
        else:
            for _ in range(draw(st.integers(0, 3))):
                value = replaced(value, draw(st.sampled_from(list(nodes(value)))), draw(_JSON))
            held = json.dumps(value).encode()
        files[file] = damaged(draw, prefix.encode() + held)
    return files


def damaged(draw: st.DrawFn, held: bytes) -> bytes:
    """Return bytes with some taken away, changed, repeated or put in."""
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(held)))
        to = min(len(held), at + draw(st.integers(0, 40)))
        new = draw(
            st.binary(max_size=10)
            | st.just(held[at:to] * 3)
            | st.sampled_from([b'"', b"\n", b"<", b"]", b"\xff", b"<!--", b"&#x"])
        )
        held = held[:at] + new + held[to:]
    return held


def check(path: Path, platform: str | None) -> None:
    """Read what lies there and check what comes of it."""
    start = time.process_time()
    try:
        items = list(read(path, platform=platform).items)
    except InputError as error:
        words.explain("fr", error)
        items = []
    for item in items:
        assert isinstance(item, Skipped) or sound(item), item
    assert time.process_time() - start < SLOWEST


def sound(post: Post) -> bool:
    """Say whether a post can be kept as it is."""
    for text in (post.text, post.link, post.source, post.platform, post.language):
        text.encode()
    dated = post.date is None or post.date.utcoffset() == timedelta()
    return dated and 0 < len(post.text) <= LONGEST and post.kind in {"post", "reply", "article"}


def of_files(name: str, place: Path) -> Callable[[dict[str, bytes]], None]:
    """Return the check of an export that is written in each way."""
    platform = name.partition("-")[0]

    def run(files: dict[str, bytes]) -> None:
        check(zipped(place / "a.zip", files), None)
        first = next(iter(files))
        (place / Path(first).name).write_bytes(files[first])
        check(place / Path(first).name, None)
        check(place / Path(first).name, platform)

    return run


@st.composite
def archives(draw: st.DrawFn) -> bytes:
    """Return a zip or a tar, damaged."""
    with tempfile.TemporaryDirectory() as place:
        pack = draw(st.sampled_from([(zipped, "a.zip"), (tarred, "a.tar"), (tarred, "a.tgz")]))
        names = draw(st.lists(st.sampled_from(["a.md", "posts_1.json", "b/c.csv", "./a.md", "d.jpg"]), unique=True))
        held = pack[0](Path(place) / pack[1], dict.fromkeys(names, "text\nOui" * 20)).read_bytes()
    return damaged(draw, held)


def of_archives(place: Path) -> Callable[[bytes], None]:
    """Return the check of an archive."""

    def run(held: bytes) -> None:
        (place / "a.zip").write_bytes(held)
        check(place / "a.zip", None)

    return run


def fuzz(name: str, minutes: float) -> int:
    """Damage and read for so long; show what broke and return how many examples there were."""
    count, end = 0, time.monotonic() + minutes * 60
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        strategy: Any = archives() if name == "archive" else exports(name)
        run: Callable[[Any], None] = of_archives(place) if name == "archive" else of_files(name, place)
        while time.monotonic() < end:

            @seed(random.getrandbits(60))
            @settings(max_examples=200, deadline=None, database=None, suppress_health_check=list(HealthCheck),
                      phases=[Phase.generate, Phase.shrink])  # fmt: skip
            @given(strategy)
            def once(example: Any) -> None:
                nonlocal count
                count += 1
                run(example)

            try:
                once()
            except Exception:
                traceback.print_exc(limit=-6)
                sys.stdout.write(f"{name}: broken after {count}\n")
                return count
    sys.stdout.write(f"{name}: {count} examples, nothing broke\n")
    sys.stdout.flush()
    return count


def main() -> None:
    """Fuzz what was named, or everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help=", ".join([*SEEDS, "archive"]))
    parser.add_argument("--minutes", type=float, default=4)
    given_ = parser.parse_args()
    for name in given_.names or [*SEEDS, "archive"]:
        fuzz(name, given_.minutes)


if __name__ == "__main__":
    sys.exit(main())
