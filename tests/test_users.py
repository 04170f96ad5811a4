"""Who may sign in: names and passwords are data, and a file that is broken lets nobody in."""

import json
from pathlib import Path

import pytest

from companion import passwords
from companion.errors import BadSetting, NotFound, StoreDamaged
from companion.users import FILE, Users

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash in no time: how dear it is in life is written in each hash."""
    monkeypatch.setattr(passwords, "_COST", 2)


def test_a_password_is_kept_as_what_it_cannot_be_read_from(home: Path) -> None:
    """The file holds a salted hash, another one each time, for its owner's eyes only."""
    users = Users(home)
    users.add("Ana", PASSWORD)
    users.add("Béa", PASSWORD)
    held = (home / FILE).read_text("utf-8")
    assert PASSWORD not in held
    ana, bea = users.all()
    assert ana.password != bea.password
    assert (home / FILE).stat().st_mode & 0o777 == 0o600


def test_who_signs_in(home: Path) -> None:
    """The name in any case and the very password; nothing else."""
    users = Users(home)
    ana = users.add("Ana Côté", PASSWORD)
    assert users.signed_in("ana  CÔTÉ", PASSWORD) == ana
    assert users.signed_in("ana co\u0302te\u0301", PASSWORD) == ana
    assert users.signed_in("Ana Côté", PASSWORD + "x") is None
    assert users.signed_in("Ana", PASSWORD) is None
    assert users.signed_in("", "") is None


def test_a_password_of_another_keyboard_is_the_same() -> None:
    """An accent typed as one character or as two."""
    kept = passwords.hashed("pâté de chez nous")
    assert passwords.matches("pa\u0302te\u0301 de chez nous", kept)
    assert not passwords.matches("pate de chez nous", kept)
    assert not passwords.matches("", None)


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\0b", "a\u202eb", "a\nb\x1b"])
def test_a_name_that_does_not_show_is_refused(home: Path, name: str) -> None:
    """Nothing is kept of it."""
    with pytest.raises(BadSetting):
        Users(home).add(name, PASSWORD)
    assert not (home / FILE).exists()


@pytest.mark.parametrize("password", ["", "short", "x" * 201])
def test_a_password_too_short_or_too_long_is_refused(home: Path, password: str) -> None:
    """And the refusal does not hold it."""
    with pytest.raises(BadSetting) as refused:
        Users(home).add("Ana", password)
    assert not password or password not in str(refused.value)


@pytest.mark.parametrize("name", ["../../etc", "/etc/passwd", "..", "C:\\x", "a/b", "users.json", "'; DROP"])
def test_a_name_is_never_a_path(home: Path, name: str) -> None:
    """Whatever it says, the folder has a name made by chance, inside the served home."""
    users = Users(home)
    user = users.add(name, PASSWORD)
    assert users.home(user).parent == home / "users"
    assert users.home(user).name == user.id
    assert user.id.isalnum()
    assert (home / "users").stat().st_mode & 0o777 == 0o700


def test_two_of_one_name(home: Path) -> None:
    """A name is taken once, in whatever case or alphabet trick it is written again."""
    users = Users(home)
    users.add("Ana", PASSWORD)
    for again in ("ana", "ANA", " Ana ", "\uff21na"):
        with pytest.raises(BadSetting):
            users.add(again, PASSWORD)


def test_who_was_removed_signs_in_no_more(home: Path) -> None:
    """What another process has read already is read again."""
    users, elsewhere = Users(home), Users(home)
    ana = users.add("Ana", PASSWORD)
    token = users.new_token("ana")
    assert elsewhere.signed_in("Ana", PASSWORD) is not None
    users.remove("ANA")
    assert elsewhere.get(ana.id) is None
    assert elsewhere.signed_in("Ana", PASSWORD) is None
    assert elsewhere.bearing(token) is None
    with pytest.raises(NotFound):
        users.remove("Ana")


def test_a_token(home: Path) -> None:
    """It is kept as a digest; a new one ends the old; an empty one is nobody's, even of who has none."""
    users = Users(home)
    ana = users.add("Ana", PASSWORD)
    users.add("Béa", PASSWORD)
    first, second = users.new_token("Ana"), users.new_token("Ana")
    assert second not in (home / FILE).read_text("utf-8")
    assert users.bearing(first) is None
    found = users.bearing(second)
    assert found is not None
    assert found.id == ana.id
    assert users.bearing("") is None


@pytest.mark.parametrize(
    "held",
    [
        "",
        "{}x",
        "[1]",
        '[{"id": "a"}]',
        "[" * 100_000,
        json.dumps([{"id": "../up", "name": "a", "password": "scrypt$1$1$1$x$x", "since": ""}]),
        json.dumps([{"id": "a", "name": 1, "password": "scrypt$1$1$1$x$x", "since": ""}]),
        json.dumps([{"id": "a", "name": "a", "password": "", "since": ""}]),
    ],
)
def test_a_broken_file_is_not_an_empty_one(home: Path, held: str) -> None:
    """No users would mean that nobody is asked who they are."""
    home.mkdir()
    (home / FILE).write_text(held, "utf-8")
    for ask in (Users(home).all, lambda: Users(home).signed_in("a", PASSWORD), lambda: Users(home).bearing("a")):
        with pytest.raises(StoreDamaged):
            ask()
