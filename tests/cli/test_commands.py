"""The other commands, each by itself."""

import io
import json
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from companion.records import Answer, Entry, Notice, Post
from companion.store import Check

from .conftest import REPLY, Fake, Run


@pytest.mark.parametrize("way", ["post", "keep", "not-today"])
def test_decide(fake: Fake, run: Run, way: str) -> None:
    """Each way out is kept and acknowledged in one calm line; none is praised above another."""
    ran = run("decide", "s1", way)
    assert (ran.code, fake.decided) == (0, [("s1", way)])
    assert ran.out.startswith("C'est noté.")
    assert len(ran.out.splitlines()) == 1


def test_decide_what_is_not_there(fake: Fake, run: Run) -> None:
    """An unknown session or way is refused with 2, and says what there is."""
    assert run("decide", "s9", "keep").code == 2
    ran = run("decide", "s1", "viral")
    assert ran.code == 2
    assert "post, keep, not-today" in ran.err


def test_intention(fake: Fake, run: Run, tmp_path: Path) -> None:
    """What is named changes, what is not stays; the line wins over the file; every version can be read again."""
    file = tmp_path / "i.toml"
    file.write_text('why = "du fichier"\nreturn_to = "une chanson"\n', encoding="utf-8")
    assert "Pas encore d'intention" in run("intention", "show").out
    assert run("intention", "set", "--community", "ma gang").code == 0
    ran = run("intention", "set", "--why", "rassurer", "--file", str(file))
    assert "version 2" in ran.out
    last = fake.saved[-1]
    assert (last.why, last.community, last.return_to) == ("rassurer", "ma gang", "une chanson")
    assert "rassurer" in run("intention", "show").out
    history = run("intention", "history").out
    assert history.index("Version 2") < history.index("Version 1")


