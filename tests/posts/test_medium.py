"""companion.posts.medium, through read()."""

from pathlib import Path

import pytest

from companion.errors import UnknownFormat
from companion.posts import read
from tests.posts.exports import folder, items, posts, texts, zipped

FOOT = '<footer><p><a href="https://medium.com/p/66865c08f191">{}</a></p>{}</footer></article></body></html>'
TIME = '<time class="dt-published" datetime="2021-09-04T23:00:17.431Z">September 4, 2021</time>'
CANONICAL = '<p><a class="p-canonical" href="https://medium.com/@x/neige-66865c08f191">Canonical link</a></p>'


def story(name: str, body: str, *, time: str = TIME, canonical: str = CANONICAL, summary: str = "Un matin") -> str:
    """Return a page as Medium writes it."""
    return (
        f"<!DOCTYPE html><html><head><title>{name}</title><style>* {{x: y}}</style></head><body>"
        f'<article class="h-entry"><header><h1 class="p-name">{name}</h1></header>'
        f'<section class="p-summary" data-field="subtitle">{summary}</section>'
        f'<section class="e-content" data-field="body"><section class="section"><div>{body}</div></section></section>'
        + FOOT.format(time, canonical)
    )


TITLED = story(
    "La première neige",
    '<h3 class="graf graf--h3 graf--title">La première neige</h3><h4 class="graf graf--subtitle">Un matin</h4>'
    '<p class="graf graf--p">Il a neigé à l’Île&nbsp;; <em>enfin</em>.<br>Oui.</p>'
    '<figure><img src="x.png"><figcaption>Ma cour</figcaption></figure>'
    '<div class="graf graf--mixtapeEmbed"><a href="x"><strong>Son titre</strong><em>Ses mots</em></a></div>',
)
ANSWER = story(
    "D’accord avec vous, mais…",
    '<p class="graf graf--p">D’accord avec vous, mais pas tout le temps.</p>',
    canonical="",
    summary="D’accord avec…",
)
FILES = {
    "posts/2021-09-04_La-premi-re-neige-66865c08f191.html": TITLED,
    "posts/2021-09-05_D-accord--aaaaaaaaaaab.html": ANSWER,
    "posts/draft_Sans-titre-aaaaaaaaaaaa.html": story("Sans titre", "Secret"),
    "posts/2021-09-06_Jamais-aaaaaaaaaaac.html": story("Jamais", "Secret", time="", canonical=""),
    "posts/sans-date.html": story("Sans date", "Oui.", time=""),
    "posts/2021-09-07_Autre-aaaaaaaaaaad.html": "<html><body>Rien</body></html>",
    "bookmarks/bookmarks-0001.html": "<ul><li>Les mots d'une autre</li></ul>",
    "profile/profile.html": "<p>moi@example.com</p>",
    "README.html": "<p>x</p>",
}


@pytest.mark.parametrize("pack", [folder, zipped])
def test_stories(tmp_path: Path, pack: object) -> None:
    """Each under its title, once; drafts and other pages stay out."""
    found = items(pack(tmp_path if pack is folder else tmp_path / "a.zip", FILES), "medium")  # type: ignore[operator]
    assert texts(found) == [
        "La première neige\n\nUn matin\n\nIl a neigé à l’Île\xa0; enfin.\nOui.\n\nMa cour",
        "D’accord avec vous, mais pas tout le temps.",
        "(draft)", "(broken)", "(draft)", "Sans date\n\nUn matin\n\nOui.",
    ]  # fmt: skip
    first, answer, undated = posts(found)
    assert (first.kind, first.link) == ("article", "https://medium.com/@x/neige-66865c08f191")
    assert str(first.date) == "2021-09-04 23:00:17.431000+00:00"
    assert undated.date is None
    assert (answer.kind, answer.link) == ("post", "https://medium.com/p/aaaaaaaaaaab")


def test_one_story(tmp_path: Path) -> None:
    """A page that stands alone is recognised whatever its name."""
    path = folder(tmp_path, {"page.html": TITLED}) / "page.html"
    assert texts(items(path, "medium"))[0].startswith("La première neige\n\nUn matin")


def test_other_pages(tmp_path: Path) -> None:
    """A page of anything else is no story."""
    with pytest.raises(UnknownFormat):
        read(folder(tmp_path, {"page.html": "<article><p>Oui</p></article>"}) / "page.html")
