"""What every command has in common: help, homes, refusals, exit codes, a standard output that may be closed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from companion import __version__, cli
from companion.errors import CompanionError, PromptError, StoreBusy, StoreFull
from companion.records import Language

from .conftest import Fake, Run

COMMANDS = [
    "serve",
    "critique",
    "chat",
    "decide",
    "intention",
    "import",
    "posts",
    "journal",
    "export",
    "erase",
    "models",
    "settings",
    "lint",
    "user",
    "doctor",
    "eval",
]
BELOW = [
    "intention show",
    "intention set",
    "intention history",
    "posts forget",
    "posts date",
    "posts summary",
    "settings get",
    "settings set",
]
SECRET = "mon secret bien gardé"


@pytest.fixture
def draft(tmp_path: Path) -> str:
    path = tmp_path / "d.txt"
    path.write_text(SECRET, encoding="utf-8")
    return str(path)


def test_exported_names() -> None:
    """`__all__` is what the package gives."""
    assert cli.__all__ == ["main"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_help_is_in_one_language(run: Run, monkeypatch: pytest.MonkeyPatch, language: Language) -> None:
    """Each command and option has its help in the author's language, the library's own words included."""
    monkeypatch.setenv("LC_ALL", language)
    english = ["Show this message", "[required]", "<str>", "[default"] + (
        ["Usage:", "Options:"] if language == "fr" else []
    )
    for command in ["", *COMMANDS, *BELOW]:
        ran = run(*command.split(), "--help")
        assert ran.code == 0
        assert not [text for text in english if text in ran.out]
        assert "--home" in ran.out or command in {"intention", "models", "settings", "user"}


def test_help_lists_what_is_here(run: Run) -> None:
    """Commands of later versions are not promised."""
    out = run("--help").out
    listed = [line.split()[0] for line in out[out.index("Commandes") :].splitlines()[1:] if line.strip()]
    assert listed == COMMANDS


def test_version(run: Run) -> None:
    """The version, and nothing else."""
    assert run("--version").out == f"companion {__version__}\n"


def test_without_a_command_the_page_is_served(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`companion` alone and `companion serve` open the page of the home that is named, on the port that is named."""
    served: list[tuple[Path, int]] = []
    monkeypatch.setattr("companion.ui.serve", lambda settings, host, port, **_: served.append((settings.home, port)))
    assert run("--home", str(tmp_path / "a")).code == 0
    assert run("serve", "--home", str(tmp_path / "b"), "--port", "7861").code == 0
    assert served == [(tmp_path / "a", 7860), (tmp_path / "b", 7861)]


def test_home(fake: Fake, run: Run, home: Path, tmp_path: Path) -> None:
    """A command takes its home from its own flag, else from before the command, else from COMPANION_HOME."""
    run("journal")
    run("--home", str(tmp_path / "a"), "journal")
    run("--home", str(tmp_path / "a"), "intention", "show")
    run("--home", str(tmp_path / "a"), "journal", f"--home={tmp_path / 'b'}")
    run("posts", "--home", str(tmp_path / "c"))
    assert fake.opened_at == [home, tmp_path / "a", tmp_path / "a", tmp_path / "b", tmp_path / "c"]


@pytest.mark.parametrize("command", [["doctor"], ["journal"], ["posts"], ["serve"], ["settings", "get"], []])
@pytest.mark.parametrize("place", ["~nobody-here/x", "", "  ", "\udcff"])
def test_a_home_that_names_no_folder(run: Run, monkeypatch: pytest.MonkeyPatch, command: list[str], place: str) -> None:
    """It is refused in plain words, wherever it stands on the line: never a traceback, never the current folder."""
    monkeypatch.setattr("companion.ui.serve", lambda *_args, **_options: pytest.fail("served"))
    for arguments in (["--home", place, *command], [f"--home={place}", *command], [*command, "--home", place]):
        ran = run(*arguments)
        assert (ran.code, ran.out) == (2, ""), arguments
        assert "--home" in ran.err
        assert "Traceback" not in ran.err


