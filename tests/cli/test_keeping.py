"""What an author does with what is kept: summed up, corrected, forgotten, exported, erased."""

import json
import sys
from datetime import UTC, date, datetime

import pytest

from companion.records import Notice, Place, Post
from companion.store import Restored

from .conftest import Fake, Run


def test_posts_are_narrowed(fake: Fake, run: Run) -> None:
    """Each flag reaches the companion; nothing found is said, and a post of two platforms shows both."""
    told = ("posts", "--search", "pain", "--platform", "x", "--year", "2024", "--language", "fr", "--limit", "3")
    assert "Aucune" in run(*told).out
    assert fake.asked == {"search": "pain", "platform": "x", "year": 2024, "language": "fr", "limit": 3}
    where = (Place("x"), Place("threads"))
    fake.kept = [Post("Un billet", datetime(2026, 3, 12, 12, tzinfo=UTC), "x", id="abc", places=where)]
    assert "x+threads" in run(*told).out
    assert json.loads(run(*told, "--json").out)[0]["places"][1]["platform"] == "threads"
    assert run("posts", "--year", "0").code == run("posts", "--year", "vingt").code == 2


def test_summary(fake: Fake, run: Run) -> None:
    """Years, platforms and languages, and what has no date; no week, no month, no gap."""
    out = run("posts", "summary").out
    assert out.startswith("Publications\u00a0: 3\n")
    for line in ("  2026         2", "  sans date    1", "  instagram    2", "  fr           3"):
        assert line in out.splitlines()
    assert json.loads(run("posts", "summary", "--json").out) == {
        "total": 3, "years": {"2026": 2}, "undated": 1,
        "platforms": {"instagram": 2, "threads": 2}, "languages": {"fr": 3},
    }  # fmt: skip


def test_a_date_is_corrected(fake: Fake, run: Run) -> None:
    """The day reaches the companion, and what is no day is refused."""
    fake.kept = [Post("Un billet", datetime(2024, 3, 12, 12, tzinfo=UTC), "x", id="abc")]
    assert "2024-03-12" in run("posts", "date", "abc", "2024-03-12").out
    assert fake.asked == {"post": "abc", "day": date(2024, 3, 12)}
    for wrong in ("2024-13-01", "hier", "12/03/2024"):
        assert run("posts", "date", "abc", wrong).code == 2


def test_forgetting_a_platform_gives_a_receipt(fake: Fake, run: Run) -> None:
    """By id or by platform, one of the two."""
    ran = run("posts", "forget", "--platform", "instagram")
    assert (ran.code, fake.forgotten) == (0, ["platform instagram"])
    assert "publications\u00a0: 3" in ran.out
    assert run("posts", "forget").code == run("posts", "forget", "abc", "--platform", "x").code == 2


@pytest.mark.parametrize(
    ("told", "scope"),
    [(("--all",), "all"), (("--platform", "x"), "platform x"), (("--session", "00001abcd"), "session 00001abcd")],
)
def test_erase_gives_a_receipt(fake: Fake, run: Run, told: tuple[str, ...], scope: str) -> None:
    """What is gone in numbers, what is left to wait for; as JSON too."""
    ran = run("erase", *told, "--yes")
    assert (ran.code, fake.forgotten) == (0, [scope])
    assert "Il n'en reste rien" in ran.out
    fake.left = (Notice("scrub-later", "Plus tard."),)
    ran = run("erase", *told, "--yes")
    assert "Plus tard." in ran.out
    assert "Il n'en reste rien" not in ran.out
    receipt = json.loads(run("erase", *told, "--yes", "--json").out)
    assert (receipt["scope"], receipt["posts"], receipt["left"][0]["code"]) == (
        scope.partition(" ")[0],
        3,
        "scrub-later",
    )


def test_erase_names_what_it_left_alone(fake: Fake, run: Run) -> None:
    """What is not Companion's, or is no text of the author's, is named; a name is data and breaks no line."""
    assert "Laissés en place" not in run("erase", "--all", "--yes").out
    fake.others = ("models", "a\x1b[31m\nb.txt")
    ran = run("erase", "--all", "--yes")
    assert "models" in ran.out
    assert "\x1b" not in ran.out
    assert "Il n'en reste rien" in ran.out


def test_erase_asks_only_who_can_answer(fake: Fake, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --yes it says what will go and asks; nobody there, it refuses; anything but yes, nothing goes."""
    monkeypatch.setattr("builtins.input", lambda *_: pytest.fail("it prompted"))
    assert run("erase", "--all").code == 2
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    for answer, gone in (("", []), ("non", []), ("OUI ", ["all"])):
        monkeypatch.setattr("builtins.input", lambda *_, said=answer: said)
        ran = run("erase", "--all")
        assert (ran.code, fake.forgotten) == (0, gone)
        assert "va partir" in ran.err
    assert run("erase").code == run("erase", "--all", "--session", "s1", "--yes").code == 2


def test_export(fake: Fake, run: Run) -> None:
    """It says where everything is, and how it comes back."""
    ran = run("export", "mon-dossier")
    assert "mon-dossier" in ran.out
    assert "companion import mon-dossier" in ran.out
    assert json.loads(run("export", "d", "--json").out) == {"path": "d", "posts": 3, "intentions": 1, "sessions": 2}


def test_an_import_says_what_else_came_back(fake: Fake, run: Run) -> None:
    """The journal and the intention are counted beside the posts, but not in the JSON that others read."""
    assert "journal" not in run("import", "export").out
    fake.beside = Restored(intentions=2, sessions=5)
    out = run("import", "export").out
    assert "remis dans le journal\u00a0: 5" in out
    assert "versions de l'intention\u00a0: 2" in out
    assert "à remettre dans le journal\u00a0: 5" in run("import", "export", "--dry-run").out
    told = json.loads(run("import", "export", "--json").out)
    assert list(told) == ["platform", "found", "imported", "duplicates", "skipped"]
