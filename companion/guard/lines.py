"""`companion lint`: one JSON line in, one verdict out; a bad line is a verdict too, never an exception."""

import json
import math
from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any

from companion.guard.checking import check
from companion.guard.rules import fault
from companion.language import answer_in, detect, register, words
from companion.records import Fault, Intention, Language, Post, Register

_LARGEST = 1_000_000
"""Characters of a line that are read at all."""
_FIELDS = ("why", "community", "message", "tone", "boundaries", "wish", "return_to")


class _Unreadable(ValueError):
    """The line does not say what the contract asks for."""


def lint(line: str) -> dict[str, Any]:
    """Judge one line of `companion lint` as own words; its own keys come back unchanged, with ok and faults."""
    given: dict[str, Any] = {}
    try:
        given = _object(line)
        faults = _judge(given)
    except (_Unreadable, ValueError, RecursionError, OverflowError, TypeError) as exc:
        faults = [fault("input", why=str(exc) if isinstance(exc, _Unreadable) else f"unreadable: {type(exc).__name__}")]
    listed = [{"rule": f.rule, "level": f.level, "where": f.where, "why": f.why} for f in faults]
    return {**given, "ok": all(f.level != "G" for f in faults), "faults": listed}


def _object(line: str) -> dict[str, Any]:
    if len(line) > _LARGEST:
        raise _Unreadable(f"longer than {_LARGEST} characters")
    given = json.loads(line, parse_constant=_finite, parse_float=_finite)
    if not isinstance(given, dict):
        raise _Unreadable("not a JSON object")
    return given


def _finite(written: str) -> float:
    """Return a number that JSON can hold: a verdict repeats what its line held."""
    if not math.isfinite(number := float(written)):
        raise _Unreadable("a number that is none, or is infinite")
    return number


def _judge(given: Mapping[str, Any]) -> list[Fault]:
    question, draft = _text(given, "question"), _text(given, "draft")
    language = _language(given, draft)
    return check(
        question,
        draft=draft,
        intention=_intention(given),
        posts=_posts(given),
        replies=_replies(given),
        language=language,
        register=_register(draft) if language == "fr" else None,
        phrasing="own",
    )


def _register(draft: str) -> Register | None:
    """Return the register that a draft asks for: vous to one person, tu to one; None where either will do."""
    found = set(words(draft))
    if register(draft) == "vous":
        return "vous"
    familiar, formal = found & {"tu", "te", "toi", "ton", "ta", "tes"}, found & {"vous", "votre", "vos"}
    return "tu" if len(familiar) > 1 and not formal else None


def _text(given: Mapping[str, Any], key: str) -> str:
    value = given.get(key)
    if not isinstance(value, str):
        raise _Unreadable(f"{key} must be a text")
    return value


def _language(given: Mapping[str, Any], draft: str) -> Language:
    match given.get("language"):
        case None:
            return answer_in(detect(draft), "fr")
        case "fr" | "en" as language:
            return "fr" if language == "fr" else "en"
        case _:
            raise _Unreadable("language must be fr or en")


def _intention(given: Mapping[str, Any]) -> Intention | None:
    value = given.get("intention")
    if value is None:
        return None
    if isinstance(value, str):
        return Intention(why=value)
    if not isinstance(value, dict) or not all(isinstance(value.get(name) or "", str) for name in _FIELDS):
        raise _Unreadable("intention must be an object of texts")
    texts: dict[str, Any] = {name: value.get(name) or "" for name in _FIELDS}
    return Intention(**texts)


def _posts(given: Mapping[str, Any]) -> list[Post]:
    value = given.get("posts")
    if value is None:
        return []
    if not isinstance(value, list) or not all(
        isinstance(post, dict) and isinstance(post.get("text"), str) for post in value
    ):
        raise _Unreadable("posts must be a list of {date, text}")
    return [Post(text=post["text"], date=_day(post.get("date"))) for post in value]


def _day(value: object) -> datetime | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise _Unreadable("a post's date must be an ISO date")
    try:
        found = datetime.fromisoformat(value)
    except ValueError as exc:
        raise _Unreadable("a post's date must be an ISO date") from exc
    if found.tzinfo:
        return found
    return datetime.combine(found, found.time() if found.time() != time() else time(12), UTC)  # a day alone is its noon


def _replies(given: Mapping[str, Any]) -> list[str]:
    value = given.get("replies")
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(reply, str) for reply in value):
        raise _Unreadable("replies must be a list of texts")
    return value
