"""`companion user`: who may sign in, and what becomes of what they kept."""

import io
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from companion import passwords
from companion.cli import user as command
from companion.users import Users

from .conftest import Run

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash in no time: how dear it is in life is written in each hash."""
    monkeypatch.setattr(passwords, "_COST", 2)


def piped(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> list[str]:
    """Let somebody type without being shown; return what they are asked."""
    asked: list[str] = []
    given = iter(lines)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda prompt: (asked.append(prompt), next(given))[1])
    return asked


def test_a_password_is_typed_twice_and_never_shown(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was typed is in no output, and opens the door."""
    asked = typed(monkeypatch, PASSWORD, PASSWORD)
    ran = run("user", "add", "Ana Côté")
    assert ran.code == 0
    assert len(asked) == 2
    assert PASSWORD not in ran.out + ran.err
    assert Users(home).signed_in("ana côté", PASSWORD) is not None


def test_two_passwords_that_differ_change_nothing(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slip while typing is caught where it can be mended."""
    typed(monkeypatch, PASSWORD, PASSWORD + "x")
    assert run("user", "add", "Ana").code == 2
    assert Users(home).all() == []


def test_a_password_is_read_where_nobody_types(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line of standard input, its end left out; one that is too short is refused in plain words, unrepeated."""
    piped(monkeypatch, f"{PASSWORD}\nmore\n")
    assert run("user", "add", "Ana").code == 0
    assert Users(home).signed_in("Ana", PASSWORD) is not None
    piped(monkeypatch, "shortish\n")
    ran = run("user", "add", "Béa")
    assert ran.code == 2
    assert "12" in ran.err
    assert "shortish" not in ran.err
    assert [user.name for user in Users(home).all()] == ["Ana"]


def test_the_list(run: Run, home: Path) -> None:
    """Names, days and folders, no hash; and a plain word where there is nobody."""
    assert "user add" in run("user", "list").err
    ana = Users(home).add("Ana", PASSWORD)
    out = run("user", "list").out
    assert "Ana" in out
    assert str(home / "users" / ana.id) in out
    assert "scrypt" not in out


def test_another_password(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old one opens nothing; nobody of that name is said before anything is typed."""
    Users(home).add("Ana", PASSWORD)
    piped(monkeypatch, "another horse battery\n")
    assert run("user", "password", "ana").code == 0
    assert Users(home).signed_in("Ana", PASSWORD) is None
    assert Users(home).signed_in("Ana", "another horse battery") is not None
    assert run("user", "password", "Zoé").code == 2


def test_a_token_is_shown_once(run: Run, home: Path) -> None:
    """Alone on standard output, so that a program can take it; a new one ends the old."""
    Users(home).add("Ana", PASSWORD)
    first, second = run("user", "token", "Ana").out.strip(), run("user", "token", "Ana").out.strip()
    assert Users(home).bearing(first) is None
    assert Users(home).bearing(second) is not None


def kept(home: Path) -> Path:
    """Let Ana in, with something in her folder."""
    users = Users(home)
    place = users.home(users.add("Ana", PASSWORD))
    place.mkdir()
    (place / "companion.db").write_text("kept", "utf-8")
    return place


def test_what_was_kept_stays_and_where_is_said(run: Run, home: Path) -> None:
    """Removing somebody shuts the door, and touches nothing of theirs."""
    place = kept(home)
    ran = run("user", "remove", "ana")
    assert ran.code == 0
    assert str(place) in ran.out
    assert (place / "companion.db").exists()
    assert Users(home).all() == []


def test_erasing_is_asked_first(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody can answer it is refused; a no changes nothing; a yes leaves nothing."""
    place = kept(home)
    assert run("user", "remove", "Ana", "--erase").code == 2
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    for answer, left in (("non", True), ("oui", False)):
        monkeypatch.setattr("companion.cli.terminal.ask", lambda prompt, answer=answer: answer)
        assert run("user", "remove", "Ana", "--erase").code == 0
        assert place.exists() is left
        assert bool(Users(home).all()) is left


def test_a_home_that_a_page_has_open_is_not_half_erased(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The door is shut, nothing of the folder is gone, and what to do is said."""
    place = kept(home)
    monkeypatch.setattr(command, "_PATIENCE", 0.1)
    with FileLock(place / "page.lock"):
        ran = run("user", "remove", "Ana", "--erase", "--yes")
    assert ran.code == 3
    assert str(place) in ran.err
    assert (place / "companion.db").exists()
    assert Users(home).all() == []
