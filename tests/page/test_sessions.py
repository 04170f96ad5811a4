"""Cookies and patience: how long somebody stays signed in, and how long a guesser waits."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from companion import passwords
from companion.ui.patience import FREE, LONGEST, Patience
from companion.ui.sessions import IDLE, MOST, WHOLE, Sessions
from companion.users import Users

PASSWORD = "correct horse battery"


@dataclass
class Clock:
    """A clock that goes when it is told."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def users(home: Path, monkeypatch: pytest.MonkeyPatch) -> Users:
    monkeypatch.setattr(passwords, "_COST", 2)
    users = Users(home)
    users.add("Ana", PASSWORD)
    users.add("Béa", PASSWORD)
    return users


def test_a_cookie_is_its_users_alone(users: Users) -> None:
    """Each is of chance, and nothing near it opens anything."""
    sessions = Sessions(users)
    ana, bea = users.all()
    first, second = sessions.begin(ana), sessions.begin(bea)
    assert sessions.user(first) == ana
    assert sessions.user(second) == bea
    for other in ("", first[:-1], first + "x", first.swapcase(), "\ud83d"):
        assert sessions.user(other) is None
    sessions.end(first)
    assert sessions.user(first) is None
    assert sessions.user(second) == bea


def test_a_session_ends(users: Users) -> None:
    """After too long without a request, and after too long in all however much it is used."""
    clock = Clock()
    sessions = Sessions(users, clock)
    ana = users.all()[0]
    left, used = sessions.begin(ana), sessions.begin(ana)
    for _ in range(int(WHOLE / IDLE * 2)):
        clock.now += IDLE / 2
        assert sessions.user(used) == ana
    clock.now += IDLE / 2
    assert sessions.user(used) is None
    assert sessions.user(left) is None


def test_a_session_ends_with_its_password_and_its_user(users: Users) -> None:
    """A password that is changed shuts every browser out; so does the user's removal."""
    sessions = Sessions(users)
    ana, bea = users.all()
    hers, theirs = sessions.begin(ana), sessions.begin(bea)
    users.set_password("Ana", "another horse battery")
    users.remove("Béa")
    assert sessions.user(hers) is None
    assert sessions.user(theirs) is None


def test_browsers_are_counted(users: Users) -> None:
    """The one used least leaves for the newest, and nobody else's does."""
    clock = Clock()
    sessions = Sessions(users, clock)
    ana, bea = users.all()
    kept = sessions.begin(bea)
    tokens = []
    for _ in range(MOST + 1):
        clock.now += 1
        tokens.append(sessions.begin(ana))
    assert [sessions.user(token) is not None for token in tokens] == [False] + [True] * MOST
    assert sessions.user(kept) == bea


def test_a_guesser_waits_and_nobody_else() -> None:
    """Twice as long each time, to a minute; the same name from elsewhere, and another name, are let in."""
    clock, waits = Clock(), []
    patience = Patience(clock)
    for _ in range(FREE + 8):
        waits.append(patience.wait("ana", "10.0.0.9"))
        clock.now += waits[-1]
        patience.failed("ana", "10.0.0.9")
    assert waits[:FREE] == [0.0] * FREE
    assert waits[FREE : FREE + 3] == [2.0, 4.0, 8.0]
    assert max(waits) == LONGEST
    assert patience.wait("ana", "10.0.0.9") > 0
    assert patience.wait("ana", "10.0.0.8") == 0
    assert patience.wait("béa", "10.0.0.9") == 0


def test_patience_comes_back() -> None:
    """The right password, or a quarter of an hour, and all is forgotten."""
    clock = Clock()
    patience = Patience(clock)
    for name in ("ana", "béa"):
        for _ in range(20):
            patience.failed(name, "10.0.0.9")
    patience.passed("ana", "10.0.0.9")
    assert patience.wait("ana", "10.0.0.9") == 0
    clock.now += 901
    assert patience.wait("béa", "10.0.0.9") == 0
    patience.failed("béa", "10.0.0.9")
    assert patience.wait("béa", "10.0.0.9") == 0
