"""Which pages are open, and what an author who is served by somebody else may choose."""

import asyncio
import subprocess
import sys
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from companion import abilities, passwords, settings
from companion.embedding import HashEmbedder
from companion.errors import BadSetting, StoreBusy
from companion.session import Companion
from companion.ui import tenancy as tenancies
from companion.ui.hosted import Hosted
from companion.ui.tenancy import NoRoom, Tenancy
from companion.users import User, Users
from tests.page.apart import apart


class Page:
    """Stands for an author's page."""

    opened: list[Path]
    closed: list[Path]
    fails: type[Exception] | None = None

    def __init__(self, companion: Companion, **_: Any) -> None:
        self.companion, self.requests = companion, 0

    async def open(self) -> None:
        await asyncio.sleep(0)
        if self.fails:
            raise self.fails(path="x")
        self.opened.append(self.companion.settings.home)

    async def close(self) -> None:
        self.closed.append(self.companion.settings.home)


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> type[Page]:
    monkeypatch.setattr(passwords, "_COST", 2)
    monkeypatch.setattr(tenancies, "Author", Page)
    Page.opened, Page.closed, Page.fails = [], [], None
    return Page


def users_of(home: Path, *names: str) -> tuple[Users, list[User]]:
    users = Users(home)
    return users, [users.add(name, "correct horse battery") for name in names]


def run(home: Path, users: Users, use: Callable[[Tenancy], Coroutine[Any, Any, None]], room: int = 2) -> None:
    async def whole() -> None:
        tenancy = Tenancy(users, settings.load(home), embedder=HashEmbedder(), room=room)
        await use(tenancy)
        await tenancy.close()

    apart(whole())


def test_a_page_is_opened_once(pages: type[Page], home: Path) -> None:
    """However many requests come at once; each user's own, in their own folder; all closed at the end."""
    users, (ana, bea) = users_of(home, "Ana", "Béa")

    async def use(tenancy: Tenancy) -> None:
        first, second, other = await asyncio.gather(tenancy.page(ana), tenancy.page(ana), tenancy.page(bea))
        assert first is second
        assert other is not first

    run(home, users, use)
    assert sorted(pages.opened) == sorted(pages.closed) == sorted(map(users.home, (ana, bea)))


def test_the_one_used_least_leaves(pages: type[Page], home: Path) -> None:
    """Never one that a browser still listens to: where all are used, the next one is told so."""
    users, (ana, bea, cleo) = users_of(home, "Ana", "Béa", "Cléo")

    async def use(tenancy: Tenancy) -> None:
        first, second = await tenancy.page(ana), await tenancy.page(bea)
        first.requests = 1
        await tenancy.page(cleo)
        assert pages.closed == [users.home(bea)]
        (await tenancy.page(cleo)).requests = 1
        with pytest.raises(NoRoom):
            await tenancy.page(bea)
        assert second is not first
        first.requests = 0
        await tenancy.page(bea)
        assert pages.closed[-1] == users.home(ana)

    run(home, users, use)


def test_who_was_removed_and_who_left_are_closed(
    pages: type[Page], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the next round; a page that is used stays."""
    users, (ana, bea, cleo) = users_of(home, "Ana", "Béa", "Cléo")
    monkeypatch.setattr(tenancies, "_ROUND", 0.01)

    async def use(tenancy: Tenancy) -> None:
        for each in (ana, bea, cleo):
            (await tenancy.page(each)).requests = int(each is not cleo)
        users.remove("Ana")
        tidying = asyncio.create_task(tenancy.keep_tidy())
        await asyncio.sleep(0.1)
        assert pages.closed == [users.home(ana)]
        monkeypatch.setattr(tenancies, "IDLE", -1.0)
        await asyncio.sleep(0.1)
        assert pages.closed == [users.home(ana), users.home(cleo)]
        tidying.cancel()

    run(home, users, use, room=3)


def test_a_page_that_did_not_open_is_tried_again(pages: type[Page], home: Path) -> None:
    """A home that something else holds for a moment is not lost until the next start."""
    users, (ana,) = users_of(home, "Ana")

    async def use(tenancy: Tenancy) -> None:
        pages.fails = StoreBusy
        with pytest.raises(StoreBusy):
            await tenancy.page(ana)
        pages.fails = None
        assert await tenancy.page(ana)

    run(home, users, use)


REOPENED = """
import asyncio
from companion import settings
from companion.embedding import HashEmbedder
from companion.errors import StoreBusy
from companion.session import Companion
from companion.ui.author import Author

def author():
    return Author(Companion(settings.load(), embedder=HashEmbedder()))

async def whole():
    uploads = settings.load().home / "uploads"
    for _ in range(2):
        page = author()
        await page.open()
        print(oct(uploads.stat().st_mode))
        try:
            await author().open()
        except StoreBusy:
            print("busy")
        await page.close()
        print(uploads.exists())

asyncio.run(whole())
"""


@pytest.mark.slow
def test_a_home_is_let_go() -> None:
    """One page at a time, and once closed it holds nothing: the home can be opened again in the same process."""
    ran = subprocess.run([sys.executable, "-c", REOPENED], check=True, capture_output=True, text=True)
    assert ran.stdout.split() == ["0o40700", "busy", "False"] * 2


def test_what_reaches_the_machine_is_not_the_authors_to_choose(home: Path) -> None:
    """A model is a path or an address of the machine: that of who serves holds, whatever the home says."""
    own = home / "users" / "a"
    kept = settings.save(settings.load(own), "model", "gguf:/etc/passwd")
    settings.save(kept, "api_base", "http://127.0.0.1:22")
    served = replace(settings.load(home), model="ollama_chat/gemma3:4b", api_base=None)
    with Hosted(own, served, embedder=HashEmbedder()) as companion:
        assert companion.hosted
        for name, value in (("model", "smollm2"), ("api_base", "http://10.0.0.1"), ("discovery", "on")):
            with pytest.raises(BadSetting):
                companion.set(name, value)
        companion.set("language", "en")
        assert companion.settings.language == "en"
        companion.erase_everything()
        assert companion.settings.model == "ollama_chat/gemma3:4b"
        assert companion.settings.api_base is None
        assert not companion.settings.discovery


def test_what_a_model_earned_holds_for_everybody_and_a_consent_for_nobody(home: Path) -> None:
    """A licence is the model's; that a draft may leave the machine is each author's to say."""
    licence = abilities.Licence(granted=True, fingerprint="f", suite="s", date="2026-11-01")
    abilities.keep(home, "openai/x", choosing=licence, consent="api.example.org")
    served = replace(settings.load(home), model="openai/x")
    own = home / "users" / "a"
    with Hosted(own, served, embedder=HashEmbedder()):
        known = abilities.known(own, "openai/x")
    assert known.choosing == licence
    assert known.consent is None
