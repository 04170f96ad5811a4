"""The shelf of posts without a browser: what is shown as text, in pages, in each language; what its buttons do."""

import html
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from companion.embedding import HashEmbedder
from companion.errors import StoreBusy
from companion.records import Place, Post
from companion.session import Companion
from companion.settings import Settings
from companion.store import Receipt as Going
from companion.store import Summary
from companion.store.database import Database
from companion.ui import erasing
from companion.ui.library import PAGE, Look, bar, library
from companion.ui.picture import picture
from companion.ui.shelf import Shelf
from companion.ui.wording import Wording

BAD = '<img src=x onerror="y">\'&\u2028\ud800'
SAFE = "&lt;img src=x onerror=&quot;y&quot;&gt;&#x27;&amp;\ufffd\ufffd"
START = datetime(2024, 3, 2, 14, 5, tzinfo=UTC)


def did(**given: str) -> Any:
    """Return what a script of the page hands over."""
    return SimpleNamespace(**given)


@pytest.fixture
def companion(home: Path) -> Iterator[Companion]:
    with Companion(Settings(home, language="fr"), embedder=HashEmbedder()) as companion:
        yield companion


@pytest.fixture
def shelf(companion: Companion) -> Shelf:
    return Shelf(companion, Wording(companion))


def test_every_foreign_text_of_a_post_is_escaped(shelf: Shelf) -> None:
    """Its text, id, language, platforms and the names of its buttons, in the list and in what narrows it."""
    post = Post(BAD, START, BAD, BAD, id=BAD, places=(Place(BAD),))
    shown = library([post], Look(), 1, shelf.wording)
    summary = Summary(1, {"2024": 1}, 0, {BAD: 1}, {BAD: 1})
    shown += bar(summary, shelf.wording) + picture(summary, shelf.wording)
    shown += erasing.choice({BAD: 1}, shelf.wording) + erasing.platform(BAD, Going(1), shelf.wording)
    shown += erasing.session(BAD, BAD, Going(turns=1), shelf.wording)
    assert "<img" not in shown
    assert shown.count(SAFE) > 15
    assert shown.encode()


def test_ten_thousand_posts_are_never_sent_at_once(companion: Companion, shelf: Shelf) -> None:
    """A page holds PAGE of them; the next one goes on where it ended, and says where that is."""
    companion.store.add_posts(Post(f"Billet {n}", START + timedelta(days=n), "x", "fr") for n in range(PAGE * 2 + 3))
    first, (second, look, _) = shelf.listed(), shelf.turn(Look(), did(start=str(PAGE)))
    assert first.count("<li") == second.count("<li") == PAGE
    assert (f">Billet {PAGE * 2 + 2}<" in first, f">Billet {PAGE + 2}<" in second) == (True, True)
    assert f"1 à {PAGE} sur {PAGE * 2 + 3}" in html.unescape(first)
    assert look.start == PAGE
    last, _, _ = shelf.turn(look, did(start=str(PAGE * 2)))
    assert last.count("<li") == 3
    assert shelf.listed(Look(start=PAGE * 3)).count("<li") == 3, "the last of a page was forgotten"


def test_posts_are_narrowed_and_what_is_there_is_offered(companion: Companion, shelf: Shelf) -> None:
    """By word, platform, year and language together; the lists hold only what there is."""
    companion.store.add_posts(
        [
            Post("Le jardin est fini.", START, "instagram", "fr"),
            Post("The garden is done.", START - timedelta(days=800), "mastodon", "en"),
        ]
    )
    offered = shelf.narrow()
    assert [offered.count(f'value="{name}"') for name in ("instagram", "mastodon", "linkedin", "2024", "2021")] == [
        1, 1, 0, 1, 1,
    ]  # fmt: skip
    shown, look, _ = shelf.look(did(search="", platform="mastodon", year="2021", language="en"))
    assert (shown.count("<li"), "garden" in shown, look.narrowed) == (1, True, True)
    nothing, _, _ = shelf.look(did(search="jardin", platform="mastodon", year="", language=""))
    assert "Un autre mot" in nothing


def test_a_picture_says_its_numbers_and_draws_no_gap(shelf: Shelf) -> None:
    """Tables with their headings; the largest bar is full, a year without a post has no row."""
    shown = picture(Summary(1203, {"2024": 1200, "2019": 3}, 0, {"x": 1203}, {"": 1203}), shelf.wording)
    assert shown.count("<table>") == shown.count("<caption>") == 3
    assert shown.count('<th scope="row">') == 4
    assert "1\u202f200" in shown
    assert ("*1.000)" in shown, "*0.003)" in shown, "2020" in shown) == (True, True, False)
    assert picture(Summary(0, {}, 0, {}, {}), shelf.wording) == ""


def test_what_is_left_of_a_forgotten_post_is_said(
    companion: Companion, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says that traces stay while another process reads, beside the news that the post is forgotten."""

    def busy(database: Database, **_: bool) -> None:
        raise StoreBusy(path=database.path)

    monkeypatch.setattr(Database, "scrub", busy)
    said = html.unescape(shelf.forget(did(post=companion.paste_post("Une publication à oublier.").id)))
    assert "Publication oubliée." in said
    assert "quand l'autre Companion sera fermé" in said


def test_a_date_is_corrected_or_said_to_be_missing(companion: Companion, shelf: Shelf) -> None:
    """An empty day changes nothing, nor does a day to come."""
    post = companion.paste_post("Un soir de mars.")
    assert "Il manque le jour" in shelf.correct(did(post=post.id, day=""))
    assert 'role="alert"' in shelf.correct(did(post=post.id, day="2999-01-01"))
    assert companion.posts()[0].date is None
    assert "6 mai 2024" in shelf.correct(did(post=post.id, day="2024-05-06"))
    kept = companion.posts()[0].date
    assert kept is not None
    assert kept.date() == date(2024, 5, 6)


def test_everything_takes_the_word_for_it(companion: Companion) -> None:
    """In the language of the page, whatever its capitals; the word of the other language is not it."""
    wording = Wording(companion)
    assert [erasing.typed(word, wording) for word in ("effacer", " Effacer ", "EFFACER", "erase", "", "oui")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
    companion.set("language", "en")
    assert erasing.typed("Erase", wording)
