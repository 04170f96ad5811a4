"""Passwords: kept as what cannot be turned back into them, and checked without telling how near a guess was."""

import hashlib
import hmac
import secrets
import unicodedata
from base64 import b64decode, b64encode

SHORTEST, LONGEST = 12, 200
"""Characters."""
_COST, _BLOCK, _LANES = 2**15, 8, 3
"""OWASP's advice for scrypt within 32 MB, a quarter of a second on a small machine (2026)."""
_MEMORY = 2**26
_SALT, _LENGTH = 16, 32
_NOBODY = f"scrypt${_COST}${_BLOCK}${_LANES}${b64encode(bytes(_SALT)).decode()}${b64encode(bytes(_LENGTH)).decode()}"


def hashed(password: str) -> str:
    """Return `password` as it is kept: the way it was hashed, its salt and its hash."""
    salt = secrets.token_bytes(_SALT)
    digest = _scrypt(password, salt, _COST, _BLOCK, _LANES)
    return f"scrypt${_COST}${_BLOCK}${_LANES}${b64encode(salt).decode()}${b64encode(digest).decode()}"


def matches(password: str, kept: str | None) -> bool:
    """Return whether `kept` is that password's; with None, which is nobody's, it takes as long to say no."""
    _, cost, block, lanes, salt, digest = (kept or _NOBODY).split("$")
    found = _scrypt(password[:LONGEST], b64decode(salt), int(cost), int(block), int(lanes))
    return hmac.compare_digest(found, b64decode(digest)) and kept is not None


def _scrypt(password: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    """Hash it as any keyboard writes it: one accent or two characters are the same password."""
    text = unicodedata.normalize("NFKC", password).encode("utf-8", "replace")
    return hashlib.scrypt(text, salt=salt, n=cost, r=block, p=lanes, maxmem=_MEMORY, dklen=_LENGTH)
