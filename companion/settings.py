"""Where one author's home lies, and what they chose: the environment and one small file, read here and nowhere else.

Invariant: a settings file that was damaged or edited by hand never stops the companion; what it cannot take is named
in `Settings.ignored` and the default stands.
"""

import json
import locale
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args

from companion import small_file
from companion.errors import BadSetting
from companion.records import Language, Register

FILE = "settings.json"
FOLDERS = "/…, ~/…"
"""What a home may be, as shown to the author."""
NAMES = ("language", "register", "region", "memory", "model", "api_base", "choosing", "phrasing", "discovery")
"""What an author may set, in the order to show it."""
REGIONS = ("qc", "ca", "fr", "us", "elsewhere")
"""Where care resources are known; the first is the default."""
Choosing = Literal["auto", "planner", "model"]
Phrasing = Literal["auto", "curated", "own"]
_YES, _NO = {"on", "true", "yes", "oui", "1"}, {"off", "false", "no", "non", "0"}


@dataclass(frozen=True, slots=True)
class Environment:
    """What the process was started with."""

    home: Path | None
    """COMPANION_HOME, None where it is not set."""
    language: Language
    """French, unless the system speaks English."""
    debug: bool
    """COMPANION_DEBUG: show details of an unexpected error."""
    plain: bool
    """NO_COLOR or a terminal without styles."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the author's home lies and what they chose."""

    home: Path
    """Folder that holds everything of this author's."""
    language: Language = "fr"
    """Language of the interface, and of replies to a draft in a third language."""
    register: Register | None = None
    """How to address the author in French; None to follow the draft."""
    region: str = "qc"
    """Which care resources come first, one of REGIONS."""
    memory: bool = True
    """Whether replies are kept in the journal and posts are recalled."""
    model: str = "none"
    """Language model, as LiteLLM names it, or "none"."""
    api_base: str | None = None
    """Where that model's server listens; None for the usual place."""
    choosing: Choosing = "auto"
    """Who chooses what to ask; auto: the model, where it has a licence."""
    phrasing: Phrasing = "auto"
    """Who words the questions; auto: the model, where it has a licence."""
    discovery: bool = True
    """Whether `companion models` and the page look for servers of models on this machine."""
    ignored: tuple[str, ...] = ()
    """Names in the file whose values were not taken; FILE itself where it is not JSON. Never saved."""


def environment() -> Environment:
    """Read the environment of this process."""
    home = os.environ.get("COMPANION_HOME", "").strip()
    return Environment(
        home=Path(home) if home else None,
        language=_spoken(),
        debug=os.environ.get("COMPANION_DEBUG", "0") not in {"", "0"},
        plain="NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb",
    )


def load(home: Path | None = None) -> Settings:
    """Return the settings of `home`, else of COMPANION_HOME, else of the system's folder for user data.

    Never fails on what the file holds, and writes nothing. Raises BadSetting for a home that names no folder.
    """
    around = environment()
    place = _place(home, around)
    kept, broken = _read(place / FILE)
    taken: dict[str, Any] = {}
    ignored = [FILE] if broken else []
    for name in NAMES:
        try:
            if name in kept:
                taken[name] = check(name, kept[name])
        except BadSetting:
            ignored.append(name)
    if taken.get("language") is None:
        taken["language"] = around.language
    return Settings(home=place, ignored=tuple(ignored), **taken)


def _place(home: Path | None, around: Environment) -> Path:
    from platformdirs import user_data_path

    named = home or around.home
    try:
        place = (named or user_data_path("companion", appauthor=False)).expanduser().absolute()
        str(place).encode()
    except (RuntimeError, OSError, UnicodeEncodeError) as exc:  # nobody of that name, no current folder, no text
        name = "COMPANION_HOME" if home is None and around.home else "--home"
        raise BadSetting(name=name, value=str(named or "~")[:60], allowed=FOLDERS) from exc
    return place


def save(settings: Settings, name: str, value: object) -> Settings:
    """Check `value`, keep it in the home's file, and return the settings that hold it.

    A value is what the field holds, or its text as a command gives it. Raises BadSetting and StoreFull.
    """
    taken = check(name, value)
    kept, _ = _read(settings.home / FILE)
    kept = {key: kept[key] for key in kept if key != name}
    if taken is not None:
        kept[name] = taken
    small_file.replace(settings.home / FILE, json.dumps(kept, ensure_ascii=False, indent=2) + "\n")
    ignored = tuple(each for each in settings.ignored if each not in {name, FILE})
    if name == "language" and taken is None:
        taken = environment().language
    changes: dict[str, Any] = {name: taken, "ignored": ignored}
    return replace(settings, **changes)


def check(name: str, value: object) -> str | bool | None:
    """Return `value` as the setting `name` holds it, None for "auto". Raises BadSetting."""
    if name not in _CHECKS:
        raise BadSetting(name="settings", value=name, allowed=", ".join(NAMES))
    allowed, take = _CHECKS[name]
    try:
        return take(value.strip() if isinstance(value, str) else value)
    except ValueError as exc:
        raise BadSetting(name=name, value=str(value)[:60], allowed=allowed) from exc


def shown(settings: Settings) -> dict[str, str]:
    """Return each setting as `save` would take it back."""
    words = {None: "auto", True: "on", False: "off"}
    return {name: words.get(value := getattr(settings, name), str(value)) for name in NAMES}


def _one_of(*allowed: str) -> Callable[[object], str]:
    def take(value: object) -> str:
        text = str(value).lower()
        if text not in allowed:
            raise ValueError
        return text

    return take


def _or_auto(take: Callable[[object], str]) -> Callable[[object], str | None]:
    return lambda value: None if value is None or str(value).lower() == "auto" else take(value)


def _switch(value: object) -> bool:
    text = str(value).lower()
    if text not in _YES | _NO:
        raise ValueError
    return text in _YES


def _line(value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= 300 or not value.isprintable():
        raise ValueError
    return value


_CHECKS: Mapping[str, tuple[str, Callable[[object], str | bool | None]]] = {
    "language": ("fr, en, auto", _or_auto(_one_of(*get_args(Language)))),
    "register": ("tu, vous, auto", _or_auto(_one_of(*get_args(Register)))),
    "region": (", ".join(REGIONS), _one_of(*REGIONS)),
    "memory": ("on, off", _switch),
    "model": ("none, smollm2, gguf:PATH, ollama_chat/NAME, openai/NAME", _line),
    "choosing": ("auto, planner, model", _one_of(*get_args(Choosing))),
    "phrasing": ("auto, curated, own", _one_of(*get_args(Phrasing))),
    "discovery": ("on, off", _switch),
    "api_base": ("http://…, https://…, auto", _or_auto(_line)),
}
"""Setting -> what it takes, as shown to the author, and the function that takes it or raises ValueError."""


def _spoken() -> Language:
    named = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    system = next(filter(None, named), None) or locale.getlocale()[0] or ""
    return "en" if system.lower().startswith("en") else "fr"


def _read(path: Path) -> tuple[dict[str, Any], bool]:
    """Return what the file holds, and whether it is there without being a JSON object."""
    try:
        held = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        return {}, False
    except (OSError, ValueError, RecursionError):
        return {}, True
    return (held, False) if isinstance(held, dict) else ({}, True)
