"""companion.posts.markdown_file, through read()."""

import os
from pathlib import Path

import pytest

from companion.errors import UnknownFormat
from companion.posts import Skipped, bring, read
from companion.records import Post
from companion.store import Store


def written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_md", ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def reasons(items: list[Post | Skipped]) -> list[str]:
    return [item.reason if isinstance(item, Skipped) else item.text for item in items]


def test_a_file_is_a_post(tmp_path: Path) -> None:
    """Date, title and language come from the front matter, and the text is what a reader sees."""
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: Le jardin\ndate: 2024-03-12\nlang: fr-CA\n---\n# Le jardin\n\nC'est **beau**.\n", "utf-8"
    )
    reading = read(path)
    (post,) = reading.items
    assert isinstance(post, Post)
    assert reading.platform == "markdown"
    assert post.text == "Le jardin\n\nC'est beau."
    assert post.date is not None
    assert (post.date.date().isoformat(), post.kind, post.language) == ("2024-03-12", "article", "fr")


def test_front_matter_is_recognised_without_the_name(tmp_path: Path) -> None:
    """A text file that opens as Hugo or Jekyll write them is Markdown, whatever it is called."""
    path = tmp_path / "a.txt"
    path.write_text('+++\ntitle = "T"\ndate = 2024-03-12\n+++\nBonjour.\n', encoding="utf-8")
    (post,) = read(path).items
    assert isinstance(post, Post)
    assert post.text == "T\n\nBonjour."
    assert post.date is not None


def test_a_folder_in_order(tmp_path: Path) -> None:
    """Every Markdown file below the folder, named from it; what is hidden is not looked at."""
    folder = written(
        tmp_path, b_md="Deux.", a_md="Un.", sub__2024_md="Trois.", _x="non", **{".git__c_md": "non", ".d_md": "non"}
    )
    reading = read(folder)
    posts = [item for item in reading.items if isinstance(item, Post)]
    assert [(post.text, post.source) for post in posts] == [
        ("Un.", "a.md"),
        ("Deux.", "b.md"),
        ("Trois.", "sub/2024.md"),
    ]


def test_day_from_the_name_where_the_file_says_nothing(tmp_path: Path) -> None:
    """Jekyll's names carry the day; a bad date in the front matter falls back to it, then to none."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "2024-03-12-titre.md").write_text("---\ndate: 2024-13-45\n---\nUn.", encoding="utf-8")
    (folder / "z.md").write_text("---\ndate: demain\n---\nDeux.", encoding="utf-8")
    first, second = read(folder).items
    assert isinstance(first, Post)
    assert isinstance(second, Post)
    assert str(first.date) == "2024-03-12 12:00:00+00:00"
    assert second.date is None


def test_drafts_are_left_aside(tmp_path: Path) -> None:
    """What the author has not published is not a past post: Hugo's draft, Jekyll's published and _drafts."""
    folder = written(
        tmp_path,
        a_md="---\ndraft: true\n---\nA",
        b_md="---\npublished: false\n---\nB",
        c_md="+++\ndraft = true\n+++\nC",
        _drafts__d_md="D",
        e_md="---\nstatus: brouillon\n---\nE",
        f_md="---\ndraft: false\npublished: true\n---\nF",
        g_md="---\ntitle: Seul\n---\n",
        h_md="---\n---\n",
    )
    assert sorted(reasons(list(read(folder).items))) == ["F", "Seul", *["draft"] * 5, "empty"]


def test_what_was_for_some_only_is_left_aside(tmp_path: Path) -> None:
    """A site's private posts, and those behind a password, are not read; a word of the text changes nothing."""
    folder = written(
        tmp_path,
        a_md="---\nstatus: private\n---\nA",
        b_md="---\nvisibility: privé\n---\nB",
        c_md="+++\nprivate = true\n+++\nC",
        d_md='{"password": "x"}\nD',
        e_md="---\npublish: false\n---\nE",
        f_md="private: true",
    )
    assert reasons(list(read(folder).items)) == ["private", "private", "private", "password", "draft", "private: true"]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links here")
def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    """A linked file outside is counted and not read, a linked folder not walked; a link inside is fine."""
    outside, folder = tmp_path / "outside", tmp_path / "in"
    written(outside, secret_md="Secret.", deep__more_md="Secret.")
    written(folder, a_md="Un.")
    (folder / "b.md").symlink_to(outside / "secret.md")
    (folder / "c.md").symlink_to(folder / "a.md")
    (folder / "d").symlink_to(outside, target_is_directory=True)
    (folder / "e.md").symlink_to(folder / "nowhere.md")
    assert reasons(list(read(folder).items)) == ["Un.", "link", "Un.", "broken"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_is_not_a_file_is_not_opened(tmp_path: Path) -> None:
    """A pipe named as a post does not hang the import; a picture named as one is not text."""
    os.mkfifo(tmp_path / "a.md")
    (tmp_path / "b.md").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    assert reasons(list(read(tmp_path).items)) == ["broken", "not-text"]


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the limit files are counted and not read, and a file over the limit is left aside."""
    monkeypatch.setattr("companion.posts.mixed.MOST", 2)
    monkeypatch.setattr("companion.posts.member.LARGEST", 10)
    folder = written(tmp_path, a_md="Un.", b_md="Beaucoup trop long.", c_md="Trois.", d_md="Quatre.")
    assert reasons(list(read(folder).items)) == ["Un.", "too-large", "over-limit", "over-limit"]


def test_a_folder_without_markdown(tmp_path: Path) -> None:
    """It is refused by name."""
    written(tmp_path, a="x")
    with pytest.raises(UnknownFormat):
        read(tmp_path)


def test_a_title_stands_above_its_text_once(tmp_path: Path) -> None:
    """As in every article, so that the same one is known in a feed; a heading that repeats it is not said twice."""
    folder = written(
        tmp_path, a_md="---\ntitle: L'été\n---\nIl fait beau.", b_md="---\ntitle: L'été\n---\n# L'été\n\nIl fait beau."
    )
    assert [item.text for item in read(folder).items if isinstance(item, Post)] == ["L'été\n\nIl fait beau."] * 2


def test_what_has_not_appeared_and_what_is_no_post(tmp_path: Path) -> None:
    """A day to come, Hugo's lists of posts, pages of a site."""
    folder = written(
        tmp_path,
        a_md="---\ndate: 2199-01-01\n---\nA",
        b___index_md="---\ntitle: Tous mes billets\n---\n",
        c_md="---\nlayout: page\n---\nÀ propos",
    )
    assert reasons(list(read(folder).items)) == ["draft", "page", "page"]


def test_an_article_of_a_folder_and_of_a_feed_is_one(tmp_path: Path, home: Path) -> None:
    """One post with two homes, however short: its title is part of both."""
    folder = written(tmp_path, a_md="---\ntitle: L'été\ndate: 2024-03-02\n---\nIl fait **beau** à Sorel.")
    feed = tmp_path / "feed.xml"
    feed.write_text(
        '<rss version="2.0"><channel><item><title>L\'été</title><link>https://b.example/ete</link><pubDate>Sat, '
        "02 Mar 2024 21:05:00 -0500</pubDate>"
        "<description>&lt;p&gt;Il fait &lt;b&gt;beau&lt;/b&gt; à Sorel.&lt;/p&gt;</description>"
        "</item></channel></rss>"
    )
    with Store.open(home, embedder=None) as store:
        assert bring(folder, store).imported == 1
        assert bring(feed, store).duplicates == 1
        assert [place.platform for place in store.posts()[0].places] == ["markdown", "feed"]
