"""Erased means absent: no byte of it in any file of the home or of the temporary folders, and no vector."""

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from companion.embedding import HashEmbedder
from companion.errors import NotFound
from companion.records import Intention, Post
from companion.session import Companion
from companion.settings import Settings

HASH = HashEmbedder()
START = datetime(2024, 3, 2, 14, 5, tzinfo=UTC)
SECRETS = {
    "instagram": "Hier à l’érablière, Zéphirine « a ri » jusqu'aux larmes",
    "threads": "Le xylophone de Wenceslas sonne faux, tabarnouche",
    "draft": "Aujourd'hui j'ai pensé à Ignatius pis à sa brouette bleue",
    "answer": "Parce que Yolande méritait mieux que ça",
    "why": "Pour que Quiterie sache que ça se répare encore",
}
"""What is looked for, byte by byte; each in one place alone."""


@pytest.fixture(params=[12, 2_500], ids=["small", "large"])
def size(request: pytest.FixtureRequest) -> int:
    """Say how many posts stand beside the secrets: below and above what Chroma keeps in its database alone."""
    return int(request.param)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have everything temporary in a folder that is looked through as well."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr("tempfile.tempdir", None)
    return folder


def fill(home: Path, size: int, *, own_index: bool) -> str:
    """Keep posts of two platforms, a session and an intention, and return the session."""
    with Companion(Settings(home), own_index=own_index, embedder=HASH) as companion:
        companion.save_intention(Intention(why=SECRETS["why"]))
        plain = (Post(f"Billet {n} de l'atelier", START + timedelta(hours=n), "x", "fr") for n in range(size))
        kept = [Post(SECRETS[name], START, name, "fr", source=f"{name}.json") for name in ("instagram", "threads")]
        companion.store.add_posts([*plain, *kept])
        companion.catch_up()
        reply = companion.critique(SECRETS["draft"])
        companion.answer(reply.session, 1, SECRETS["answer"])
        companion.decide(reply.session, "keep")
        return reply.session


def written(secret: str) -> list[bytes]:
    """Return each way in which a text may lie in a file: as it is, in JSON, folded for the search, as numbers."""
    folded = secret.casefold().translate(str.maketrans("éàèç", "eaec"))
    return [
        secret.encode(),
        json.dumps(secret)[1:-1].encode(),
        secret.encode("utf-16-le"),
        folded.encode(),
        HASH.passage([secret])[0].astype("<f4").tobytes(),
        HASH.query([secret])[0].astype("<f8").tobytes(),
    ]


def found(needles: Sequence[bytes], *folders: Path) -> list[Path]:
    """Return the files that hold one of `needles`, whatever they are called."""
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return [path for path in files if any(needle in path.read_bytes() for needle in needles)]


NAMES = {"instagram": "zephirine", "threads": "wenceslas", "draft": "ignatius", "answer": "yolande", "why": "quiterie"}
"""One word of each that nothing else holds."""


def traces(secret: str, *folders: Path) -> list[Path]:
    """Return the files that hold a text, a telling word of it in any case, or its vector."""
    word = next(word for word in SECRETS[secret].split() if word.lower().replace("é", "e").strip(",") == NAMES[secret])
    word = word.strip(",")
    words = {word, word.lower(), word.upper(), NAMES[secret], NAMES[secret].upper()}
    needles = written(SECRETS[secret]) + [each.encode() for each in words] + [json.dumps(word)[1:-1].encode()]
    return found(needles, *folders)


