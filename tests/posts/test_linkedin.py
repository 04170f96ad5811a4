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
