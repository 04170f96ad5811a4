"""companion.posts.mastodon, through read()."""

from pathlib import Path

import pytest

from companion.errors import UnknownFormat
from companion.posts import read
from tests.posts.exports import folder, items, posts, tarred, texts, zipped

ALL, FOLLOWERS, FRIEND = (
    "https://www.w3.org/ns/activitystreams#Public",
    "https://a.example/me/followers",
    "https://b.example/u",
)
MENTION = (
    '<p><span class="h-card"><a href="https://b.example/@u" class="u-url mention">@<span>u</span></a></span> oui</p>'
)


def create(content: str, *, to: object = (ALL,), cc: object = (), **more: object) -> dict[str, object]:
    """Return an activity as Mastodon writes it, addressed twice."""
    note = {
        "id": "https://a.example/users/me/statuses/1", "type": "Note", "summary": None, "inReplyTo": None,
        "published": "2024-03-12T08:00:00Z", "url": "https://a.example/@me/1", "to": to, "cc": cc, "content": content,
        "contentMap": {"fr": content}, **more,
    }  # fmt: skip
    return {"type": "Create", "to": to, "cc": cc, "object": note}


def outbox(*activities: object) -> dict[str, object]:
    return {
        "@context": "https://www.w3.org/ns/activitystreams", "id": "outbox.json", "type": "OrderedCollection",
        "totalItems": 775, "orderedItems": activities,
    }  # fmt: skip


BOOST = {"type": "Announce", "to": [ALL], "cc": [], "object": "https://b.example/users/u/statuses/9"}
MIXED = outbox(
    create("<p>Été&nbsp;: l&#39;ours</p><p>Deux<br>Trois</p>"),
    BOOST,
    create("<p>Pour tous, hors du fil</p>", to=[FOLLOWERS], cc=[ALL]),
    create("<p>Entre nous</p>", to=[FOLLOWERS], cc=[FRIEND]),
    create("<p>À toi seul</p>", to=[FRIEND], cc=[]),
    create(MENTION, cc=[FRIEND], inReplyTo="https://b.example/users/u/statuses/8"),
)


@pytest.mark.parametrize("pack", [folder, zipped, tarred])
def test_what_is_kept(tmp_path: Path, pack: object) -> None:
    """Posts for everyone, in the list or not, and replies as replies; no boost, nothing meant for some only."""
    files = {"outbox.json": MIXED, "actor.json": {"type": "Person"}, "likes.json": outbox("https://b.example/1"),
             "bookmarks.json": outbox("https://b.example/2"), "media_attachments/1.jpg": b"\xff"}  # fmt: skip
    path = {folder: tmp_path, zipped: tmp_path / "a.zip", tarred: tmp_path / "a.tar.gz"}[pack]  # type: ignore[index]
    found = items(pack(path, files), "mastodon")  # type: ignore[operator]
    assert texts(found) == [
        "Été\xa0: l'ours\n\nDeux\nTrois", "(repost)", "Pour tous, hors du fil", "(private)", "(private)", "@u oui",
    ]  # fmt: skip
    first, _, reply = posts(found)
    assert (first.kind, reply.kind) == ("post", "reply")
    assert (str(first.date), first.link, first.source) == (
        "2024-03-12 08:00:00+00:00", "https://a.example/@me/1", "outbox.json",
    )  # fmt: skip


def test_who_may_read_it_is_never_guessed(tmp_path: Path) -> None:
    """Addresses that are missing, or that differ between a post and its activity, do not name everyone."""
    differing = create("<p>Non</p>")
    differing["to"] = [FOLLOWERS]
    path = folder(tmp_path, {"outbox.json": outbox(
        create("<p>Non</p>", to=None, cc=None), create("<p>Non</p>", to=5, cc={"a": ALL}), differing,
        create("<p>Oui</p>", to="as:Public", cc=None),
    )})  # fmt: skip
    assert texts(items(path, "mastodon")) == ["(private)", "(private)", "(private)", "Oui"]


def test_warnings_are_the_author_s_words(tmp_path: Path) -> None:
    """The line above a folded post is kept above it; alone, it is the text."""
    path = folder(tmp_path, {"outbox.json": outbox(
        create("<p>Il meurt.</p>", summary="Fin du film"), create("", summary="Photo du chat"), create(""),
    )})  # fmt: skip
    assert texts(items(path, "mastodon")) == ["Fin du film\n\nIl meurt.", "Photo du chat", "(empty)"]


def test_text_in_its_language_only(tmp_path: Path) -> None:
    """Where only the map of languages has the text, it is read there."""
    activity = create("", contentMap={"fr": "<p>Bonjour le monde</p>"})
    found = items(folder(tmp_path, {"outbox.json": outbox(activity)}), "mastodon")
    assert texts(found) == ["Bonjour le monde"]


def test_what_is_no_activity(tmp_path: Path) -> None:
    """It costs no other post."""
    path = folder(
        tmp_path,
        {
            "outbox.json": outbox(
                create("Oui"),
                None,
                [],
                {"type": "Create", "object": 5},
                {"type": {}},
                {"type": "Create", "object": {"type": []}},
            )
        },
    )
    assert texts(items(path, "mastodon")) == ["Oui", *["(broken)"] * 5]


def test_likes_are_no_outbox(tmp_path: Path) -> None:
    """Lists of what others wrote are never read."""
    with pytest.raises(UnknownFormat):
        read(folder(tmp_path, {"likes.json": outbox("https://b.example/1")}))