@pytest.mark.parametrize("own_index", [False, True])
def test_everything(home: Path, temporary: Path, size: int, own_index: bool) -> None:
    """Posts, journal, answers, intention, settings, uploads: one command, and no byte is left, closed or open."""
    fill(home, size, own_index=own_index)
    upload = home / "uploads" / "abc" / "posts_1.json"
    upload.parent.mkdir(parents=True)
    upload.write_text(json.dumps([{"title": SECRETS["instagram"]}]))
    (home / ".settings.json-a1b2c3d4.draft").write_text(SECRETS["why"])
    (home / "backup").mkdir()
    (home / "backup" / "companion-0003.db").write_bytes(SECRETS["draft"].encode())
    assert all(traces(secret, home) for secret in SECRETS)
    with Companion(Settings(home), own_index=own_index, embedder=HASH) as companion:
        companion.set("model", "openai/secret")
        receipt = companion.erase_everything()
        assert [traces(secret, home, temporary) for secret in SECRETS] == [[]] * len(SECRETS)
        assert (receipt.posts, receipt.sessions, receipt.intentions, receipt.left) == (size + 2, 1, 1, ())
        assert receipt.files == 3
        assert companion.posts() == companion.journal() == companion.intentions() == []
        assert companion.settings.model != "openai/secret"
        assert companion.critique("Un autre brouillon, tout neuf.").questions
        companion.catch_up()
    assert [traces(secret, home, temporary) for secret in SECRETS] == [[]] * len(SECRETS)
    assert found([b"openai/secret", b"Billet 7 de", b"billet 7"], home, temporary) == []


@pytest.mark.parametrize("own_index", [False, True])
def test_a_platform(home: Path, temporary: Path, size: int, own_index: bool) -> None:
    """Its posts are gone from everywhere, those of others are there and found by meaning."""
    fill(home, size, own_index=own_index)
    with Companion(Settings(home), own_index=own_index, embedder=HASH) as companion:
        receipt = companion.erase_platform("instagram")
        assert traces("instagram", home, temporary) == []
        assert (receipt.posts, receipt.staying, receipt.left) == (1, 0, ())
        assert companion.posts("xylophone")[0].text == SECRETS["threads"]
        companion.catch_up()
        with pytest.raises(NotFound):
            companion.erase_platform("instagram")
    assert traces("instagram", home, temporary) == []
    assert traces("threads", home)
    with Companion(Settings(home), own_index=own_index, embedder=HASH) as companion:
        companion.catch_up()
        assert all(check.ok for check in companion.doctor())
        assert companion.summary().platforms == {"x": size, "threads": 1}
    assert traces("instagram", home, temporary) == []


def test_a_session(home: Path, temporary: Path, size: int) -> None:
    """A draft, its questions and answers are gone; the rest of the journal and the posts stay."""
    session = fill(home, size, own_index=False)
    with Companion(Settings(home), embedder=HASH) as companion:
        other = companion.critique("Un brouillon qui reste, sur ma cour.").session
        receipt = companion.erase_session(session)
        assert (receipt.sessions, receipt.turns, receipt.posts) == (1, 1, 0)
        assert receipt.questions > 0
        assert [entry.session for entry in companion.journal()] == [other]
        assert len(companion.posts(limit=size + 9)) == size + 2
        assert traces("draft", home, temporary) == traces("answer", home, temporary) == []
    assert traces("draft", home, temporary) == traces("answer", home, temporary) == []


def test_what_a_draft_was_said_to_be_for_goes_with_it(home: Path, temporary: Path) -> None:
    """Its words are kept nowhere, and neither is their vector once the draft is erased."""
    with Companion(Settings(home), embedder=HASH) as companion:
        session = companion.critique(SECRETS["draft"], intention=SECRETS["why"]).session
        assert traces("why", home, temporary)
        companion.erase_session(session)
    assert traces("why", home, temporary) == []


def test_what_appeared_elsewhere_too_keeps_nothing_of_the_platform(home: Path, temporary: Path) -> None:
    """A post of two platforms stays as it stands on the other; words, link and file of the erased one are gone."""
    text = SECRETS["threads"] + ". Venez donc jouer mardi, on a du café chaud."
    first = Post(
        text + " #zephirine", START, "instagram", "fr", link="https://insta.example/zephirine", source="zephirine.json"
    )
    other = replace(first, text=text, platform="threads", link="https://threads.example/1", source="threads.json")
    with Companion(Settings(home), embedder=HASH) as companion:
        companion.store.add_posts([first, other])
        companion.catch_up()
        receipt = companion.erase_platform("instagram")
        assert (receipt.posts, receipt.staying) == (0, 1)
        [kept] = companion.posts()
        assert (kept.text, kept.platform, kept.link, kept.source) == (text, "threads", other.link, other.source)
        assert len(kept.places) == 1
        companion.catch_up()
    needles = [b"zephirine", HASH.passage([first.text])[0].astype("<f4").tobytes()]
    assert found(needles, home, temporary) == []


