"""companion.export: everything, in a folder of the author's; and back again, the same."""

import json
import stat
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from companion.embedding import HashEmbedder
from companion.errors import BadSetting, DamagedExport, ExportRefused, StoreFull
from companion.export import Exported
from companion.posts import ImportReport
from companion.records import Intention, Place, Post
from companion.restore import Brought
from companion.session import Companion
from companion.settings import Settings
from companion.store import Restored
from companion.store.versions import reword

HASH = HashEmbedder()
START = datetime(2024, 3, 2, 14, 5, tzinfo=UTC)
TEXT = "Bon, l'atelier rouvre mardi ; j’ai hâte.\n\n# pas un titre\n[lien](javascript:alert(1)) <b>gras</b> 🙂"


@pytest.fixture
def home(home: Path) -> Path:
    """Fill a home with a bit of everything."""
    with Companion(Settings(home, language="fr"), embedder=HASH) as companion:
        companion.save_intention(Intention(why="pour le monde de la rue", wish="des choses qui durent"))
        companion.save_intention(Intention(why="pour ma sœur"))
        first = Post(TEXT, START, "instagram", "fr", source="posts_1.json")
        other = replace(
            first, platform="threads", source="threads.json", link="https://threads.example/1", text=TEXT + " #vélo"
        )
        undated = Post("Sans date, celui-là", None, "markdown", "fr", link="a/b.md", source="b.md")
        reply = Post("Une réponse", START, "x", "fr", kind="reply", link="https://x.example/9")
        article = Post("Un article\n\nen deux temps", START - timedelta(days=400), "medium", "fr", kind="article")
        companion.store.add_posts([first, other, undated, reply, article])
        companion.catch_up()
        companion.correct_date(companion.posts("article")[0].id, date(2022, 5, 6))
        draft = companion.critique("Aujourd'hui, dans ma cour, j'ai pensé à ma grand-mère.")
        companion.answer(draft.session, 1, "à elle")
        companion.skip(draft.session, 1)
        companion.decide(draft.session, "keep")
        chat = companion.converse()
        chat.say("Je veux parler de mon atelier.")
        companion.store.keep_intention(chat.session, "dire merci")
    return home


def library(home: Path) -> dict[str, object]:
    """Return everything that an author sees of a home."""
    with Companion(Settings(home, language="fr"), embedder=HASH) as companion:
        return {
            "posts": companion.posts(limit=99),
            "summary": companion.summary(),
            "intentions": [replace(each, version=0) for each in companion.intentions()],
            "journal": companion.journal(),
            "sessions": list(companion.store.all_sessions()),
            "found": [post.id for post in companion.posts("atelier", limit=9)],
        }


def test_export_erase_import_gives_the_same(home: Path, tmp_path: Path) -> None:
    """Posts with their places and corrected dates, intention and history, journal and answers."""
    folder, before = tmp_path / "export", library(home)
    with Companion(Settings(home), embedder=HASH) as companion:
        assert companion.export(folder) == Exported(folder.resolve(), 4, 2, 2)
        companion.erase_everything()
        assert companion.posts() == companion.journal() == []
        brought = Brought(ImportReport("companion", 4, 4, 0, {}), Restored(2, 2))
        assert companion.import_posts(folder, dry_run=True) == brought
        assert companion.journal() == companion.intentions() == []
        assert companion.import_posts(folder) == brought
    assert library(home) == before
    with Companion(Settings(home), embedder=HASH) as companion:
        for dry_run in (True, False):
            again = companion.import_posts(folder, dry_run=dry_run)
            assert again == Brought(ImportReport("companion", 4, 0, 4, {}), Restored())
            assert not again.new
        post = Post(TEXT + " #vélo", START, "threads", "fr", link="https://threads.example/1")
        assert companion.store.add_posts([post]).duplicates == 1
    assert library(home) == before


