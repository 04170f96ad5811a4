"""companion critique."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from companion import session
from companion.embedding import HashEmbedder
from companion.records import Notice

from .conftest import CARE, REPLY, Fake, Run

DRAFT = "Je suis dans ma cour à matin.\r\nPis c'est ben correct."


@pytest.fixture
def draft(tmp_path: Path) -> str:
    path = tmp_path / "brouillon.txt"
    path.write_bytes(DRAFT.encode())
    return str(path)


def test_layout(fake: Fake, run: Run, draft: str) -> None:
    """Mirror, numbered questions, under each its why, then the three ways out ready to be copied."""
    ran = run("critique", draft)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "\n  Je m'arrête sur « ma cour ».\n"
        "\n  1. À qui pensais-tu en écrivant « ma cour » ?\n     Un lieu a souvent quelqu'un dedans.\n"
        "\n  2. Qu'est-ce qui t'amène à dire ça aujourd'hui ?\n     Un lieu a souvent quelqu'un dedans.\n"
        "\n  Sans vecteurs.\n"
        "\n  Trois sorties, toutes bonnes\u00a0:\n"
        "    Publier                 companion decide s1 post\n"
        "    Garder pour plus tard   companion decide s1 keep\n"
        "    Pas aujourd'hui         companion decide s1 not-today\n\n"
    )


def test_flags_reach_the_companion(fake: Fake, run: Run, draft: str, tmp_path: Path) -> None:
    """Each flag of the contract says what it says, and the draft arrives character for character."""
    ran = run(
        "critique", draft, "--intention", "rassurer", "--language", "en", "--register", "vous", "--model", "m",
        "--api-base", "http://127.0.0.1:1", "--phrasing", "own", "--choosing", "planner", "--home", str(tmp_path / "h"),
    )  # fmt: skip
    assert ran.code == 0
    assert fake.asked == {
        "draft": DRAFT, "intention": "rassurer", "language": "en", "register": "vous", "model": "m",
        "api_base": "http://127.0.0.1:1", "phrasing": "own", "choosing": "planner",
    }  # fmt: skip
    assert fake.opened_at == [tmp_path / "h"]


def test_json_is_the_contract(fake: Fake, run: Run, draft: str) -> None:
    """Standard output is one JSON object with the contract's names and letters as they are written."""
    ran = run("critique", draft, "--json")
    reply = json.loads(ran.out)
    assert ran.err == ""
    assert "« ma cour »" in ran.out
    assert list(reply) == [
        "id", "session", "state", "language", "register", "mirror", "questions", "said", "care", "ways_out", "notices",
        "model", "complete", "faults",
    ]  # fmt: skip
    assert list(reply["questions"][0]) == [
        "text", "lens", "move", "frame", "phrasing", "anchor", "evidence", "why",
    ]  # fmt: skip
    assert reply["questions"][0]["anchor"] == {"segment": 1, "start": 17, "end": 24, "text": "ma cour"}
    assert reply["model"] == {"name": None, "where": "none", "chose": False, "phrased": False}


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfAll\xc3\xb4", "Allô"),
        ("Été".encode("cp1252"), "Été"),
        (b"a\0b\x1b[31mc\r\n", "a\0b\x1b[31mc\r\n"),
        (b"", ""),
    ],
)
def test_standard_input(fake: Fake, run: Run, monkeypatch: pytest.MonkeyPatch, data: bytes, text: str) -> None:
    """A draft is UTF-8, with or without a mark, else Windows's code page; nothing in it is dropped or changed."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="ascii"))
    assert run("critique", "-").code == 0
    assert fake.asked["draft"] == text


def test_refusals_say_why(fake: Fake, run: Run, tmp_path: Path, draft: str) -> None:
    """A file that is missing, a folder, a draft over the limit and a bad address each end with 2 and plain words."""
    long = tmp_path / "long.txt"
    long.write_text("a" * 20_001, encoding="utf-8")
    for arguments, said in [
        ((str(tmp_path / "rien.txt"),), "rien.txt"),
        ((str(tmp_path),), "Impossible de lire"),
        ((str(long),), "20001"),
    ]:
        ran = run("critique", *arguments, "--json")
        assert (ran.code, ran.out) == (2, "")
        assert said in ran.err


def test_foreign_text_cannot_drive_the_terminal(fake: Fake, run: Run, draft: str) -> None:
    """Escape sequences, overrides and invisible tags in a quotation are shown or dropped, never obeyed."""
    evil = "\x1b]0;x\x07\x9b2J\u202e\u2066\u200b\U000e0041\u2028fin\rdébut"
    question = replace(REPLY.questions[0], text=f"À qui « {evil} » ?")
    fake.reply = replace(REPLY, questions=(question,))
    for ran in (run("critique", draft), run("critique", draft, "--json")):
        assert ran.code == 0
        assert not set(ran.out) & set("\x1b\x07\x9b\u202e\u2066\u2028\r")
        assert "fin" in ran.out
    assert json.loads(ran.out)["questions"][0]["text"] == question.text


def test_lone_surrogates_are_written(fake: Fake, run: Run, draft: str) -> None:
    """Half a character, which no encoding holds, does not stop the reply."""
    question = replace(REPLY.questions[0], text="À qui « \ud83c » ?")
    fake.reply = replace(REPLY, questions=(question,))
    assert "\ufffd" in run("critique", draft).out
    assert json.loads(run("critique", draft, "--json").out)["questions"][0]["text"] == question.text


def test_care_stands_beside_the_questions(fake: Fake, run: Run, draft: str) -> None:
    """The card is shown with its contacts, and the questions are there all the same."""
    fake.reply = replace(REPLY, care=CARE)
    out = run("critique", draft).out
    assert "  │ Quelqu'un répond, jour et nuit.\n  │ Ligne\u00a0: 1 866 277-3553 (24 h)\n" in out
    assert "  1. À qui" in out


@pytest.mark.parametrize("code", ["not-kept", "memory-off"])
def test_no_command_that_would_fail(fake: Fake, run: Run, draft: str, code: str) -> None:
    """Where the journal holds nothing, the ways out are still there, without a command to keep them."""
    fake.reply = replace(REPLY, notices=(Notice(code, "Rien n'est gardé."),))
    out = run("critique", draft).out
    assert "Pas aujourd'hui\n" in out
    assert "companion decide" not in out


def test_long_questions_are_wrapped(fake: Fake, run: Run, draft: str) -> None:
    """No line is wider than the terminal, and what goes on stands under what began."""
    question = replace(REPLY.questions[0], text="mot " * 40 + "?")
    fake.reply = replace(REPLY, questions=(question,))
    lines = run("critique", draft).out.splitlines()
    assert max(map(len, lines)) <= 78
    assert sum(line.startswith("     mot") for line in lines) == 2


def test_for_real(run: Run, draft: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With the real companion: questions, a session to be decided, and a model that earned nothing costs nothing."""
    monkeypatch.setattr("companion.embedding.default", HashEmbedder)
    assert run("critique", draft, "--api-base", "file:///etc/passwd").code == 2
    ran = run("critique", draft, "--json", "--model", "ollama_chat/rien")
    reply = json.loads(ran.out)
    assert ran.code == 0
    assert reply["questions"]
    assert "model-not-used" in {notice["code"] for notice in reply["notices"]}
    for question in reply["questions"]:
        if anchor := question["anchor"]:
            assert DRAFT[anchor["start"] : anchor["end"]] == anchor["text"]
    assert run("decide", reply["session"], "not-today").code == 0
    entry = json.loads(run("journal", "--json").out)[0]
    assert (entry["session"], entry["draft"], entry["decision"]) == (reply["session"], DRAFT, "not-today")
    assert session.LIMIT == 20_000
    empty = tmp_path / "vide.txt"
    empty.write_text(" \n\u00a0", encoding="utf-8")
    assert run("critique", str(empty)).code == 2