def test_beside_an_open_page_the_receipt_says_what_waits(home: Path, temporary: Path) -> None:
    """The page's index cannot be taken from it: the receipt says so, and the page drops it at its next question."""
    fill(home, 30, own_index=True)
    with Companion(Settings(home), own_index=True, embedder=HASH) as page:
        page.catch_up()
        page.critique("Le xylophone, encore lui, dans ma cour.")
        with Companion(Settings(home), embedder=HASH) as command:
            receipt = command.erase_everything()
        assert [notice.code for notice in receipt.left] == ["index-later"]
        page.critique("Le xylophone, encore lui, dans ma cour.")
        vector = HASH.passage([SECRETS["threads"]])[0].astype("<f4").tobytes()
        assert found([vector], home, temporary) == []
    assert [traces(secret, home, temporary) for secret in SECRETS] == [[]] * len(SECRETS)


def test_only_what_is_ours_is_removed(home: Path) -> None:
    """A home that is also somebody's folder keeps what is theirs and says so; where a link leads is left alone."""
    fill(home, 3, own_index=False)
    mine = {"vacances.txt": "à moi", ".settings-mine.bak": "à moi", "backup/photos.txt": "à moi", "models/m.gguf": "m"}
    for name, text in mine.items():
        (home / name).parent.mkdir(exist_ok=True)
        (home / name).write_text(text)
    (home / "backup" / "companion-0003.db").write_text("à Companion")
    (home / "uploads").mkdir()
    (home / "uploads" / "lien").symlink_to(home / "vacances.txt")
    with Companion(Settings(home), embedder=HASH) as companion:
        receipt = companion.erase_everything()
    assert {name: (home / name).read_text() for name in mine} == mine
    assert not os.path.lexists(home / "uploads" / "lien")
    assert not (home / "backup" / "companion-0003.db").exists()
    assert receipt.others == (".settings-mine.bak", "backup", "models", "vacances.txt")


def held(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let the files called `name` be held by another program."""
    unlink = Path.unlink

    def refused(path: Path, *, missing_ok: bool = False) -> None:
        if path.name == name:
            raise PermissionError(13, "held")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refused)


def test_a_file_that_stays_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be removed does not hide what is gone: the receipt names both."""
    fill(home, 3, own_index=False)
    (home / "uploads").mkdir()
    (home / "uploads" / "a.csv").write_text("texte")
    held(monkeypatch, "a.csv")
    with Companion(Settings(home), embedder=HASH) as companion:
        receipt = companion.erase_everything()
        assert (receipt.posts, [notice.code for notice in receipt.left]) == (5, ["files-left"])
        assert companion.posts() == []


def test_a_copy_that_stays_is_told_and_tried_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy of an upgrade may hold what was forgotten: it goes at the next opening."""
    fill(home, 3, own_index=False)
    (home / "backup").mkdir()
    (home / "backup" / "companion-0003.db").write_bytes(SECRETS["draft"].encode())
    with monkeypatch.context() as patch, Companion(Settings(home), embedder=HASH) as companion:
        held(patch, "companion-0003.db")
        assert [notice.code for notice in companion.erase_everything().left] == ["copy-left"]
    with Companion(Settings(home), embedder=HASH) as companion:
        assert companion.posts() == []
    assert not (home / "backup").exists()


def test_forgetting_a_post_or_a_session_empties_the_uploads(home: Path) -> None:
    """A file that was given to the page may hold the words of what is forgotten."""
    session = fill(home, 3, own_index=False)
    upload = home / "uploads" / "abc" / "a.csv"
    with Companion(Settings(home), embedder=HASH) as companion:
        for forget in (lambda: companion.forget(companion.posts()[0].id), lambda: companion.erase_session(session)):
            upload.parent.mkdir(parents=True, exist_ok=True)
            upload.write_text("texte")
            forget()
            assert not upload.exists()
