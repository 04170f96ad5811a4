"""Sessions: who signed in from which browser, until they leave or too long has passed. A restart ends them all."""

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from companion.users import User, Users

IDLE, WHOLE = 7 * 24 * 3600, 30 * 24 * 3600
"""Seconds without a request, and in all, after which one signs in again."""
MOST = 20
"""Browsers of one user; the one that was least used leaves for another."""


@dataclass(slots=True)
class _Session:
    user: str
    password: str
    """As it was kept then: a changed one ends what was begun with the old one."""
    begun: float
    seen: float


class Sessions:
    """What is behind each cookie; a cookie holds chance and nothing else."""

    def __init__(self, users: Users, now: Callable[[], float] = time.monotonic) -> None:
        """Know nobody yet; `now` is a clock in seconds that never goes back."""
        self._users, self._now = users, now
        self._open: dict[bytes, _Session] = {}

    def begin(self, user: User) -> str:
        """Return the cookie of a new session."""
        token, now = secrets.token_urlsafe(32), self._now()
        for each in [each for each, held in self._open.items() if self._over(held, now)]:
            del self._open[each]
        own = sorted((each for each, held in self._open.items() if held.user == user.id), key=self._seen)
        for each in own[: max(len(own) - MOST + 1, 0)]:
            del self._open[each]
        self._open[_digest(token)] = _Session(user.id, user.password, now, now)
        return token

    def user(self, token: str) -> User | None:
        """Return whose cookie this is; nobody's once it is over, or the user removed, or their password changed."""
        mark, now = _digest(token), self._now()
        held = self._open.get(mark)
        if held is None:
            return None
        user = self._users.get(held.user)
        if user is None or user.password != held.password or self._over(held, now):
            del self._open[mark]
            return None
        held.seen = now
        return user

    def end(self, token: str) -> None:
        """Forget a cookie."""
        self._open.pop(_digest(token), None)

    def _seen(self, mark: bytes) -> float:
        return self._open[mark].seen

    @staticmethod
    def _over(held: _Session, now: float) -> bool:
        return now - held.seen > IDLE or now - held.begun > WHOLE


def _digest(token: str) -> bytes:
    """Return what is looked up in place of the cookie: how long that takes tells nothing of one that is near."""
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()
