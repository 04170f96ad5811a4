"""companion.settings."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from companion import settings
from companion.errors import BadSetting, StoreFull
from companion.settings import Settings


@pytest.fixture(autouse=True)
def spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "fr_CA.UTF-8")


def test_defaults(home: Path) -> None:
    """Nothing chosen yet: French, the draft's own register, Québec, memory, no model; and nothing is written."""
    assert settings.load() == Settings(home, "fr", None, "qc", memory=True, model="none")
    assert not home.exists()


def test_where_the_home_is(monkeypatch: pytest.MonkeyPatch, home: Path, tmp_path: Path) -> None:
    """The one that is named, else COMPANION_HOME, else the system's folder for user data; always absolute."""
    assert settings.load(tmp_path / "x").home == tmp_path / "x"
    assert settings.load().home == home
    monkeypatch.chdir(tmp_path)
    assert settings.load(Path("y")).home == tmp_path / "y"
    monkeypatch.setenv("COMPANION_HOME", " ")
    assert settings.load().home.is_relative_to(tmp_path)
    assert settings.load().home.name == "companion"


@pytest.mark.parametrize(
    ("name", "value", "held", "shown"),
    [
        ("language", "en", "en", "en"),
        ("register", "vous", "vous", "vous"),
        ("register", "auto", None, "auto"),
        ("register", None, None, "auto"),
        ("region", " FR ", "fr", "fr"),
        ("region", "elsewhere", "elsewhere", "elsewhere"),
        ("memory", "off", False, "off"),
        ("memory", "non", False, "off"),
        ("memory", True, True, "on"),
        ("model", "ollama_chat/gemma3:4b", "ollama_chat/gemma3:4b", "ollama_chat/gemma3:4b"),
    ],
)
def test_saved_and_loaded(home: Path, name: str, value: object, held: object, shown: str) -> None:
    """What is saved is what is loaded again, from a command's text or the page's own value."""
    saved = settings.save(settings.load(), name, value)
    assert saved == settings.load()
    assert getattr(saved, name) == held
    assert settings.shown(saved)[name] == shown
    assert settings.save(saved, name, shown) == saved


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("language", "joual", "fr, en, auto"),
        ("register", "thou", "tu, vous, auto"),
        ("region", "mars", "qc, ca, fr, us, elsewhere"),
        ("memory", "peut-être", "on, off"),
        ("model", "", "none, smollm2, gguf:PATH, ollama_chat/NAME, openai/NAME"),
        ("model", "a\nb", "none, smollm2, gguf:PATH, ollama_chat/NAME, openai/NAME"),
        ("model", "a" * 301, "none, smollm2, gguf:PATH, ollama_chat/NAME, openai/NAME"),
        ("home", "/tmp", "language, register, region, memory, model, api_base, choosing, phrasing, discovery"),
        ("region", ["qc"], "qc, ca, fr, us, elsewhere"),
        ("memory", 7, "on, off"),
    ],
)
def test_bad_values_say_what_is_allowed(home: Path, name: str, value: object, allowed: str) -> None:
    """A value that is not taken changes nothing and names what is."""
    with pytest.raises(BadSetting) as raised:
        settings.save(settings.load(), name, value)
    assert raised.value.details["allowed"] == allowed
    assert not home.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_nobody_else_can_read_it(home: Path) -> None:
    """The folder and the file are the author's alone, whatever the umask."""
    before = os.umask(0)
    try:
        settings.save(settings.load(), "region", "ca")
        settings.save(settings.load(), "region", "us")
    finally:
        os.umask(before)
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert stat.S_IMODE((home / "settings.json").stat().st_mode) == 0o600
    assert [path.name for path in home.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    ("held", "ignored"),
    [
        ('{"region": "mars", "memory": false}', ("region",)),
        ('{"language": 3, "register": [], "streak": 9, "memory": false}', ("language", "register")),
        ("", ("settings.json",)),
        ("[1]", ("settings.json",)),
        ("{" * 100_000, ("settings.json",)),
        ("\x00\xff", ("settings.json",)),
    ],
)
def test_a_damaged_file_never_stops_anything(home: Path, held: str, ignored: tuple[str, ...]) -> None:
    """What cannot be taken is named and the default stands; saving puts it right and keeps the rest."""
    home.mkdir()
    (home / "settings.json").write_bytes(held.encode("latin-1"))
    loaded = settings.load()
    assert loaded.ignored == ignored
    assert (loaded.language, loaded.register, loaded.region) == ("fr", None, "qc")
    assert loaded.memory is ("memory" not in held)
    right = {"region": "fr", "language": "en", "settings.json": "fr"}[ignored[0]]
    saved = settings.save(loaded, ignored[0] if ignored[0] in settings.NAMES else "region", right)
    assert saved.ignored == settings.load().ignored == ignored[1:]
    assert saved.memory is loaded.memory


def test_a_full_or_closed_disk_leaves_the_old_file(home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where it cannot be written, the old settings stand whole and no half file is left."""
    settings.save(settings.load(), "region", "ca")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        with pytest.raises(StoreFull):
            settings.save(settings.load(), "region", "us")
    assert settings.load().region == "ca"
    assert [path.name for path in home.iterdir()] == ["settings.json"]
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreFull):
        settings.save(settings.load(tmp_path / "file"), "region", "us")


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "en_CA.UTF-8"}, "en"),
        ({"LANG": "fr_CA.UTF-8"}, "fr"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "fr_CA.UTF-8"}, "fr"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LANG": "de_DE.UTF-8"}, "fr"),
    ],
)
def test_the_system_says_the_first_language(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str
) -> None:
    """Until the author chooses, English where the system speaks it, else French."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert settings.load().language == language
    chosen = settings.save(settings.load(), "language", "en")
    assert settings.load().language == chosen.language == "en"
    assert settings.save(chosen, "language", "auto").language == language


def test_the_environment_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Details and styles are asked for there too."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("COMPANION_DEBUG", raising=False)
    assert (settings.environment().debug, settings.environment().plain) == (False, False)
    monkeypatch.setenv("COMPANION_DEBUG", "1")
    monkeypatch.setenv("NO_COLOR", "")
    assert (settings.environment().debug, settings.environment().plain) == (True, True)


def test_only_what_was_chosen_is_written(home: Path) -> None:
    """A default is not frozen into the file: a later version may have a better one."""
    saved = settings.save(settings.load(), "region", "ca")
    settings.save(saved, "register", "auto")
    assert json.loads((home / "settings.json").read_text(encoding="utf-8")) == {"region": "ca"}


def test_it_is_light() -> None:
    """Reading settings needs none of the libraries that take long to import."""
    code = "import sys, companion.settings; sys.exit(bool({'pydantic', 'numpy', 'typer', 'gradio'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