def test_a_home_in_the_environment_that_names_no_folder(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """COMPANION_HOME is refused in the same way, by its own name."""
    monkeypatch.setenv("COMPANION_HOME", "~nobody-here/x")
    ran = run("doctor")
    assert (ran.code, ran.out) == (2, "")
    assert "COMPANION_HOME" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["decide", "\udcff", "post"],
        ["decide", "a\udcffb", "keep"],
        ["posts", "forget", "\udcff"],
        ["posts", "--limit", "9" * 20],
        ["posts", "--limit", "9" * 5_000],
        ["posts", "--limit", "0"],
        ["serve", "--port", "99999"],
        ["serve", "--port", "-1"],
        ["import", "\udcff"],
        ["import", "x", "--as", "\udcff"],
        ["critique", "\udcff"],
        ["settings", "set", "model", "\udcff"],
        ["settings", "set", "\udcff", "x"],
        ["intention", "set", "--file", "\udcff"],
        ["lint", "\udcff"],
        ["\udcff"],
    ],
)
def test_odd_arguments_are_wrong_usage(run: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    """Bytes that are no text, and numbers that no machine holds, end with 2 and in words: nothing of ours broke."""
    monkeypatch.setattr("companion.ui.serve", lambda *_args, **_options: pytest.fail("served"))
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err
    assert "Quelque chose a lâché" not in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["critque"], "« critque »"),
        (["critique"], "Il manque FICHIER|-"),
        (["critique", "-", "--langage", "fr"], "--language"),
        (["critique", "-", "--zzz"], "--zzz"),
        (["critique", "-", "--language", "de"], "fr, en"),
        (["critique", "-", "--intention"], "--intention"),
        (["journal", "trop"], "un mot de trop"),
        (["posts", "--limit", "beaucoup"], "--limit"),
        (["intention"], "Commandes"),
        (["rewrite"], "« rewrite »"),
    ],
)
def test_wrong_usage(run: Run, arguments: list[str], said: str) -> None:
    """It ends with 2, in the author's language, and says where help is; standard output stays empty."""
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said.replace("« ", "«\u202f").replace(" »", "\u202f»") in ran.err
    assert "--help" in ran.err


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (StoreFull(path="/plein"), 3),
        (StoreBusy(path="/pris"), 3),
        (PromptError(file="x.toml", why="y"), 3),
        (CompanionError(), 2),
        (ValueError(SECRET), 3),
        (RecursionError(), 3),
        (UnicodeEncodeError("utf-8", SECRET, 0, 1, SECRET), 3),
    ],
)
def test_failures_are_plain_words(
    fake: Fake, run: Run, draft: str, monkeypatch: pytest.MonkeyPatch, error: Exception, code: int
) -> None:
    """Whatever fails, a sentence and an exit code: no traceback, and never the draft, even in details asked for."""
    fake.fails = error
    ran = run("critique", draft)
    assert (ran.code, ran.out) == (code, "")
    assert len(ran.err.splitlines()) == 1
    assert "Traceback" not in ran.err
    monkeypatch.setenv("COMPANION_DEBUG", "1")
    detailed = run("critique", draft).err
    assert "conftest.py" in detailed
    assert SECRET not in ran.err + detailed


def test_failing_words_still_say_something(fake: Fake, run: Run, draft: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where even the texts are missing, the code is said."""
    fake.fails = StoreFull(path="/plein")
    monkeypatch.setattr("companion.words.explain", lambda *_: 1 / 0)
    assert run("critique", draft).err == "Companion: store-full\n"


def test_interrupted(fake: Fake, run: Run, draft: str) -> None:
    """Ctrl+C ends quietly."""
    fake.fails = KeyboardInterrupt()  # type: ignore[assignment]
    ran = run("critique", draft)
    assert (ran.code, ran.err) == (130, "")


def companion(*arguments: str, home: Path, **options: object) -> subprocess.Popen[bytes]:
    environment = os.environ | {"COMPANION_HOME": str(home), "LC_ALL": "C", "PYTHONWARNINGS": "error"}
    code = "import sys; from companion.cli import main; sys.exit(main())"
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
        [sys.executable, "-c", code, *arguments], env=environment, stderr=subprocess.PIPE, **options
    )


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise there")
@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["settings", "get"], ["lint", "-"]])
def test_a_reader_who_leaves(home: Path, arguments: list[str]) -> None:
    """`companion ... | head` ends without a word on either side."""
    reading, writing = os.pipe()
    os.close(reading)
    process = companion(*arguments, home=home, stdout=writing, stdin=subprocess.PIPE)
    os.close(writing)
    _, err = process.communicate(b'{"draft": "a", "question": "b"}\n' * 50)
    assert err == b""
    assert process.returncode in {0, 1}


@pytest.mark.slow
def test_output_is_utf8_whatever_the_system_says(home: Path) -> None:
    """French is written in UTF-8 even where the locale knows only ASCII."""
    process = companion("--help", home=home, stdout=subprocess.PIPE)
    out, err = process.communicate()
    assert err == b""
    assert "Réglages".lower() in out.decode("utf-8")


@pytest.mark.slow
def test_help_imports_nothing_heavy(home: Path) -> None:
    """The libraries that take long to import stay out of a command's start."""
    code = (
        "import sys; from companion.cli import main; main(['--help']);"
        "heavy = {'pydantic', 'numpy', 'chromadb', 'gradio', 'langchain_core', 'sqlalchemy', 'litellm', 'rich', 'yaml'}"
        " & set(sys.modules); sys.exit(str(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, env=dict(os.environ))
    assert done.returncode == 0, done.stderr.decode()