def test_intention_from_json(fake: Fake, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file may be JSON, and standard input."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"tone": "doux", "wish": "rire"}')))
    assert run("intention", "set", "--file", "-").code == 0
    assert (fake.saved[-1].tone, fake.saved[-1].wish) == ("doux", "rire")


@pytest.mark.parametrize(
    "held", ["reach = 'max'", "why = 3", "pas du toml", "{", '{"why": ["a"]}', "[" * 50_000, "version = 9"]
)
def test_intention_from_a_bad_file(fake: Fake, run: Run, tmp_path: Path, held: str) -> None:
    """A file that is not a table of the contract's fields is refused whole."""
    file = tmp_path / "i.toml"
    file.write_text(held, encoding="utf-8")
    assert run("intention", "set", "--file", str(file)).code == 2
    assert fake.saved == []


def test_intention_set_needs_something(fake: Fake, run: Run) -> None:
    """Without a field there is nothing to save, and it says which fields there are."""
    ran = run("intention", "set")
    assert ran.code == 2
    assert "--why" in ran.err


def test_import(fake: Fake, run: Run) -> None:
    """The report says what became of each post; flags reach the companion; nothing moves where nobody watches."""
    ran = run("import", "posts.csv", "--as", "csv", "--dry-run")
    assert ran.code == 0
    assert fake.asked == {"path": [Path("posts.csv")], "platform": "csv", "dry_run": True}
    assert "seraient nouvelles\u00a0: 2" in ran.out
    assert "laissées de côté, sans texte\u00a0: 4" in ran.out
    assert ran.err == ""


def test_a_dry_run_shows_three_posts(fake: Fake, run: Run) -> None:
    """Their day and their start, on a line each, and how many have no date; an import by itself shows none."""
    fake.kept = [Post(f"Texte\n{n} \x1b[2J" + "a" * 90, datetime(2026, 3, 12, 12, tzinfo=UTC), "x") for n in range(9)]
    fake.kept.append(Post("Sans date", None, "x"))
    told = run("import", "one.zip", "two.zip", "--dry-run").out
    assert fake.asked["path"] == [Path("one.zip"), Path("two.zip")]
    lines = told[told.index("Par exemple") :].splitlines()
    assert [line[:29] for line in lines[1:]] == [
        "  2026-03-12  x          Text", "  2026-03-12  x          Text", "              x          Sans",
    ]  # fmt: skip
    assert all(len(line) < 90 and "\x1b" not in line for line in lines)
    assert "sans date\u00a0: 1" in told
    assert "Par exemple" not in run("import", "posts.csv").out


def test_import_as_json(fake: Fake, run: Run) -> None:
    """The JSON is the interface contract."""
    assert json.loads(run("import", "posts.csv", "--json").out) == {
        "platform": "csv", "found": 7, "imported": 2, "duplicates": 1, "skipped": {"empty": 4},
    }  # fmt: skip


def test_import_shows_progress_on_a_terminal(fake: Fake, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Someone who watches sees how far it is, and the line is cleared at the end."""
    monkeypatch.setattr(type(sys.stderr), "isatty", lambda stream: True)
    ran = run("import", "posts.csv")
    assert "1 sur 3" in ran.err
    assert ran.err.endswith("\r\x1b[K")


def test_posts(fake: Fake, run: Run) -> None:
    """One line a post, its start alone; JSON holds it whole; flags reach the companion."""
    fake.kept = [Post("Une\nlongue\x1b[2J " + "a" * 100, datetime(2026, 3, 12, 12, tzinfo=UTC), "csv", id="abc")]
    ran = run("posts", "--search", "longue", "--limit", "3")
    assert fake.asked == {"search": "longue", "limit": 3}
    assert ran.out.startswith("abc  2026-03-12  csv        Une longue")
    assert len(ran.out.splitlines()) == 1
    assert "\x1b" not in ran.out
    assert json.loads(run("posts", "--json").out)[0]["text"] == fake.kept[0].text
    fake.kept = []
    assert json.loads(run("posts", "--json").out) == []
    assert "companion import" in run("posts").out
    assert "ces mots" in run("posts", "--search", "rien").out
    assert run("posts", "--limit", "-1").code == 2


def test_forget(fake: Fake, run: Run) -> None:
    """A post is forgotten by its id, and what is left of it for now is said."""
    assert run("posts", "forget", "abc").out == "Oubliée\u00a0: abc\n"
    fake.left = (Notice("scrub-later", "Les dernières traces quitteront le disque."),)
    ran = run("posts", "forget", "abd")
    assert (ran.code, fake.forgotten) == (0, ["abc", "abd"])
    assert "Les dernières traces quitteront le disque." in ran.out


def test_journal(fake: Fake, run: Run) -> None:
    """Draft, questions and way out, newest first; JSON holds the entry whole."""
    entry = Entry("s1", datetime(2026, 3, 12, 12, tzinfo=UTC), "Je suis dans ma cour", REPLY, "not-today")
    fake.entries = [entry, replace(entry, session="s0", reply=None, decision=None)]
    fake.entries[0] = replace(entry, answers=(Answer(1, "answered", "ma\nsœur \x1b[2J"), Answer(2, "skipped")))
    out = run("journal").out
    assert "      réponse\u00a0: ma sœur ␛[2J\n" in out
    assert "      laissée de côté\n" in out
    assert "s1  pas aujourd'hui" in out
    assert "s0  encore ouvert" in out
    assert "· À qui pensais-tu" in out
    first, second = json.loads(run("journal", "--json").out)
    assert (first["session"], first["started"], first["reply"]["id"]) == ("s1", "2026-03-12T12:00:00Z", "r1")
    assert second["reply"] is None
    fake.entries = []
    assert "vide" in run("journal").out


def test_settings(run: Run, home: Path) -> None:
    """What is set is kept, and the interface speaks the language it was set to."""
    assert run("settings", "get", "region").out == "qc\n"
    assert run("settings", "set", "region", "FR").code == 0
    assert run("settings", "get", "region").out == "fr\n"
    assert run("settings", "set", "language", "en").out == "language: en\n"
    shown = run("settings", "get").out
    assert "language of the interface" in shown
    assert str(home) in shown
    assert run("journal").out.startswith("The journal is empty")


def test_settings_that_are_refused(run: Run) -> None:
    """A bad name or value ends with 2 and says what there is."""
    for arguments, said in [
        (("set", "region", "mars"), "qc, ca, fr, us, elsewhere"),
        (("set", "streak", "on"), "language, register, region, memory, model"),
        (("get", "streak"), "language, register, region, memory, model"),
    ]:
        ran = run("settings", *arguments)
        assert ran.code == 2
        assert said in ran.err


def test_settings_that_were_damaged_are_named(run: Run, home: Path) -> None:
    """A file edited by hand never stops a command; what could not be taken is said."""
    home.mkdir()
    (home / "settings.json").write_text('{"region": "mars"}', encoding="utf-8")
    ran = run("settings", "get", "region")
    assert (ran.code, ran.out) == (0, "qc\n")
    assert "region" in ran.err


def test_lint(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line is judged in order, as it comes, blank ones passed over; bytes that are not UTF-8 stop nothing."""
    monkeypatch.setattr("companion.guard.lint", lambda line: {"line": line.strip()})
    path = tmp_path / "q.jsonl"
    path.write_bytes("\ufeffun\r\n\n  \ndeux\n".encode() + b"\xff\n")
    ran = run("lint", str(path))
    assert [json.loads(line)["line"] for line in ran.out.splitlines()] == ["un", "deux", "\ufffd"]
    assert ran.code == 0


@pytest.mark.parametrize(
    "line",
    [
        '{"question": "Q ?", "draft": "D", "id": NaN}',
        '{"question": "Q ?", "draft": "D", "id": -Infinity}',
        '{"question": "Q ?", "draft": "D", "id": [1e999]}',
        '{"question": "Q ?", "draft": "D", "id": ' + "[" * 900 + "]" * 900 + "}",
        '{"question": "Q ?", "draft": "D", "id": ' + "9" * 5_000 + "}",
        '{"question": "\\ud800", "draft": "\\udfff"}',
    ],
)
def test_what_lint_prints_is_json(run: Run, tmp_path: Path, line: str) -> None:
    """Whatever a line holds, its verdict is JSON that any reader takes, and the next line is judged."""
    path = tmp_path / "q.jsonl"
    path.write_text(line + '\n{"question": "Q ?", "draft": "D"}\n', encoding="utf-8")
    ran = run("lint", str(path))
    assert ran.code == 0
    first, second = (json.loads(verdict, parse_constant=pytest.fail) for verdict in ran.out.splitlines())
    assert {"ok", "faults"} <= first.keys() & second.keys()
    if "NaN" in line or "Infinity" in line or "e999" in line:
        assert [fault["rule"] for fault in first["faults"]] == ["input"]


def test_doctor(fake: Fake, run: Run) -> None:
    """All well is 0; something to look at is 3, and says that questions are asked all the same."""
    ran = run("doctor")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "bien    base de données\u00a0: saine\n"
    fake.checks.append(Check("index", ok=False, found="doctor.index-kills"))
    ran = run("doctor")
    assert ran.code == 3
    assert "à voir  index\u00a0: abîmé" in ran.out
    assert "questions" in ran.err
