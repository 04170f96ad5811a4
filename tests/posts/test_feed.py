"""companion.posts.feed and companion.posts.xml_text, through read()."""

from pathlib import Path

import pytest

from companion.errors import DamagedExport, ExportEntities, UnknownFormat
from companion.posts import read
from companion.posts.xml_text import root
from tests.posts.exports import folder, items, posts, texts

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Mon site</title>
<language>fr-CA</language>
<item><title>L&amp;#8217;été &amp; &lt;em&gt;moi&lt;/em&gt;</title><link>https://a.example/1</link>
<description>Le début [&amp;#8230;]</description><pubDate>Tue, 12 Mar 2024 08:00:00 -0400</pubDate>
<content:encoded><![CDATA[<p>Le début</p><p>et la <b>fin</b>.<script>x</script></p>]]></content:encoded></item>
<item><description>&lt;p&gt;Une note sans titre&lt;/p&gt;&lt;p&gt;The post
&lt;a href="x"&gt;Une note&lt;/a&gt; appeared first on &lt;a href="x"&gt;Mon site&lt;/a&gt;.&lt;/p&gt;</description>
<guid isPermaLink="false">n2</guid></item>
<item><title>Une note qui se coupe…</title><description>Une note qui se coupe ici</description></item>
<item><title>Photo</title><enclosure url="https://a.example/x.jpg" type="image/jpeg"/></item>
<item/>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0" xml:lang="fr">
<entry><id>tag:1</id><title type="text">Si a &lt; b</title><link rel="alternate" href="https://a.example/2"/>
<published>2024-03-12</published><updated>2024-05-01T00:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Un<br/>deux</p></div></content></entry>
<entry><id>tag:2</id><title/><summary type="text">Je réponds &lt;ceci&gt;</summary><thr:in-reply-to ref="x"/></entry>
</feed>"""


def test_rss(tmp_path: Path) -> None:
    """The whole text where the feed has it, else its summary; titles are read as HTML and said once."""
    found = items(folder(tmp_path, {"a.xml": RSS}), "feed")
    assert texts(found) == [
        "L’été & moi\n\nLe début\n\net la fin.", "Une note sans titre", "Une note qui se coupe ici", "Photo", "(empty)",
    ]  # fmt: skip
    first, second, *_ = posts(found)
    assert (str(first.date), first.link) == ("2024-03-12 12:00:00+00:00", "https://a.example/1")
    assert (first.language, first.kind, second.kind, second.link) == ("fr", "article", "post", "feed:n2")


def test_atom(tmp_path: Path) -> None:
    """XHTML, plain text that looks like markup, a day alone, an answer."""
    found = items(folder(tmp_path, {"a.atom": ATOM}) / "a.atom", "feed")
    assert texts(found) == ["Si a < b\n\nUn\ndeux", "Je réponds <ceci>"]
    first, answer = posts(found)
    assert (str(first.date), first.link) == ("2024-03-12 12:00:00+00:00", "https://a.example/2")
    assert (answer.kind, answer.link) == ("reply", "feed:tag:2")


def blogger(kind: str, text: str, more: str = "") -> str:
    term = f"http://schemas.google.com/blogger/2008/kind#{kind}"
    return f'<entry><category term="{term}"/><content type="html">{text}</content>{more}</entry>'


def test_blogger_s_own_export(tmp_path: Path) -> None:
    """It is a feed of everything: templates, settings and readers' comments are no posts, drafts stay out."""
    draft = '<app:control xmlns:app="http://purl.org/atom/app#"><app:draft>yes</app:draft></app:control>'
    new = (
        "<entry xmlns:blogger='http://schemas.google.com/blogger/2018'><content>Secret</content>"
        "<blogger:type>{}</blogger:type><blogger:status>{}</blogger:status></entry>"
    )
    entries = [
        blogger("post", "Oui"), blogger("post", "Secret", draft), blogger("comment", "Secret"),
        blogger("page", "Secret"), blogger("settings", "Secret"), new.format("POST", "DRAFT"),
        new.format("COMMENT", "LIVE"), new.format("POST", "SOFT_TRASHED"),
    ]  # fmt: skip
    path = folder(tmp_path, {"feed.atom": f'<feed xmlns="http://www.w3.org/2005/Atom">{"".join(entries)}</feed>'})
    assert texts(items(path, "feed")) == [
        "Oui", "(draft)", "(not-a-post)", "(page)", "(not-a-post)", "(draft)", "(not-a-post)", "(deleted)",
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-15", "windows-1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """Accents are whole in whatever encoding the feed says it is in."""
    held = RSS.replace("UTF-8", encoding).replace("…", "...").encode(encoding, "xmlcharrefreplace")
    assert texts(items(folder(tmp_path, {"a.xml": held}), "feed"))[0] == "L’été & moi\n\nLe début\n\net la fin."


@pytest.mark.parametrize(
    "held",
    [RSS.replace("</item>", "", 1), RSS.replace("&amp; ", "& ", 1), RSS[:-20], RSS.replace("Photo", "Ph\x08oto")],
)
def test_feeds_with_mistakes(tmp_path: Path, held: str) -> None:
    """Feeds are full of them; what can be read is."""
    assert "Une note sans titre" in texts(items(folder(tmp_path, {"a.xml": held}), "feed"))


@pytest.mark.parametrize(
    "doctype",
    ['<!DOCTYPE rss [<!ENTITY a "xxxx">]>', '<!-- <a --><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>'],
)
def test_entities_are_refused(tmp_path: Path, doctype: str) -> None:
    """Before the library sees them, wherever they are hidden."""
    with pytest.raises(ExportEntities):
        list(read(folder(tmp_path, {"a.xml": RSS.replace("<rss", f"{doctype}<rss", 1)})).items)


def test_an_old_doctype_is_not_fetched(tmp_path: Path) -> None:
    """RSS 0.91 names a document type that lies elsewhere: it is passed over."""
    doctype = (
        '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">'
    )
    assert len(items(folder(tmp_path, {"a.xml": RSS.replace("<rss", f"{doctype}<rss", 1)}), "feed")) == 5


def test_a_feed_that_is_none(tmp_path: Path) -> None:
    """What opens as a feed and holds nothing is damaged; what opens as something else is no feed."""
    with pytest.raises(DamagedExport):
        list(read(folder(tmp_path / "a", {"a.xml": "<rss><chan"})).items)
    with pytest.raises(UnknownFormat):
        read(folder(tmp_path / "b", {"a.xml": "<urlset><rss/></urlset>"}) / "a.xml")


def test_a_crowd_of_attributes(tmp_path: Path) -> None:
    """It took half a minute for 400 KB: it is refused at once, while a picture inside a text is no crowd."""
    crowd = "".join(f" a{number}='x'" for number in range(50_000))
    with pytest.raises(DamagedExport):
        list(read(folder(tmp_path / "a", {"a.xml": RSS.replace("<channel>", f"<channel{crowd}>")})).items)
    pictured = ATOM.replace("<p>Un", f'<p><img src="data:image/png;base64,{"iVBOR" * 90_000}=="/>Un')
    assert texts(items(folder(tmp_path / "b", {"b.atom": pictured}), "feed"))[0] == "Si a < b\n\nUn\ndeux"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("\ufeff<?xml version='1.0'?>\n<!-- <a> --><!-- b -->\n<!DOCTYPE x [<!ELEMENT x ANY>]>\n<rdf:RDF>", "RDF"),
        ("<!doctype html><html>", "html"), ("", ""), ("rss", ""), ("<!-- a", ""), ("<!-- a -->" * 3_000 + "<?", ""),
    ],
)  # fmt: skip
def test_the_first_element(head: str, name: str) -> None:
    """What stands before it is passed over, in no time."""
    assert root(head) == name
