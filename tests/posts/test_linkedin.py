"""companion.posts.linkedin, through read()."""

from pathlib import Path

import pytest

from companion.errors import UnknownFormat
from companion.posts import read
from tests.posts.exports import folder, items, posts, texts, zipped

HEAD = "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n"
URL = "https://www.linkedin.com/feed/update/"
ROWS = (
    f'2026-01-05 10:00:00,{URL}urn%3Ali%3Ashare%3A1,"Elle a dit ""allô"".""\n""""\n""Puis ""bye"" là.",,,PUBLIC\n'
    f'2026-02-10 00:00:00 UTC,{URL}urn:li:ugcPost:2,"Une ligne\nen plein milieu",https://a.example,,CONNECTIONS\n'
    f"2026-03-01 09:00:00,{URL}urn%3Ali%3Ashare%3A3,,https://a.example,,MEMBER_NETWORK\n"
    f"2026-02-30 09:00:00,{URL}urn%3Ali%3AgroupPost%3A4,NULL,NA,,MEMBER_NETWORK\n"
    "2026-04-01 09:00:00,,=SUM(A1),,,MEMBER_NETWORK\n\n"
    "2026-04-02 09:00:00,x\n"
)
READ = ['Elle a dit "allô".\n\nPuis "bye" là.', "Une ligne\nen plein milieu", "(empty)", "NULL", "=SUM(A1)", "(empty)"]


@pytest.mark.parametrize("name", ["Shares.csv", "Complete_LinkedInDataExport_01-02-2026/Shares_12.csv", "partages.csv"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_shares(tmp_path: Path, name: str, start: str) -> None:
    """Line breaks come out as the author made them; what looks like nothing or a formula is a text like another."""
    found = items(folder(tmp_path, {name: start + HEAD + ROWS}), "linkedin")
    assert texts(found) == READ
    first, second, third, fourth = posts(found)
    assert [post.language for post in (first, fourth)] == ["fr", ""]
    assert (first.link, second.link, fourth.link) == (URL + "urn:li:share:1", URL + "urn:li:ugcPost:2", "")
    assert [str(post.date) for post in (first, second, third)] == [
        "2026-01-05 10:00:00+00:00", "2026-02-10 00:00:00+00:00", "None",
    ]  # fmt: skip


def test_bold_letters_and_windows(tmp_path: Path) -> None:
    """Letters of fancy kinds stay what the author typed; a file of Windows is read by its code page."""
    assert texts(items(folder(tmp_path, {"a.csv": f"{HEAD}2026-01-05,,𝗚𝗿𝗮𝗻𝗱 jour,,,"}), "linkedin")) == ["𝗚𝗿𝗮𝗻𝗱 jour"]
    content = f"{HEAD}2026-01-05,,L’été déjà,,,".encode("cp1252")
    assert texts(items(folder(tmp_path / "b", {"Shares.csv": content}), "linkedin")) == ["L’été déjà"]


def test_numbered_tables_in_order(tmp_path: Path) -> None:
    """Shares_2 comes before Shares_10."""
    files = {f"Shares_{n}.csv": f"{HEAD}2026-01-05 10:00:00,,Texte {n},,,PUBLIC\n" for n in (10, 2, 1)}
    assert texts(items(zipped(tmp_path / "a.zip", files), "linkedin")) == ["Texte 1", "Texte 2", "Texte 10"]


def test_messages_and_addresses_stay_closed(tmp_path: Path) -> None:
    """Beside shares nothing else is read; without any, messages are not taken for a table of posts."""
    others = {
        "messages.csv": "CONVERSATION ID,FROM,TO,DATE,SUBJECT,CONTENT\n1,Ada,Moi,2026-01-05,,SECRET\n",
        "Connections.csv": "First Name,Email Address\nAda,SECRET\n",
        "Comments.csv": "Date,Link,Message\n2026-01-05,x,SECRET\n",
    }
    assert texts(items(zipped(tmp_path / "a.zip", {"Shares.csv": HEAD + ROWS, **others}), "linkedin")) == READ
    received = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\nAda,L,,,SECRET,2026-01-05,VISIBLE\n"
    place = folder(tmp_path / "b", {"messages.csv": others["messages.csv"], "Recommendations_Received.csv": received})
    for path in (place, place / "messages.csv"):
        with pytest.raises(UnknownFormat):
            read(path)


def test_posts_of_one_group_are_several(tmp_path: Path) -> None:
    """Their numbers begin with the group's: a link that stops there would make one post of all of them."""
    rows = "".join(f"2026-01-0{n},{URL}urn%3Ali%3AgroupPost%3A5055-700{n},Texte {n},,,\n" for n in (1, 2))
    found = posts(items(folder(tmp_path, {"Shares.csv": HEAD + rows}), "linkedin"))
    assert [post.link for post in found] == [URL + "urn:li:groupPost:5055-7001", URL + "urn:li:groupPost:5055-7002"]


ARTICLE = (
    '<html><head><title>Le sirop</title><style>p {{}}</style></head><body><h1><a href="https://www.linkedin.com/pulse/le-'
    'sirop-x">Le sirop</a></h1><p class="created">Created on 2019-05-06 12:30</p>{}<div><p>Le printemps est là.</p>'
    "<p>On entaille, <em>enfin</em>.</p></div></body></html>"
)
APPEARED = '<p class="published">Published on 2019-05-07 08:15</p>'


def test_articles(tmp_path: Path) -> None:
    """Title and text, when it appeared and where; what never appeared is a draft; other pages are not articles."""
    pages = {
        "Articles/Articles/un.html": ARTICLE.format(APPEARED),
        "Articles/Articles/deux.html": ARTICLE.format(""),
        "Articles/lisez-moi.html": "<p>SECRET</p>",
    }
    for name, files in (("a.zip", {"Shares.csv": HEAD + ROWS, **pages}), ("b.zip", pages)):
        found = items(zipped(tmp_path / name, files), "linkedin")
        assert texts(found)[-2:] == ["(draft)", "Le sirop\n\nLe printemps est là.\n\nOn entaille, enfin."]
        post = posts(found)[-1]
        assert (post.kind, post.language, str(post.date)) == ("article", "fr", "2019-05-07 08:15:00+00:00")
        assert post.link == "https://www.linkedin.com/pulse/le-sirop-x"


COMMENTS = (
    "Date,Link,Message\n"
    f'2026-01-05 10:00:00,{URL}urn:li:activity:1,"Elle a dit \\"bravo\\" hier.\nMoi aussi."\n'
    f"2026-01-06 10:00:00,{URL}urn:li:activity:1,Merci !\n"
)


def test_comments_are_replies_and_only_by_themselves(tmp_path: Path) -> None:
    """What was written under others' shares is no post: beside anything else it stays closed."""
    alone = folder(tmp_path / "a", {"Comments_12.csv": COMMENTS}) / "Comments_12.csv"
    found = posts(items(alone, "linkedin"))
    assert [(post.text, post.kind, post.link) for post in found] == [
        ('Elle a dit "bravo" hier.\nMoi aussi.', "reply", ""), ("Merci !", "reply", ""),
    ]  # fmt: skip
    with pytest.raises(UnknownFormat):
        read(zipped(tmp_path / "b.zip", {"Comments.csv": COMMENTS, "Profile.csv": "First Name\nAda\n"}))
