"""Posts and replies to store."""

from datetime import UTC, datetime, timedelta
from typing import Any

from companion.records import Care, Post, Question, Reply, Resource

FIRST = datetime(2025, 1, 1, 12, tzinfo=UTC)
SUBJECTS = (
    "neige et silence",
    "café du matin",
    "clients pressés",
    "atelier de poterie",
    "coffee and bread",
    "a slow day",
)


def post(number: int, **changes: Any) -> Post:
    subject = SUBJECTS[number % len(SUBJECTS)]
    told = {
        "text": f"{subject}, billet numéro {number}",
        "date": FIRST + timedelta(days=number),
        "platform": "instagram",
        "language": "en" if number % len(SUBJECTS) > 3 else "fr",
    }
    return Post(**(told | changes))


def posts(count: int) -> list[Post]:
    return [post(number) for number in range(count)]


def reply(session: str, *texts: str, care: bool = False) -> Reply:
    card = Care("distress", "qc", "Quelqu'un répond.", (Resource("1 866 APPELLE", "1 866 277-3553"),), "2026-01-01")
    asked = tuple(Question(text, "reader", "narrow", "reader-one", "curated", None, (), "Parce que.") for text in texts)
    return Reply("r1", session, None, "fr", "tu", questions=asked, care=card if care else None, complete=True)