def test_what_is_in_it(home: Path, tmp_path: Path) -> None:
    """JSON that any tool reads, Markdown that no text breaks, for its author alone."""
    folder = tmp_path / "export"
    with Companion(Settings(home, language="fr"), embedder=HASH) as companion:
        companion.export(folder)
    names = "companion.json intentions.jsonl intentions.md journal.md never_asked.jsonl posts.jsonl posts.md "
    assert sorted(path.name for path in folder.iterdir()) == (names + "sessions.jsonl settings.json").split()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    posts = [json.loads(line) for line in (folder / "posts.jsonl").read_text("utf-8").splitlines()]
    assert posts[0]["text"] == TEXT
    assert [place["platform"] for place in posts[0]["places"]] == ["instagram", "threads"]
    [draft, chat] = [json.loads(line) for line in (folder / "sessions.jsonl").read_text("utf-8").splitlines()]
    assert [done["outcome"] for done in draft["turns"][0]["answers"]] == ["answered", "skipped"]
    assert [decision["way"] for decision in draft["decisions"]] == ["keep"]
    assert chat["intentions"][0]["text"] == "dire merci"
    assert json.loads((folder / "settings.json").read_text())["language"] == "fr"
    told = (folder / "posts.md").read_text("utf-8")
    assert told.startswith("# Publications\n")
    assert [line for line in told.splitlines() if line.startswith("#")][1] == "## 2024-03-02 · instagram, threads"
    assert "> # pas un titre\n" in told
    assert "Sortie choisie\u00a0: gardé pour plus tard" in (folder / "journal.md").read_text("utf-8")
    assert "> pour ma sœur" in (folder / "intentions.md").read_text("utf-8")


def test_where_an_export_cannot_go(home: Path, tmp_path: Path) -> None:
    """A folder with something in it, a file, the home or inside it: refused, nothing touched."""
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "a.txt").write_text("a")
    with Companion(Settings(home), embedder=HASH) as companion:
        for place in (taken, taken / "a.txt", home, home / "export", home.parent / "x" / ".." / home.name / "y"):
            with pytest.raises(ExportRefused):
                companion.export(place)
        assert [path.name for path in taken.iterdir()] == ["a.txt"]
        (tmp_path / "empty").mkdir()
        companion.export(tmp_path / "empty")
        assert (tmp_path / "empty" / "companion.json").is_file()


@pytest.mark.parametrize(
    "place", ["taken/a.txt/under", "nul\0", "n" * 300, "loop", "~nobody-of-that-name/x"], ids=lambda place: place[:8]
)
def test_a_place_that_is_none(home: Path, tmp_path: Path, place: str) -> None:
    """Under a file, a name that no system takes, a link that leads to itself: refused as bad input, nothing left."""
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "a.txt").write_text("a")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    before = sorted(tmp_path.iterdir())
    with Companion(Settings(home), embedder=HASH) as companion, pytest.raises(ExportRefused):
        companion.export(Path(place) if place.startswith("~") else tmp_path / place)
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(("number", "error"), [(28, StoreFull), (30, ExportRefused), (13, ExportRefused)])
@pytest.mark.parametrize("there", [True, False])
def test_an_export_that_fails_leaves_nothing(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, number: int, error: type[Exception], there: bool
) -> None:
    """A disk that fills up halfway leaves no file of an export, one that may not be written is a place to change."""
    if there:
        (tmp_path / "export").mkdir()

    def full(*_: object) -> None:
        raise OSError(number, "no room")

    monkeypatch.setattr("companion.export._whole", full)
    with Companion(Settings(home), embedder=HASH) as companion, pytest.raises(error):
        companion.export(tmp_path / "export")
    assert list(tmp_path.rglob("*export*")) == ([tmp_path / "export"] if there else [])
    assert not there or list((tmp_path / "export").iterdir()) == []


