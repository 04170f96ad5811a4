"""companion.days: one day of a moment, whoever says it."""

import json
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from test_plan import read as read_draft

from companion.cli import terminal
from companion.days import day_of
from companion.embedding import HashEmbedder
from companion.guard import check, lint
from companion.posts import bring
from companion.recall import recall
from companion.records import Intention, Post
from companion.session import Companion
from companion.settings import Settings
from companion.store import Store
from companion.ui import cards
from companion.ui.wording import Wording

EVENING = "2026-03-11T21:30:00-04:00"
TEXT = "La neige a tout avalé, même la boîte aux lettres de l'atelier."
DRAFT = "La neige a encore avalé la boîte aux lettres de l'atelier."
ZONES = ["America/Montreal", "America/Vancouver", "UTC", "Europe/Paris", "Asia/Tokyo"]


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[str]:
    """Live elsewhere for one test."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield request.param
    time.tzset()


def said(post: Post, home: Path) -> list[str]:
    """Return the day of `post` as recall, the terminal, the page and the guard have it."""
    embedder = HashEmbedder()
    with Store.open(home, embedder=embedder, own_index=False) as store:
        store.add_posts([post])
        store.catch_up()
        (passage,) = recall(read_draft(DRAFT, "fr"), None, store, embedder).passages
        (kept,) = store.posts()
    assert passage.date is not None
    day = cards.day(kept.date, Wording(Companion(Settings(home / "page"))))
    question = f"Le {day}, tu écrivais « la boîte aux lettres » : qu'est-ce que la neige a avalé, cette fois ?"
    faults = check(question, draft=DRAFT, intention=None, posts=[kept], replies=[], language="fr", register="tu")
    assert [fault for fault in faults if fault.rule == "post-date"] == []
    return [passage.date, terminal.day(kept.date), day]


@pytest.mark.parametrize("zone", ["America/Montreal"], indirect=True)
def test_an_evening_is_that_day_everywhere(zone: str, home: Path) -> None:
    """A post of 21:30 is listed, shown, cited and checked under the day its author lived, not the next one."""
    post = Post(TEXT, datetime.fromisoformat(EVENING).astimezone(UTC), language="fr")
    assert said(post, home) == ["2026-03-11", "2026-03-11", "11 mars 2026"]


@pytest.mark.parametrize("zone", ZONES, indirect=True)
def test_a_day_alone_is_that_day_everywhere(zone: str, home: Path, tmp_path: Path) -> None:
    """A post dated by its day alone keeps it, west and east of Greenwich."""
    path = tmp_path / "posts.csv"
    path.write_text(f'date,text\n2026-05-20,"{TEXT}"\n', encoding="utf-8")
    with Store.open(home, embedder=HashEmbedder(), own_index=False) as store:
        bring(path, store)
        (post,) = store.posts()
    assert said(post, home) == ["2026-05-20", "2026-05-20", "20 mai 2026"]
    line = {"draft": DRAFT, "posts": [{"date": "2026-05-20", "text": TEXT}], "language": "fr"}
    question = "Le 20 mai 2026, tu écrivais « la boîte aux lettres » : qu'est-ce que la neige a avalé, cette fois ?"
    judged = lint(json.dumps(line | {"question": question}))
    assert [fault for fault in judged["faults"] if fault["rule"] == "post-date"] == []


@pytest.mark.parametrize("zone", ["America/Montreal"], indirect=True)
def test_the_intention_is_cited_under_the_day_it_was_saved(zone: str) -> None:
    """What was saved in the evening is not dated of the next day."""
    saved = Intention(
        why="montrer la neige et la boîte aux lettres", version=1, saved=datetime(2026, 3, 12, 1, tzinfo=UTC)
    )
    (passage,) = recall(read_draft(DRAFT, "fr"), saved, None, None).passages
    assert passage.date == "2026-03-11"


@pytest.mark.parametrize("zone", ["Asia/Tokyo"], indirect=True)
def test_a_moment_without_a_zone_is_in_utc(zone: str) -> None:
    """As the store takes it."""
    assert day_of(datetime(2026, 3, 11, 20)) == date(2026, 3, 12)
