"""A companion that answers the same thing at once, so that the commands are tested by themselves."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Self

import pytest

from companion import cli
from companion.erasing import Receipt, Scope
from companion.errors import NotFound, TextTooLong
from companion.export import Exported
from companion.posts import ImportReport
from companion.records import Care, Cited, Entry, Intention, Mirror, Notice, Post, Question, Reply, Resource
from companion.restore import Brought
from companion.settings import Settings
from companion.store import Check, Restored, Summary

QUESTION = Question(
    text="À qui pensais-tu en écrivant « ma cour » ?",
    lens="reader",
    move="narrow",
    frame="reader-name-who",
    phrasing="curated",
    anchor=Cited(1, 17, 24, "ma cour"),
    evidence=(),
    why="Un lieu a souvent quelqu'un dedans.",
)
REPLY = Reply(
    id="r1",
    session="s1",
    state=None,
    language="fr",
    register="tu",
    mirror=Mirror("Je m'arrête sur « ma cour ».", ("ma cour",)),
    questions=(QUESTION, replace(QUESTION, text="Qu'est-ce qui t'amène à dire ça aujourd'hui ?", anchor=None)),
    notices=(Notice("no-vectors", "Sans vecteurs."),),
    complete=True,
)
CARE = Care(
    "distress", "qc", "Quelqu'un répond, jour et nuit.", (Resource("Ligne", "1 866 277-3553", "24 h"),), "2026-01-01"
)


@dataclass
class Fake:
    """What a command asked of the companion, and what it got."""

    reply: Reply = REPLY
    fails: Exception | None = None
    asked: dict[str, Any] = field(default_factory=dict)
    decided: list[tuple[str, str]] = field(default_factory=list)
    saved: list[Intention] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    left: tuple[Notice, ...] = ()
    others: tuple[str, ...] = ()
    beside: Restored = field(default_factory=Restored)
    kept: list[Post] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    checks: list[Check] = field(default_factory=lambda: [Check("database", ok=True, found="doctor.sound")])
    opened_at: list[Path] = field(default_factory=list)
    settings: Settings | None = None

    def __call__(self, settings: Settings) -> Self:
        self.settings = settings
        self.opened_at.append(settings.home)
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return

    def critique_stream(self, draft: str, **options: object) -> Iterator[Reply]:
        self.asked = {"draft": draft, **options}
        if self.fails:
            raise self.fails
        if len(draft) > 20_000:
            raise TextTooLong(length=len(draft), limit=20_000)
        for number in range(len(self.reply.questions)):
            yield replace(self.reply, questions=self.reply.questions[:number], complete=False, notices=())
        yield self.reply

    def decide(self, session: str, way: str) -> None:
        if session != "s1":
            raise NotFound(what="session", id=session)
        self.decided.append((session, way))

    def intention(self) -> Intention | None:
        return self.saved[-1] if self.saved else None

    def intentions(self) -> list[Intention]:
        return self.saved[::-1]

    def save_intention(self, intention: Intention) -> Intention:
        self.saved.append(replace(intention, version=len(self.saved) + 1, saved=datetime(2026, 3, 12, 12, tzinfo=UTC)))
        return self.saved[-1]

    def import_posts(
        self,
        path: list[Path],
        *,
        platform: str | None = None,
        dry_run: bool = False,
        progress: Callable[[int, int], None] | None = None,
        seen: Callable[[Post], None] | None = None,
    ) -> Brought:
        self.asked = {"path": path, "platform": platform, "dry_run": dry_run}
        if progress:
            progress(1, 3)
        for post in self.kept:
            if seen:
                seen(post)
        return Brought(ImportReport.of("csv", imported=2, duplicates=1, skipped={"empty": 4}), self.beside)

    def posts(self, search: str | None = None, **options: object) -> list[Post]:
        self.asked = {"search": search, **{name: value for name, value in options.items() if value is not None}}
        return self.kept

    def summary(self) -> Summary:
        return Summary(3, {"2026": 2}, 1, {"instagram": 2, "threads": 2}, {"fr": 3})

    def correct_date(self, post: str, day: date) -> Post:
        self.asked = {"post": post, "day": day}
        return self.kept[0]

    def export(self, folder: Path) -> Exported:
        return Exported(folder, 3, 1, 2)

    def erase_everything(self) -> Receipt:
        return self._erased("all", "")

    def erase_platform(self, name: str) -> Receipt:
        return self._erased("platform", name)

    def erase_session(self, session: str) -> Receipt:
        return self._erased("session", session)

    def _erased(self, scope: Scope, name: str) -> Receipt:
        self.forgotten.append(f"{scope} {name}".strip())
        return Receipt(scope, name, datetime(2026, 3, 12, 12, tzinfo=UTC), 3, 1, 0, 0, 0, 0, 2, self.left, self.others)

    def forget(self, post: str) -> tuple[Notice, ...]:
        self.forgotten.append(post)
        return self.left

    def journal(self, *, limit: int = 50) -> list[Entry]:
        return self.entries

    def doctor(self) -> list[Check]:
        return self.checks


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Fake:
    companion = Fake()
    monkeypatch.setattr("companion.session.Companion", companion)
    return companion


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Eighty columns, in French."""
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, "fr_CA.UTF-8")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command as the terminal does."""

    def run_(*arguments: str) -> Ran:
        capsys.readouterr()
        code = cli.main(arguments)
        return Ran(code, *capsys.readouterr())

    return run_