def test_what_a_kill_leaves_is_in_sight_and_goes_with_the_next_export(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half an export is no export: it is not imported, nothing of it is hidden, and the next one replaces it."""
    folder = tmp_path / "export"
    with Companion(Settings(home), embedder=HASH) as companion:
        with monkeypatch.context() as patch:
            patch.setattr("companion.export._clear", lambda _: None)
            patch.setattr("companion.export._text", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                companion.export(folder)
        assert [path.name for path in folder.iterdir()] == ["companion-incomplete"]
        assert [path for path in tmp_path.rglob(".*") if home not in path.parents] == []
        with pytest.raises(DamagedExport):
            companion.import_posts(folder)
        companion.export(folder)
        assert not (folder / "companion-incomplete").exists()
        assert companion.import_posts(folder, dry_run=True).posts.duplicates == len(companion.posts())


def test_what_lies_beside_half_an_export_is_left_alone(home: Path, tmp_path: Path) -> None:
    """A folder with anything else in it is not ours to empty."""
    draft = tmp_path / "export" / "companion-incomplete"
    draft.mkdir(parents=True)
    (draft / "mes-notes.md").write_text("à moi")
    with Companion(Settings(home), embedder=HASH) as companion, pytest.raises(ExportRefused):
        companion.export(tmp_path / "export")
    assert (draft / "mes-notes.md").read_text() == "à moi"


def test_a_large_export_is_in_parts_that_all_come_back(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No file is larger than an import takes."""
    monkeypatch.setattr("companion.export.LARGEST", 900)
    before = library(home)
    with Companion(Settings(home), embedder=HASH) as companion:
        companion.export(tmp_path / "export")
        assert (tmp_path / "export" / "posts_2.jsonl").is_file()
        companion.erase_everything()
        companion.import_posts(tmp_path / "export")
    assert library(home) == before


def test_an_export_changed_by_hand_is_no_instruction(home: Path, tmp_path: Path) -> None:
    """Lines that are wrong, of the wrong types or a million deep cost themselves, not the import."""
    folder = tmp_path / "export"
    with Companion(Settings(home), embedder=HASH) as companion:
        companion.export(folder)
        wrong = '{"id": 3}\n[]\nnull\n{"id": "a", "kind": "sermon", "started": "hier"}\n' + "[" * 100_000 + "\n\xff\n"
        for name in ("sessions", "intentions"):
            path = folder / f"{name}.jsonl"
            path.write_bytes(wrong.encode("latin-1") + path.read_bytes())
        companion.erase_everything()
        companion.import_posts(folder)
        assert len(companion.journal()) == len(companion.intentions()) == 2


def test_a_date_is_corrected_for_good(home: Path) -> None:
    """The archive it came from adds nothing, and a day to come is refused."""
    with Companion(Settings(home), embedder=HASH) as companion:
        [article] = companion.posts(platform="medium")
        assert article.date == datetime(2022, 5, 6, 12, tzinfo=UTC)
        again = Post(article.text, START - timedelta(days=400), "medium", "fr", kind="article")
        assert companion.store.add_posts([again]).duplicates == 1
        assert companion.posts(year=2022) == [article]
        assert companion.posts(year=2023) == []
        with pytest.raises(BadSetting):
            companion.correct_date(article.id, date(2100, 1, 1))


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00Z", "9999-12-31T23:00:00-12:00"])
def test_a_line_that_no_home_could_hold_costs_itself(home: Path, tmp_path: Path, moment: str) -> None:
    """A moment off the calendar, a text over the limit, an id that cannot be told: the rest comes back."""
    folder = tmp_path / "export"
    with Companion(Settings(home), embedder=HASH) as companion:
        companion.export(folder)
    whole = {name: (folder / f"{name}.jsonl").read_text("utf-8") for name in ("sessions", "intentions")}
    session, version = (json.loads(whole[name].splitlines()[0]) for name in whole)
    turn = session["turns"][0]
    unframed = {**turn["reply"]["questions"][0], "frame": "\ud800"}
    odd = {
        "sessions": [
            {**session, "id": "s1", "started": moment},
            {**session, "id": "s2", "turns": [{**turn, "kept": moment}]},
            {**session, "id": "s3", "turns": [{**turn, "draft": "a" * 20_001}]},
            {**session, "id": "s4", "decisions": [{"way": "keep", "decided": moment}]},
            {**session, "id": "s5", "intentions": [{"text": "a", "saved": moment}]},
            {**session, "id": "s6", "turns": [{**turn, "reply": {**turn["reply"], "questions": [unframed]}}]},
            {**session, "id": "s7", "turns": [{**turn, "reply": {**turn["reply"], "id": "a" * 500_000}}]},
            {**session, "id": "\ud800"},
            {**session, "id": ""},
        ],
        "intentions": [{**version, "saved": moment}, {**version, "why": "a" * 20_001}],
    }  # fmt: skip
    for name, lines in odd.items():
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines) + whole[name], "utf-8")
    with Companion(Settings(tmp_path / "other"), embedder=HASH) as companion:
        assert companion.import_posts(folder, dry_run=True).beside == Restored(2, 2)
        assert companion.import_posts(folder).beside == Restored(2, 2)
    assert library(tmp_path / "other")["sessions"] == library(home)["sessions"]


