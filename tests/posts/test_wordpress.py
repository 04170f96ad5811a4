"""companion.posts.wordpress and companion.posts.wordpress_text, through read()."""

from pathlib import Path

import pytest

from companion.errors import DamagedExport, ExportEntities, InputError, TooDeep
from companion.posts import read
from companion.posts.wordpress_text import plain
from tests.posts.exports import folder, items, posts, texts, zipped

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- This is a WordPress eXtended RSS file -->
<!-- generator="WordPress/6.4" created="2024-03-12 08:00" -->
<rss version="2.0" xmlns:excerpt="{0}/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="{0}/1.2/">
<channel><title>Mon site</title><language>fr-CA</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_email><![CDATA[moi@example.com]]></wp:author_email></wp:author>
"""
FOOT = "</channel></rss>"


def item(title: str = "Titre", content: str = "Corps.", *, kind: str = "post", status: str = "publish",
         password: str = "", date: str = "2024-03-12 13:00:00", link: str = "https://a.example/1") -> str:  # fmt: skip
    """Return an item as WordPress writes it."""
    return (
        f"<item><title><![CDATA[{title}]]></title><link>{link}</link><pubDate>Tue, 12 Mar 2024 13:00:00 +0000</pubDate>"
        f"<guid isPermaLink='false'>https://a.example/?p=1</guid><description></description>"
        f"<excerpt:encoded><![CDATA[Résumé]]></excerpt:encoded><content:encoded><![CDATA[{content}]]></content:encoded>"
        f"<wp:post_id>7</wp:post_id><wp:post_date><![CDATA[2024-03-12 08:00:00]]></wp:post_date>"
        f"<wp:post_date_gmt><![CDATA[{date}]]></wp:post_date_gmt><wp:status><![CDATA[{status}]]></wp:status>"
        f"<wp:post_type><![CDATA[{kind}]]></wp:post_type><wp:post_password><![CDATA[{password}]]></wp:post_password>"
        "<category domain='category' nicename='x'><![CDATA[X]]></category>"
        "<wp:comment><wp:comment_content><![CDATA[Secret d'une lectrice]]></wp:comment_content></wp:comment></item>"
    )


def export(*items: str, address: str = "http://wordpress.org/export") -> str:
    return HEAD.format(address) + "\n".join(items) + FOOT


SITE = export(
    item("L&#8217;été &amp; moi", "Il a plu.\n\nPuis\nplus."),
    item(kind="page"), item(kind="attachment", status="inherit"), item(kind="nav_menu_item"), item(status="draft"),
    item(status="private"), item(password="x"), item(status="trash"), item(status="future"), item(status="pending"),
    item("", "<!-- wp:paragraph -->\n<p>Sans\ntitre</p>\n<!-- /wp:paragraph -->", link="", date="0000-00-00 00:00:00"),
    item("Seul", ""), item("", ""),
)  # fmt: skip


@pytest.mark.parametrize("address", ["http://wordpress.org/export", "https://wordpress.org/export"])
@pytest.mark.parametrize("name", ["site.wordpress.2024.xml", "x"])
def test_what_is_published(tmp_path: Path, address: str, name: str) -> None:
    """Published posts, each a title and a body; everything else under its own name, comments and authors not at all."""
    path = folder(tmp_path, {name: SITE.replace("http://wordpress.org/export", address)}) / name
    found = items(path, "wordpress")
    assert texts(found) == [
        "L’été & moi\n\nIl a plu.\n\nPuis\nplus.", "(page)", "(not-a-post)", "(not-a-post)", "(draft)", "(private)",
        "(password)", "(deleted)", "(draft)", "(draft)", "Sans titre", "Seul", "(empty)",
    ]  # fmt: skip
    first, untitled, _ = posts(found)
    assert (first.kind, first.language, first.link) == ("article", "fr", "https://a.example/1")
    assert [str(post.date) for post in (first, untitled)] == ["2024-03-12 13:00:00+00:00"] * 2
    assert (untitled.kind, untitled.link, untitled.source) == ("post", "wordpress:7", name)


def test_in_an_archive(tmp_path: Path) -> None:
    """Large sites are handed out in several files."""
    files = {"a.000.xml": export(item("Un")), "a.001.xml": export(item("Deux")), "sitemap.xml": "<urlset/>"}
    assert texts(items(zipped(tmp_path / "a.zip", files), "wordpress")) == [
        "Un\n\nCorps.", "Deux\n\nCorps.", "(unknown-format)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (
            "Un.\r\n\r\nDeux\r\n<strong>trois</strong>\r\n<ul>\r\n<li>a</li>\r\n<li>b</li>\r\n</ul>\r\nfin",
            "Un.\n\nDeux\ntrois\n\na\nb\n\nfin",
        ),
        ("<!-- wp:list -->\n<ul>\n<li>a\nb</li></ul>\n<!-- /wp:list -->\n<p>c</p><!--more-->", "a b\n\nc"),
        ('[caption id="a_1"]<img src="x"> Ma cour[/caption]\n\nOui [gallery ids="1,2"][sic]', "Ma cour\n\nOui [sic]"),
        ("[et_pb x='y']Allô[/et_pb] [[gallery]] [1] [note à moi]", "Allô [gallery] [1] [note à moi]"),
        ("<p>Allô <img class='wp-smiley' alt='🙂'></p><script>x</script>", "Allô 🙂"),
    ],
)
def test_texts_of_posts(content: str, text: str) -> None:
    """Line ends count where there are no blocks; codes in brackets go, what they hold and words in brackets stay."""
    assert plain(content) == text


def test_characters_xml_does_not_have(tmp_path: Path) -> None:
    """What a word processor left in a text does not cost the export; bytes that are not UTF-8 show as such."""
    held = export(item("Un", "a\x08b\x0bc"), item("Deux")).encode().replace(b"Titre", b"\xe9")
    assert texts(items(folder(tmp_path, {"a.xml": held}), "wordpress")) == ["Un\n\nabc", "Deux\n\nCorps."]


def test_latin_encodings(tmp_path: Path) -> None:
    """An old site's encoding is the one it declares."""
    held = export(item("L'été", "Corps à 5 €.")).replace("UTF-8", "iso-8859-15").encode("iso-8859-15")
    assert texts(items(folder(tmp_path, {"a.xml": held}), "wordpress")) == ["L'été\n\nCorps à 5 €."]


