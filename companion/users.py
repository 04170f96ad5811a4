"""Users: who may sign in where a page is served to several, and which folder is theirs; one file of the served home.

Invariants: a name, a password and a token are data, never a path: a folder is named by chance, once. A file that cannot
be read is an error and never an empty list, for no users would mean that nobody is asked who they are.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import unicodedata
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from companion import passwords, small_file
from companion.errors import BadSetting, NotFound, StoreBusy, StoreDamaged

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE, FOLDER = "users.json", "users"
LONGEST = 60
"""Characters of a name."""
_WAIT = 10
"""Seconds for another command to be done with the file."""


@dataclass(frozen=True, slots=True)
class User:
    """One person who may sign in."""

    id: str
    """Chosen by chance: the name of their folder, which says nothing of them."""
    name: str
    """As they write it to sign in."""
    password: str
    """As `companion.passwords` keeps it."""
    since: str
    """ISO day."""
    token: str = ""
    """Digest of what their programs show instead of a password; "" where there is none."""


class Users:
    """The users of one served home."""

    def __init__(self, home: Path) -> None:
        """Read nothing yet."""
        self._home, self._path = home, home / FILE
        self._read: tuple[object, dict[str, User]] = (None, {})

    def all(self) -> list[User]:
        """Return every user, by name. Raises StoreDamaged."""
        return sorted(self._known().values(), key=lambda user: _folded(user.name))

    def get(self, id: str) -> User | None:  # noqa: A002  its name everywhere
        """Return the user of that id, None once removed. Raises StoreDamaged."""
        return self._known().get(id)

    def called(self, name: str) -> User:
        """Return the user of that name, however it is capitalised. Raises NotFound and StoreDamaged."""
        for user in self._known().values():
            if _folded(user.name) == _folded(name):
                return user
        raise NotFound(what="user", id=name[:LONGEST])

    def home(self, user: User) -> Path:
        """Return the folder that holds everything of this user's, in one that only who serves can read."""
        (self._home / FOLDER).mkdir(mode=0o700, parents=True, exist_ok=True)
        return self._home / FOLDER / user.id

    def add(self, name: str, password: str, *, names: str = "", passwords_: str = "") -> User:
        """Let somebody sign in. Raises BadSetting, whose words are `names` and `passwords_`, and StoreFull."""
        name = _name(name, names)
        kept = _hashed(password, passwords_)
        with self._writing() as known:
            if any(_folded(user.name) == _folded(name) for user in known.values()):
                raise BadSetting(name="NAME", value=name, allowed=names)
            user = User(secrets.token_hex(8), name, kept, datetime.now(UTC).date().isoformat())
            known[user.id] = user
        return user

    def remove(self, name: str) -> User:
        """Let somebody sign in no more; their folder stays as it is. Raises NotFound and StoreFull."""
        with self._writing() as known:
            return known.pop(self.called(name).id)

    def set_password(self, name: str, password: str, *, passwords_: str = "") -> User:
        """Change a password; who signed in with the old one signs in again. Raises NotFound and BadSetting."""
        kept = _hashed(password, passwords_)
        return self._changed(name, lambda user: replace(user, password=kept))

    def new_token(self, name: str) -> str:
        """Return a token for the programs of that user, which is kept nowhere; an older one is worth nothing then."""
        token = secrets.token_urlsafe(32)
        self._changed(name, lambda user: replace(user, token=_digest(token)))
        return token

    def signed_in(self, name: str, password: str) -> User | None:
        """Return the user of that name and password; it takes as long where there is none of that name."""
        try:
            user = self.called(name)
        except NotFound:
            user = None
        return user if passwords.matches(password, user.password if user else None) else None

    def bearing(self, token: str) -> User | None:
        """Return the user whose programs show `token`."""
        shown = _digest(token)
        return next((user for user in self._known().values() if hmac.compare_digest(user.token, shown)), None)

    def _changed(self, name: str, change: Callable[[User], User]) -> User:
        with self._writing() as known:
            user = change(self.called(name))
            known[user.id] = user
        return user

    @contextmanager
    def _writing(self) -> Iterator[dict[str, User]]:
        """Give the users to change, and keep what became of them. Raises StoreBusy, StoreDamaged and StoreFull."""
        from filelock import FileLock, Timeout

        self._home.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with FileLock(self._home / f"{FILE}.lock", timeout=_WAIT, mode=0o600):
                known = dict(self._known())
                yield known
                small_file.replace(self._path, json.dumps([asdict(user) for user in known.values()], indent=2) + "\n")
        except Timeout as exc:
            raise StoreBusy(path=self._path) from exc

    def _known(self) -> dict[str, User]:
        """Return id -> user, read again where the file is another one than last time."""
        try:
            now = self._path.stat()
            mark = (now.st_mtime_ns, now.st_size, now.st_ino)
            if mark != self._read[0]:
                self._read = (mark, {user.id: user for user in map(_user, json.loads(self._path.read_bytes()))})
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, RecursionError) as exc:
            raise StoreDamaged(path=self._path) from exc
        return self._read[1]


def _user(held: dict[str, str]) -> User:
    """Return one user of the file. Raises TypeError and ValueError for what is none, or would be a path."""
    user = User(**held)
    if not all(isinstance(value, str) for value in asdict(user).values()):
        raise TypeError
    if not user.id.isalnum() or not user.id.isascii() or user.password.count("$") != 5:
        raise ValueError
    return user


def _name(name: str, allowed: str) -> str:
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    if not name or len(name) > LONGEST or not name.isprintable():
        raise BadSetting(name="NAME", value=name[:LONGEST], allowed=allowed)
    return name


def _hashed(password: str, allowed: str) -> str:
    if not passwords.SHORTEST <= len(password) <= passwords.LONGEST:
        raise BadSetting(name="PASSWORD", value="…", allowed=allowed)
    return passwords.hashed(password)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", " ".join(name.split())).casefold()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