def test_a_turn_whose_reply_cannot_be_read_comes_back(home: Path, tmp_path: Path) -> None:
    """What the author wrote is theirs, whatever became of what they were asked: drafts, answers, questions asked."""
    with Companion(Settings(home), embedder=HASH) as companion:
        with companion.store._database.write() as connection:
            connection.exec_driver_sql("UPDATE turns SET reply = '{\"a\": 1}'")
        before = companion.journal(), companion.store.asked(limit=99), list(companion.store.all_sessions())
        assert before[0][1].answers
        companion.export(tmp_path / "export")
        companion.erase_everything()
        companion.import_posts(tmp_path / "export")
        assert (companion.journal(), companion.store.asked(limit=99), list(companion.store.all_sessions())) == before
        assert companion.critique("Un autre brouillon, dans ma cour.").questions


def test_what_a_post_is_known_by_comes_back_to_the_letter(home: Path, tmp_path: Path) -> None:
    """However long a link, however many places, whatever halves of characters: brought in again, nothing is new."""
    long = replace(Post(TEXT, START, "wordpress", "fr"), link="https://a.example/?" + "q" * 3_000)
    places = tuple(Place(f"site-{n}", f"https://{n}.example/", "", START) for n in range(60))
    odd = [long, Post("Partout à la fois", START, "site-0", "fr", places=places), Post("a\ud800b c\0d", None, "p" * 60)]
    with Companion(Settings(home), embedder=HASH) as companion:
        companion.store.add_posts(odd)
        before = companion.posts(limit=99)
        companion.export(tmp_path / "export")
        assert companion.import_posts(tmp_path / "export", dry_run=True).posts.imported == 0
        companion.erase_everything()
        companion.import_posts(tmp_path / "export")
        assert companion.posts(limit=99) == before
        assert companion.store.add_posts(odd).imported == 0


def test_the_journal_comes_back_before_anything_is_learned(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Vectors take long: who stops there has their posts and their journal, and no need to import again."""
    before = library(home)

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with Companion(Settings(home), embedder=HASH) as companion:
        companion.export(tmp_path / "export")
        companion.erase_everything()
        monkeypatch.setattr(companion.store, "catch_up", stopped)
        with pytest.raises(KeyboardInterrupt):
            companion.import_posts(tmp_path / "export")
    assert library(home) == before


def test_a_question_that_gave_way_to_another_comes_back_with_its_answer(home: Path, tmp_path: Path) -> None:
    """It stands in no reply any more, and what was answered to it is its author's all the same."""
    with Companion(Settings(home), embedder=HASH) as companion:
        [draft] = [each for each in companion.store.all_sessions() if each.kind == "critique"]
        reply = draft.turns[-1].reply
        assert reply
        other = replace(reply.questions[0], text="Pour qui ?", frame="reader-x")
        reword(companion.store.database, draft.id, 1, replace(reply, questions=(other, *reply.questions[1:])))
        before = list(companion.store.all_sessions()), set(companion.store.asked(limit=99))
        assert [did.question for did in before[0][0].turns[0].answers] == [len(reply.questions) + 1] * 2
        companion.export(tmp_path / "export")
        companion.erase_everything()
        companion.import_posts(tmp_path / "export")
        assert (list(companion.store.all_sessions()), set(companion.store.asked(limit=99))) == before


def test_what_is_never_to_be_asked_comes_back(home: Path, tmp_path: Path) -> None:
    """Once, and a line that is none costs itself."""
    with Companion(Settings(home), embedder=HASH) as companion:
        [session] = [each.id for each in companion.store.all_sessions() if each.kind == "critique"]
        companion.never_ask(session, 1)
        before = companion.never_asked()
        companion.export(tmp_path / "export")
        with (tmp_path / "export" / "never_asked.jsonl").open("a") as file:
            file.write('{"frame": "\\ud800", "since": "2024-01-01T00:00:00Z"}\n5\n{"frame": "a", "since": "hier"}\n')
        companion.import_posts(tmp_path / "export")
        assert companion.never_asked() == before
        companion.erase_everything()
        companion.import_posts(tmp_path / "export")
        assert companion.never_asked() == before
