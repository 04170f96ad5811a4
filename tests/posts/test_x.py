"""companion.posts.x, through read()."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from companion.errors import DamagedExport
from companion.posts import read
from companion.posts.reading import Skipped
from tests.posts.exports import folder, items, posts, texts, zipped

WHEN = "Wed Mar 06 14:05:09 +0000 2024"
LONG = "Un long billet d'été & d'automne, " + "mot " * 80 + "fin. https://t.co/zzz"


def tweet(number: int, text: str, *, when: str = WHEN, **more: Any) -> dict[str, Any]:
    return {"tweet": {"id_str": str(number), "full_text": text, "created_at": when, "lang": "fr", **more}}


def script(name: str, found: object) -> str:
    return f"window.YTD.{name}.part0 = {json.dumps(found)}"


def note(text: str, *, when: str = "2024-03-06T14:05:09.000Z", **more: Any) -> dict[str, Any]:
    return {"noteTweet": {"noteTweetId": "9", "createdAt": when, "core": {"text": text, "urls": []}, **more}}


ACCOUNT = script("account", [{"account": {"accountId": "77", "username": "moi", "email": "SECRET"}}])


def texts_of(tmp_path: Path, *tweets: object, **files: object) -> list[str]:
    named = {f"data/{name.replace('_', '-')}.js": content for name, content in files.items()}
    return texts(items(folder(tmp_path, {"data/tweets.js": script("tweets", tweets), **named}), "x"))


def test_addresses_and_pictures(tmp_path: Path) -> None:
    """An address shows where it leads, a picture's is no text, `&amp;` is what the author typed."""
    given = tweet(
        1, "Ça &amp; ça https://t.co/a https://t.co/ab https://t.co/pic",
        entities={"urls": [{"url": "https://t.co/a", "expanded_url": "https://exemple.ca/à"},
                           {"url": "https://t.co/ab", "expanded_url": "https://autre.ca"}]},
        extended_entities={"media": [{"url": "https://t.co/pic", "media_url": "x"}]},
    )  # fmt: skip
    (post,) = posts(items(folder(tmp_path, {"data/tweets.js": script("tweets", [given])}), "x"))
    assert post.text == "Ça & ça https://exemple.ca/à https://autre.ca"
    assert (post.link, post.language, str(post.date)) == ("https://x.com/i/status/1", "fr", "2024-03-06 14:05:09+00:00")


def test_retweets_replies_and_threads(tmp_path: Path) -> None:
    """What others wrote is left aside; an answer to somebody is a reply; to oneself it is a thread."""
    given = [
        tweet(1, "RT @ami: bravo", retweeted=False),
        tweet(2, "@ami merci", in_reply_to_status_id="5", in_reply_to_user_id="88"),
        tweet(3, "la suite", in_reply_to_status_id="1", in_reply_to_user_id="77"),
        tweet(4, "@ami allô", in_reply_to_user_id="88"),
        tweet(5, ""),
    ]
    path = folder(tmp_path, {"data/tweets.js": script("tweets", given), "data/account.js": ACCOUNT})
    found = items(path, "x")
    assert texts(found) == ["(repost)", "@ami merci", "la suite", "@ami allô", "(empty)"]
    assert [post.kind for post in posts(found)] == ["reply", "post", "reply"]


def test_long_posts_are_whole(tmp_path: Path) -> None:
    """A cut post is replaced by its note: the one of its second that starts as it does, mentions aside."""
    cut = LONG[:200].replace("&", "&amp;") + "… https://t.co/self"
    links = {"core": {"text": LONG, "urls": [{"shortUrl": "https://t.co/zzz", "expandedUrl": "https://exemple.ca"}]}}
    notes = script("note_tweet", [note("Un autre billet, de la même seconde."), note("", **links)])
    later = tweet(3, cut, when="Wed Mar 06 14:05:10 +0000 2024")
    assert texts_of(tmp_path, tweet(1, cut), later, note_tweet=notes) == [
        LONG.replace("https://t.co/zzz", "https://exemple.ca"), LONG[:200] + "… https://t.co/self", "(orphan)",
    ]  # fmt: skip


def test_a_long_reply_is_whole(tmp_path: Path) -> None:
    """The handle that a reply starts with is not in its note."""
    cut = "@ami @autre " + LONG[:150] + "… https://t.co/self"
    given = tweet(1, cut, in_reply_to_user_id="88", in_reply_to_status_id="5")
    assert texts_of(tmp_path, given, note_tweet=script("note_tweet", [note(LONG)])) == [LONG]


