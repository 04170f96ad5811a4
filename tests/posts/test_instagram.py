"""companion.posts.instagram, through read()."""

import json
from pathlib import Path

import pytest

from companion.errors import DamagedExport, UnknownFormat
from companion.posts import read
from tests.posts.exports import folder, items, mangled, posts, texts, zipped

WORDS = "L’été s’en vient déjà ❄️ — « pis » nous autres?"
SINGLE = {
    "media": [{
        "uri": "media/posts/202501/1_17972948920990787.jpg", "creation_timestamp": 1736674000, "title": mangled(WORDS),
        "media_metadata": {"photo_metadata": {"exif_data": [{"latitude": 45.5, "upload_ip": "192.0.2.1"}]}},
    }],
}  # fmt: skip
CAROUSEL = {
    "media": [
        {"uri": "media/posts/2.jpg", "creation_timestamp": 1739000000, "title": ""},
        {"uri": "media/posts/3.jpg", "creation_timestamp": 1739000000, "title": ""},
    ],
    "title": mangled("Trois choses apprises au marché."),
    "creation_timestamp": 1739000001,
}
SILENT = {"media": [{"uri": "media/posts/4.mp4", "creation_timestamp": 1740000000, "title": ""}]}
POSTS = "your_instagram_activity/media/posts_1.json"


def test_captions_and_carousels(tmp_path: Path) -> None:
    """A caption is found where it is, whole: on the medium of one picture, on the post of several."""
    found = items(folder(tmp_path, {POSTS: [SINGLE, CAROUSEL, SILENT]}), "instagram")
    assert texts(found) == [WORDS, "Trois choses apprises au marché.", "(empty)"]
    first, second = posts(found)
    assert first.date is not None
    assert second.date is not None
    assert (first.date.timestamp(), second.date.timestamp()) == (1736674000, 1739000001)
    assert (first.link, second.link) == ("instagram:17972948920990787", "")
    assert (first.platform, first.kind, first.language, first.source) == ("instagram", "post", "fr", POSTS)


def test_nothing_of_places_and_addresses(tmp_path: Path) -> None:
    """What a camera or a server noted beside a picture gets into no post."""
    (found,) = items(folder(tmp_path, {POSTS: [SINGLE]}), "instagram")
    assert "192.0.2.1" not in repr(found)
    assert "45.5" not in repr(found)


@pytest.mark.parametrize(
    "name", ["content/posts_1.json", "wrapped/your_instagram_activity/content/posts_1.json", POSTS, "posts_1.json"]
)
@pytest.mark.parametrize("pack", [folder, zipped])
def test_every_lay_out(tmp_path: Path, name: str, pack) -> None:
    """Whatever the year of the export, unpacked or not."""
    assert texts(items(pack(tmp_path / "export", {name: [SINGLE]}), "instagram")) == [WORDS]


def test_one_file_by_any_name(tmp_path: Path) -> None:
    """The file alone is recognised by what it holds; a list under one name, or a single medium, is read too."""
    place = folder(tmp_path, {"a.json": {"ig_posts": [{**SINGLE, "media": SINGLE["media"][0]}]}})
    assert texts(items(place / "a.json", "instagram")) == [WORDS]


def test_what_is_never_read(tmp_path: Path) -> None:
    """Archived and deleted posts, stories, messages and the second list of posts stay closed, even when named alone."""
    secret = {"media": [{"uri": "media/x.jpg", "creation_timestamp": 1736674000, "title": "SECRET"}]}
    others: dict[str, object] = {
        "your_instagram_activity/media/archived_posts.json": {"ig_archived_post_media": [secret]},
        "your_instagram_activity/media/recently_deleted_content.json": {"ig_recently_deleted_media": [secret]},
        "your_instagram_activity/media/stories.json": {"ig_stories": [{"uri": "x", "title": "SECRET"}]},
        "your_instagram_activity/media/posts.json": [secret],
        "your_instagram_activity/messages/inbox/a/message_1.json": {"messages": [{"content": "SECRET"}]},
    }
    assert texts(items(zipped(tmp_path / "a.zip", {POSTS: [SINGLE], **others}), "instagram")) == [WORDS]
    alone = folder(tmp_path / "b", {"a.json": {"ig_archived_post_media": [secret]}}) / "a.json"
    with pytest.raises(UnknownFormat):
        read(alone)
    assert texts(items(alone, "instagram", told="instagram")) == ["(private)"]


def test_several_parts(tmp_path: Path) -> None:
    """Archives in one folder are one export: posts_2 before posts_10; a part of messages is left closed."""
    one = zipped(tmp_path / "export-1.zip", {POSTS: [CAROUSEL], POSTS.replace("1", "10"): [SINGLE]})
    two = zipped(tmp_path / "export-2.zip", {POSTS.replace("1", "2"): [SINGLE]})
    three = zipped(tmp_path / "export-3.zip", {"messages/inbox/message_1.json": {"text": "SECRET"}})
    found = items(tmp_path, "instagram")
    assert [post.source.rpartition("posts_")[2] for post in posts(found)] == ["1.json", "2.json", "10.json"]
    assert texts(found)[-1] == "(unknown-format)"
    assert texts(list(read(one, two, three).items)) == texts(found)


