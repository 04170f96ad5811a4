"""companion chat: a script played, standard input, a real conversation at the terminal, resumed and ended."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from companion.embedding import HashEmbedder
from companion.errors import StoreBusy
from companion.session import Companion
from companion.settings import Settings
from companion.store import Store

from .conftest import Run

SCRIPT = "Je veux parler de ma ferme.\n\n  \nJ'ai perdu la moitié de mes brebis cet hiver.\nC'est clair, merci\n"
Type = Callable[..., list[str]]


@pytest.fixture(autouse=True)
def hashed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("companion.embedding.default", HashEmbedder)


@pytest.fixture
def script(tmp_path: Path) -> str:
    path = tmp_path / "script.txt"
    path.write_text(SCRIPT, encoding="utf-8")
    return str(path)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Type:
    """Sit at a terminal and type these lines; every prompt that was shown comes back."""

    def type_(*lines: str) -> list[str]:
        left, prompts = list(lines), []

        def answer(prompt: str = "") -> str:
            prompts.append(prompt)
            if not left:
                raise EOFError
            return left.pop(0)

        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("builtins.input", answer)
        return prompts

    return type_


def test_a_script_in_json_is_a_reply_a_line(run: Run, script: str) -> None:
    """Blank lines are no turns; each line of standard output is one Reply, and nothing else is there."""
    ran = run("chat", "--script", script, "--json")
    replies = [json.loads(line) for line in ran.out.splitlines()]
    assert (ran.code, ran.err, len(replies)) == (0, "", 3)
    assert [len(reply["questions"]) for reply in replies] == [1, 1, 0]
    assert {"id", "session", "state", "mirror", "said", "care", "ways_out", "complete"} <= set(replies[0])
    assert len({reply["session"] for reply in replies}) == 1
    assert replies[-1]["state"] == "close"
    assert all(sentence in SCRIPT for sentence in replies[-1]["said"])


def test_a_script_reads_as_a_conversation(run: Run, script: str) -> None:
    """The author's lines, the replies between them, at the end their own sentences and the three ways out."""
    ran = run("chat", "--script", script)
    lines = ran.out.splitlines()
    assert [line for line in lines if line.startswith("›")] == [
        "› Je veux parler de ma ferme.", "› J'ai perdu la moitié de mes brebis cet hiver.", "› C'est clair, merci",
    ]  # fmt: skip
    assert "mot pour mot" in ran.out
    assert ran.out.count("companion decide") == 3
    assert "  1. " not in ran.out


def test_standard_input_is_read_line_by_line_and_nothing_is_asked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal, what comes in is the turns; `--script -` says the same; no prompt waits for anybody."""
    monkeypatch.setattr("builtins.input", lambda *_: pytest.fail("it prompted"))
    for arguments in (("chat",), ("chat", "--script", "-")):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"write it for me\nplease")))
        ran = run(*arguments, "--json")
        replies = [json.loads(line) for line in ran.out.splitlines()]
        assert [reply["language"] for reply in replies] == ["en", "en"]
        assert all(len(reply["questions"]) == 1 for reply in replies)


def test_flags_reach_the_chat(run: Run, script: str) -> None:
    """Language, register and model as in a critique; a bad address and a missing file are refused."""
    replies = run(
        "chat",
        "--script",
        script,
        "--json",
        "--language",
        "en",
        "--model",
        "openai/y",
        "--api-base",
        "http://127.0.0.1:9/v1",
    ).out.splitlines()
    assert {json.loads(line)["language"] for line in replies} == {"en"}
    assert "model-not-used" in replies[0]
    vous = run("chat", "--script", script, "--json", "--register", "vous").out
    assert '"register": "vous"' in vous
    assert run("chat", "--script", script, "--api-base", "file:///x").code == 2
    assert run("chat", "--script", "rien.txt").code == 2


def test_a_session_is_gone_on_with(run: Run, script: str, tmp_path: Path) -> None:
    """`--session` picks up a chat; one that is not there is refused with 2."""
    first = json.loads(run("chat", "--script", script, "--json").out.splitlines()[0])["session"]
    more = tmp_path / "more.txt"
    more.write_text("C'est pour mes voisins.\n", encoding="utf-8")
    reply = json.loads(run("chat", "--session", first, "--script", str(more), "--json").out)
    assert reply["session"] == first
    assert run("chat", "--session", "00000zzzz", "--script", str(more)).code == 2
    entry = json.loads(run("journal", "--json").out)[0]
    assert (entry["kind"], entry["turns"], entry["first"]) == ("chat", 4, "Je veux parler de ma ferme.")


def test_an_over_long_turn_is_refused_and_the_others_stay(run: Run, tmp_path: Path) -> None:
    """What was said before it is kept; the command ends with 2 and says the limit."""
    path = tmp_path / "long.txt"
    path.write_text("Je ferme la ferme.\n" + "a" * 20_001, encoding="utf-8")
    ran = run("chat", "--script", str(path), "--json")
    assert (ran.code, len(ran.out.splitlines())) == (2, 1)
    assert "20001" in ran.err


def test_at_the_terminal_one_talks_until_an_empty_line(run: Run, typed: Type) -> None:
    """A first question, then turn by turn; an empty line ends it, keeps everything and says how to come back."""
    typed("Je veux parler de ma ferme.", "")
    ran = run("chat")
    assert ran.code == 0
    assert ran.out.count(" ?") + ran.out.count("\u202f?") >= 2
    assert "companion chat --session" in ran.out


def test_at_the_close_sentences_are_touched_kept_and_a_way_taken(run: Run, typed: Type, home: Path) -> None:
    """Enter keeps a sentence, a dash removes one, retyping changes it; what is left is this post's intention."""
    typed(
        "Parce que j'ai perdu mes brebis.",
        "C'est pour les voisins qui m'ont aidé.",
        "c'est clair",
        "-",
        "Pour mes voisins.",
        "o",
        "o",
        "3",
    )
    ran = run("chat")
    assert "1. Publier" in ran.out
    with Companion(Settings(home), embedder=HashEmbedder()) as companion:
        (entry,) = companion.journal()
        saved = companion.intention()
    assert (entry.intention, entry.decision) == ("Pour mes voisins.", "not-today")
    assert saved is not None
    assert saved.why == "Pour mes voisins."