def test_notes_that_name_their_post(tmp_path: Path) -> None:
    """Where the export says which post a note belongs to, that counts."""
    for held in ({"core": {"text": LONG}}, {"text": LONG}):
        notes = script("note_tweet", [{"noteTweet": {"tweetId": "2", "noteTweetResults": held}}])
        assert texts_of(tmp_path, tweet(1, LONG[:9] + "…"), tweet(2, "x…"), note_tweet=notes) == [LONG[:9] + "…", LONG]


@pytest.mark.parametrize("name", ["data/tweet.js", "tweets.json", "twitter-2020/data/tweets-part2.js", "any.json"])
def test_other_names(tmp_path: Path, name: str) -> None:
    """Older archives, parts, posts without a wrapper, a file alone."""
    content = script("tweet", [tweet(1, "Allô")["tweet"]])
    assert texts(items(folder(tmp_path, {name: content}), "x")) == ["Allô"]


def test_what_is_never_read(tmp_path: Path) -> None:
    """Deleted posts, those for a circle, likes and messages stay closed."""
    secret = [tweet(9, "SECRET")]
    named = ("deleted-tweets", "twitter-circle-tweet", "like", "direct-messages", "deleted-note-tweet")
    files = {f"data/{name}.js": script(name, secret) for name in named}
    path = zipped(tmp_path / "a.zip", {"data/tweets.js": script("tweets", [tweet(1, "Allô")]), **files})
    assert texts(items(path, "x")) == ["Allô"]


def test_odd_items(tmp_path: Path) -> None:
    """Whatever stands where something else should is counted or passed over."""
    odd = [5, {"tweet": 5}, {"tweet": {"full_text": 5}}, tweet(2, "Oui", entities=[1], extended_entities={"media": 5})]
    notes = script("note_tweet", [5, {"noteTweet": 5}, note("", core=5)])
    read = ["Allô", "(broken)", "(broken)", "(broken)", "Oui"]
    assert texts_of(tmp_path, tweet(1, "Allô"), *odd, note_tweet=notes) == read


def test_odd_lengths_take_no_time(tmp_path: Path) -> None:
    """Blanks, digits and addresses without end are read as quickly as anything."""
    links = [{"url": f"https://t.co/{n}", "expanded_url": "https://exemple.ca"} for n in range(20_000)]
    given = [
        tweet(1, " \n" * 60_000 + "x"),
        tweet(2, "a" * 90_000, entities={"urls": links}),
        tweet(3, "@a " * 30_000 + "…"),
    ]
    start = time.process_time()
    assert len(texts_of(tmp_path, *given, note_tweet=script("note_tweet", [note(" " * 60_000 + "y")]))) == 4
    assert time.process_time() - start < 5


def test_a_script_that_ends_too_soon(tmp_path: Path) -> None:
    """It is refused whole."""
    path = folder(tmp_path, {"data/tweets.js": script("tweets", [tweet(1, "Allô"), tweet(2, "Oui")])[:-9]})
    with pytest.raises(DamagedExport):
        list(read(path).items)


def test_old_tables(tmp_path: Path) -> None:
    """Archives of before 2019 are a table."""
    head = "tweet_id,in_reply_to_status_id,in_reply_to_user_id,timestamp,source,text,retweeted_status_id\n"
    rows = (
        "1,,,2015-03-06 14:05:09 +0000,x,Ça &amp; ça,\n2,5,8,2015-03-06 14:05:09 +0000,x,@ami oui,\n3,,,,x,RT @a: b,9\n"
    )
    found = items(folder(tmp_path, {"tweets.csv": head + rows}), "x")
    assert texts(found) == ["Ça & ça", "@ami oui", "(repost)"]
    assert [(post.kind, post.link) for post in posts(found)] == [
        ("post", "https://x.com/i/status/1"), ("reply", "https://x.com/i/status/2"),
    ]  # fmt: skip
    assert str(posts(found)[0].date) == "2015-03-06 14:05:09+00:00"
    place = folder(tmp_path, {"new/data/tweets.js": script("tweets", [tweet(5, "Oui")])})
    assert texts(items(place, "x")) == [*texts(found), "Oui"]


def test_a_table_that_is_no_text_is_counted(tmp_path: Path) -> None:
    """What cannot be read is left aside under a name, never out of the count."""
    head = "tweet_id,timestamp,text\n"
    path = folder(tmp_path, {"tweets.csv": (head + "1,2016-01-02 03:04:05 +0000,a\x00b\n").encode()})
    assert [each.reason for each in items(path, "x") if isinstance(each, Skipped)] == ["not-text"]