def test_reels_and_videos(tmp_path: Path) -> None:
    """Their captions are posts as well."""
    files = {"media/reels.json": {"ig_reels_media": [SINGLE]}, "media/igtv_videos.json": {"ig_igtv_media": [CAROUSEL]}}
    assert sorted(texts(items(folder(tmp_path, files), "instagram"))) == sorted(
        [WORDS, "Trois choses apprises au marché."]
    )


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([SINGLE, CAROUSEL])[:-40],
        json.dumps([SINGLE])[:-1] + ', {"media": [], "creation_timestamp": NaN}]',
        json.dumps([SINGLE]).encode()[:-2] + b', "x": "\xe9"}]',
        "",
    ],
)
def test_a_damaged_file_is_refused_whole(tmp_path: Path, content: str | bytes) -> None:
    """Cut short, with a number that is none, not in UTF-8: nobody gets half an export without a word."""
    with pytest.raises(DamagedExport):
        list(read(folder(tmp_path, {POSTS: content})).items)


def test_odd_items(tmp_path: Path) -> None:
    """What is no post is counted, what is half one is read as far as it goes."""
    odd = [SINGLE, 5, None, {"media": 7, "title": ["x"]}, {"media": [3], "title": "Oui", "creation_timestamp": "hier"}]
    found = items(folder(tmp_path, {POSTS: odd}), "instagram")
    assert texts(found) == [WORDS, "(broken)", "(broken)", "(empty)", "Oui"]


HTML = """<html><body><div class="pam uiBoxWhite noborder"><h2 class="_a6-h">Premier jour &#128079;<br /> <br />Merci
 d&#039;être là &amp; à bientôt!<br /> #québec</h2><div class="uiBoxWhiteInner">
<a target="_blank" href="media/posts/1_17972948920990787.jpg">
<img src="media/posts/1_17972948920990787.jpg"/></a><table><tr><td>Has Camera Metadata<div>false</div></td></tr></table>
</div><div class="_3-94">Jan 12, 2025 1:44 am</div></div>
<div class="pam uiBoxWhite noborder"><div><video src="media/posts/v_18000000000000001.mp4"><a target="_blank"
 href="media/posts/v_18000000000000001.mp4">x</a></video></div><div class="_3-94">Jul 03, 2024 11:30 pm</div></div>
<div class="uiBoxWhite"><div>Sans classe connue</div><img src="media/3.jpg"/><div>12 janv. 2025 à 1:44</div>
</div></body></html>"""


def test_html(tmp_path: Path) -> None:
    """The text before the first medium is the caption, whatever its class; times stand eight hours behind."""
    found = items(folder(tmp_path, {"your_instagram_activity/content/posts_1.html": HTML}), "instagram")
    first = "Premier jour 👏\n\nMerci d'être là & à bientôt!\n#québec"
    assert texts(found) == [first, "(empty)", "Sans classe connue"]
    told, undetailed = posts(found)
    assert str(told.date) == "2025-01-12 09:44:00+00:00"
    assert told.link == "instagram:17972948920990787"
    assert str(undetailed.date) == "2025-01-12 09:44:00+00:00"


@pytest.mark.parametrize(
    ("told", "moment"),
    [
        ("mars 02, 2024 11:05 pm", "2024-03-03 07:05:00+00:00"), ("2 mars 2024 à 14 h 05", "2024-03-02 22:05:00+00:00"),
        ("févr. 29, 2024 12:30 a.m.", "2024-02-29 08:30:00+00:00"), ("2 mars 2024", "2024-03-02 12:00:00+00:00"),
        ("Mar 2, 2024, 2:05 PM", "2024-03-02 22:05:00+00:00"), ("2 mars 2024 à 99:99", "2024-03-02 12:00:00+00:00"),
        ("hier", "None"),
    ],
)  # fmt: skip
def test_dates_in_words(tmp_path: Path, told: str, moment: str) -> None:
    """In French as in English, eight hours behind UTC; a day where there is no clock, nothing where there is no day."""
    page = f'<div class="uiBoxWhite"><h2>Été</h2><img src="media/1.jpg"/><div>{told}</div></div>'
    (post,) = posts(items(folder(tmp_path, {"posts_1.html": page}), "instagram"))
    assert str(post.date) == moment


def test_json_before_html(tmp_path: Path) -> None:
    """Where the same export lies there twice, posts are read once, from the better one."""
    place = folder(tmp_path, {"content/posts_1.html": HTML, POSTS: [SINGLE]})
    assert texts(items(place, "instagram")) == [WORDS]
    folder(tmp_path, {"other/content/posts_1.html": HTML})
    assert len(texts(items(place, "instagram"))) == 4