BOMB = '<!DOCTYPE rss [<!ENTITY a "x">' + "".join(
    f'<!ENTITY a{number} "{f"&a{number - 1};" * 9}">' for number in range(1, 9)
) + "]>"  # fmt: skip


@pytest.mark.parametrize(
    ("doctype", "error"),
    [
        (BOMB, ExportEntities),
        ('<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>', ExportEntities),
        ('<!-- <![CDATA[ --><!DOCTYPE rss [<!ENTITY x "y">]><!-- ]]> -->', ExportEntities),
        ('<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://a.example/x"> %x;]>', ExportEntities),
    ],
)
def test_entities_are_refused(tmp_path: Path, doctype: str, error: type[InputError]) -> None:
    """No export needs them: nothing swells, no other file is read, no address asked."""
    path = folder(tmp_path, {"a.xml": export(item("&a8;&x;")).replace("<rss", doctype + "<rss", 1)})
    with pytest.raises(error):
        list(read(path).items)


@pytest.mark.parametrize(
    ("held", "error"),
    [
        (export(item(), item())[:-200], DamagedExport),
        (export("<item><a>" + "<b>" * 100_000), TooDeep),
        (export("<item>&nbsp;</item>"), DamagedExport),
        (export("<item><zz:a/></item>"), DamagedExport),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, held: str, error: type[InputError]) -> None:
    """A file cut short, nested without end or that is no XML is refused whole."""
    with pytest.raises(error):
        list(read(folder(tmp_path, {"a.xml": held})).items)


def test_a_text_about_entities(tmp_path: Path) -> None:
    """An article may show what it is about."""
    path = folder(tmp_path, {"a.xml": export(item("Un", "<pre>&lt;!ENTITY x&gt; <!ENTITY y></pre>"))})
    assert texts(items(path, "wordpress"))[0].startswith("Un\n\n<!ENTITY x>")


def test_posts_without_a_link_or_a_number_stay_apart(tmp_path: Path) -> None:
    """Where the export names nothing, nothing is made up that all of them would share."""
    bare = (item(f"Billet {n}", f"Texte {n}", link="").replace("<wp:post_id>7</wp:post_id>", "") for n in range(3))
    found = posts(items(folder(tmp_path, {"a.xml": export(*bare)}) / "a.xml", "wordpress"))
    assert [each.link for each in found] == ["", "", ""]
