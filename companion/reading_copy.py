"""What an author keeps, as Markdown for people: read, printed, never taken in again.

Texts stand in quotation blocks, so that nothing in them is taken for a heading of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from companion import words
from companion.days import day_of
from companion.records import Intention, Language, Post

if TYPE_CHECKING:
    from companion.store import Session

FIELDS = ("why", "community", "message", "tone", "boundaries", "wish", "return_to")


def of_posts(posts: Iterable[Post], language: Language) -> Iterator[str]:
    """Yield each post under its day and its places."""
    yield f"# {words.say(language, 'export.posts')}\n"
    for post in posts:
        day = day_of(post.date).isoformat() if post.date else words.say(language, "export.undated")
        yield f"\n## {day} · {', '.join(dict.fromkeys(place.platform for place in post.places))}\n\n"
        yield _quoted(post.text)
        links = [place.link for place in post.places if place.link]
        yield "".join(f"\n`{_line(link)}`\n" for link in dict.fromkeys(links))


def of_intentions(versions: Iterable[Intention], language: Language) -> Iterator[str]:
    """Yield each version of the intention, oldest first."""
    yield f"# {words.say(language, 'export.intentions')}\n"
    for version in versions:
        day = day_of(version.saved).isoformat() if version.saved else words.say(language, "export.undated")
        yield f"\n## {day}\n"
        for name in FIELDS:
            if text := getattr(version, name):
                yield f"\n{words.say(language, 'cli.field-' + name.replace('_', '-'))}\n\n{_quoted(text)}"


def of_sessions(sessions: Iterable[Session], language: Language) -> Iterator[str]:
    """Yield each draft and each chat: what was said, what was asked, what came of it."""
    yield f"# {words.say(language, 'export.sessions')}\n"
    for session in sessions:
        kind = words.say(language, f"export.{session.kind}")
        yield f"\n## {day_of(session.started).isoformat()} · {kind} · {session.id}\n"
        for turn in session.turns:
            yield f"\n{_quoted(turn.draft)}\n"
            done = {answer.question: answer for answer in turn.answers}
            for number, question in enumerate(turn.reply.questions if turn.reply else (), start=1):
                yield f"- {_line(question.text)}\n"
                if number in done and done[number].text:
                    yield _quoted(done[number].text, "  ")
        for meant in session.intentions[-1:]:
            yield f"\n{words.say(language, 'export.intention')}\n\n{_quoted(meant.text)}"
        for decision in session.decisions[-1:]:
            yield f"\n{words.say(language, 'export.decision', way=words.say(language, f'cli.way-{decision.way}'))}\n"


def _quoted(text: str, indent: str = "") -> str:
    return "".join(f"{indent}> {line}".rstrip() + "\n" for line in text.splitlines() or [""])


def _line(text: str) -> str:
    return " ".join(text.split())