def test_nothing_is_kept_without_a_yes(run: Run, typed: Type, home: Path) -> None:
    """Enter or Ctrl+D at each offer keeps nothing and decides nothing."""
    typed("Parce que j'ai perdu mes brebis.", "c'est clair", "", "")
    assert run("chat").code == 0
    with Companion(Settings(home), embedder=HashEmbedder()) as companion:
        (entry,) = companion.journal()
        assert (entry.intention, entry.decision, companion.intention()) == ("", None, None)


def test_the_last_open_chat_is_offered(run: Run, typed: Type) -> None:
    """A yes goes on with it, showing the question that waits; anything else begins another."""
    typed("Je veux parler de ma ferme.", "")
    run("chat")
    prompts = typed("n", "")
    run("chat")
    assert "Je veux parler de ma ferme." in prompts[0]
    typed("o", "Pour mes voisins.", "")
    run("chat")
    assert [entry["turns"] for entry in json.loads(run("journal", "--json").out)] == [2]


def test_with_memory_off_it_says_so(run: Run, typed: Type, home: Path) -> None:
    """The chat is had, nothing is offered to keep, and no file is left of it."""
    run("settings", "set", "memory", "off")
    typed("Parce que j'ai perdu mes brebis.", "c'est clair", "2")
    out = run("chat").out
    assert "companion chat --session" not in out
    assert not (home / "companion.db").exists()


def test_a_script_with_windows_line_ends_is_read_as_any_other(run: Run, tmp_path: Path, home: Path) -> None:
    """No turn keeps the other half of its line's end."""
    path = tmp_path / "windows.txt"
    path.write_bytes(b"Je ferme ma ferme.\r\n\r\nC'est pour mes voisins.\rC'est clair\r\n")
    run("chat", "--script", str(path))
    with Companion(Settings(home), embedder=HashEmbedder()) as companion:
        said = [exchange.said for exchange in companion.exchanges(companion.journal()[0].session)]
    assert said == ["Je ferme ma ferme.", "C'est pour mes voisins.", "C'est clair"]


def test_a_chat_that_waited_goes_on_at_the_terminal(run: Run, typed: Type, home: Path) -> None:
    """`--session` shows the question that was left, takes the next turn, and asks."""
    typed("je sais pas", "je sais pas", "je sais pas", "")
    run("chat")
    with Companion(Settings(home), embedder=HashEmbedder()) as companion:
        session = companion.journal()[0].session
    prompts = typed("Ma fille m'a demandé pourquoi je chantais plus.", "")
    out = run("chat", "--session", session).out
    assert out.count("?") >= 2
    assert len(prompts) == 2
    with Companion(Settings(home), embedder=HashEmbedder()) as companion:
        assert companion.exchanges(session)[-1].reply.questions


def test_with_memory_off_a_past_chat_is_not_called_unknown(run: Run, script: str) -> None:
    """It says that memory is off, and how to switch it on."""
    run("settings", "set", "memory", "off")
    ran = run("chat", "--session", "00000zzzz", "--script", script)
    assert ran.code == 2
    assert "memory on" in ran.err
    assert "00000zzzz" not in ran.err


def test_a_damaged_store_is_said_to_be_damaged(run: Run, script: str, home: Path) -> None:
    """Going on with a chat is the store's own refusal; a new one is had all the same."""
    run("chat", "--script", script)
    for file in home.glob("companion.db*"):
        file.write_bytes(b"rien du tout " * 500)
    assert run("chat", "--session", "00000zzzz", "--script", script).code == 3
    assert run("chat", "--script", script).code == 0


def _refuse(*_: object, **__: object) -> None:
    raise StoreBusy(path="x")


def test_the_last_words_say_what_is_kept(run: Run, typed: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of it, its beginning, nothing that a journal refused, nothing because memory is off: four different words."""
    turns = ("Parce que j'ai perdu mes brebis.", "")
    typed(*turns)
    whole = run("chat").out
    assert "Tout est gardé" in whole
    with monkeypatch.context() as patch:
        patch.setattr(Store, "begin", _refuse)
        typed("n", *turns)
        refused = run("chat").out
    assert "Tout est gardé" not in refused
    assert "n'a rien pu garder" in refused
    with monkeypatch.context() as patch:
        session = whole.split("--session ")[-1].split()[0]
        patch.setattr(Store, "keep", _refuse)
        typed(*turns)
        partly = run("chat", "--session", session).out
    assert "n'a pas tout pris" in partly
    assert session in partly
    run("settings", "set", "memory", "off")
    typed(*turns)
    off = run("chat").out
    assert "rien n'a été gardé" in off
    assert "doctor" not in off


def test_the_journal_lists_a_chat_by_its_first_words(run: Run, script: str) -> None:
    """When, which session, how many turns, how it began."""
    run("chat", "--script", script)
    out = run("journal").out
    assert "conversation, 3 tours" in out
    assert "Je veux parler de ma ferme." in out


def test_a_session_of_odd_bytes_is_wrong_usage(run: Run) -> None:
    """An id that is no text is an id that nothing goes by: exit 2, in words."""
    ran = run("chat", "--session", "\udcff")
    assert ran.code == 2
    assert "companion doctor" not in ran.err
