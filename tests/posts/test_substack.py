"""companion.posts.substack, through read()."""

from pathlib import Path

import pytest

from companion.errors import UnknownFormat
from companion.posts import read
from tests.posts.exports import folder, items, posts, texts, zipped

HEAD = "post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,podcast_url\n"
LIST = HEAD + (
    '1001.la-neige,2024-01-15T10:00:00.000Z,true,,,newsletter,everyone,"La neige, enfin",Un matin,\n'
    "1002.brouillon,,false,,,newsletter,everyone,Pas fini,,\n"
    "1003.a-propos,2024-01-16T10:00:00.000Z,TRUE,,,page,everyone,À propos,,\n"
    "1004.jase,2024-01-17,true,,,thread,everyone,Jasons,,\n"
    "1005.perdu,2024-01-18,true,,,newsletter,only_paid,Perdu,,\n"
)
WIDGET = '<div class="subscription-widget-wrap"><p>Abonne-toi</p></div><p class="button-wrapper x"><a>Partager</a></p>'
FILES = {
    "posts.csv": "\ufeff" + LIST,
    "posts/1001.la-neige.html": f"<p>Première neige à l&#39;Île.</p>{WIDGET}<p>À demain.</p>"
    '<div class="tweet"><p>Les mots d\'une autre</p></div>',
    "posts/1002.brouillon.html": "<p>Secret</p>",
    "posts/1003.a-propos.html": "<p>Secret</p>",
    "posts/1004.jase.html": "<p>Quoi de neuf?</p>",
    "posts/1009.oublie.html": "<p>Secret</p>",
    "posts/1001.opens.csv": "\xff\xfep\0".encode("latin-1"),
    "email_list.moi.csv": "email,active_subscription\na@b.example,true\n",
}


@pytest.mark.parametrize("inside", ["", "export/"])
def test_what_was_published(tmp_path: Path, inside: str) -> None:
    """Text under its title, without buttons nor what others wrote; everything else is counted under its reason."""
    path = zipped(tmp_path / "a.zip", {inside + name: content for name, content in FILES.items()})
    found = items(path, "substack")
    assert texts(found) == [
        "La neige, enfin\n\nUn matin\n\nPremière neige à l'Île.\n\nÀ demain.",
        "(draft)", "(page)", "Jasons\n\nQuoi de neuf?", "(no-body)", "(not-listed)",
    ]  # fmt: skip
    first, thread = posts(found)
    assert (first.kind, first.link, first.source) == ("article", "substack:1001", inside + "posts/1001.la-neige.html")
    assert str(first.date) == "2024-01-15 10:00:00+00:00"
    assert thread.kind == "post"


def test_the_list_alone(tmp_path: Path) -> None:
    """Without the texts there is nothing to keep, and it says so."""
    path = folder(tmp_path, {"posts.csv": LIST}) / "posts.csv"
    assert texts(items(path, "substack")) == ["(no-body)", "(draft)", "(page)", "(no-body)", "(no-body)"]


def test_rows_that_are_none(tmp_path: Path) -> None:
    """A short or empty row costs no other; a text named twice is read once."""
    rows = HEAD + "1001.la-neige\n,,,\n1004.jase,x,true\n1004.jase,x,true,\n"
    assert texts(items(folder(tmp_path, {**FILES, "posts.csv": rows}), "substack"))[:4] == [
        "(draft)", "(broken)", "Quoi de neuf?", "(no-body)",
    ]  # fmt: skip


def test_subscribers_are_no_export(tmp_path: Path) -> None:
    """A list of people is not a list of posts."""
    with pytest.raises(UnknownFormat):
        read(folder(tmp_path, {"posts.csv": "email\na@b.example\n"}) / "posts.csv")
