"""prompts/words: the same in both languages, nothing missing, nothing that pushes."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import companion
from companion import errors, prompt, words
from companion.errors import CompanionError, InputError
from companion.prompt import slots
from companion.records import Language

SOURCES = sorted(Path(companion.__file__).parent.rglob("*.py"))
LANGUAGES: tuple[Language, ...] = ("fr", "en")
OURS = ("errors", "notices", "ways_out", "lenses", "cli")
"""Tables whose typography is in the file; the page sets its own when it shows it."""


def texts(language: Language) -> dict[str, str]:
    """Return every text by its whole name."""
    tables = prompt.table(f"words/{language}.toml")
    return {f"{table}.{name}": text for table, named in tables.items() for name, text in named.items()}


def tree(kind: type[CompanionError] = CompanionError) -> Iterator[type[CompanionError]]:
    yield kind
    for below in kind.__subclasses__():
        if below.__module__ == errors.__name__:
            yield from tree(below)


@cache
def said() -> dict[str, str]:
    """Return the whole name of every text that the source asks for by name, and where."""
    found: dict[str, str] = {}
    for path in SOURCES:
        default = {"cli": "cli.", "ui": "page."}.get(path.parent.name, "")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for table, name in _asked(node):
                whole = name if "." in name else (table or default) + name
                found[whole] = f"{path.name}:{getattr(node, 'lineno', 0)}"
    return found


def _asked(node: ast.AST) -> Iterator[tuple[str, str]]:
    if not isinstance(node, ast.Call):
        return
    function = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    literals = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
    names = [each for each in literals if isinstance(each, str) and re.fullmatch(r"[a-z_]+(\.[a-z-]+)?|[a-z-]+", each)]
    on = ast.unparse(node.func)
    if names and function in {"say", "tell", "Misused"}:
        yield "", names[0]
    elif names and (function in {"Notice", "_notice"} or on.endswith("notices.append")):
        yield "notices.", names[0]


def test_same_names_and_slots() -> None:
    """Neither language lacks a text, and each fills the same slots."""
    french, english = texts("fr"), texts("en")
    assert french.keys() == english.keys()
    assert {name: slots(text) for name, text in french.items()} == {name: slots(text) for name, text in english.items()}
    assert prompt.table("words/fr.toml").keys() == prompt.table("words/en.toml").keys()


def test_what_is_said_exists() -> None:
    """Every text that the source names is there."""
    assert len(said()) > 60
    missing = {name: where for name, where in said().items() if name not in texts("fr")}
    assert not missing


@pytest.mark.parametrize("kind", list(tree()), ids=lambda kind: kind.code)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_has_words(kind: type[CompanionError], language: Language) -> None:
    """It fills them with the details its class documents, and no others; whatever those are called."""
    documented = set(re.findall(r"`([a-z_]+)`", (kind.__doc__ or "").partition("Details:")[2]))
    text = texts(language)[f"errors.{kind.code}"]
    assert slots(text) <= documented
    shown = words.explain(language, kind(**dict.fromkeys(documented, "CECI")))
    assert "{" not in shown
    assert ("CECI" in shown) is bool(slots(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_errors_say_what_was_kept_and_what_next(language: Language) -> None:
    """Three things each time, so at least two sentences, and no blame."""
    for kind in set(tree()) - {InputError}:
        text = texts(language)[f"errors.{kind.code}"]
        assert len(re.findall(r"[.!?](?:\s|$)", text)) >= 2
        assert not re.search(r"invalid|illegal|fatal|\bfaute\b|erreur|error", text, re.IGNORECASE)


def test_notices_of_the_contract() -> None:
    """The codes that replies may carry are all there."""
    codes = {
        "other-language", "no-vectors", "index-rebuilt", "index-elsewhere", "model-none", "not-kept",
        "ghostwriting",
    }  # fmt: skip
    assert {f"notices.{code}" for code in codes} <= texts("fr").keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_lens_way_and_reason_has_a_name(language: Language) -> None:
    """What records may hold can be shown."""
    from typing import get_args

    from companion.posts import SkipReason
    from companion.records import Lens, WayOut
    from companion.settings import NAMES

    there = texts(language).keys()
    assert {f"lenses.{lens}" for lens in get_args(Lens)} <= there
    assert {f"ways_out.{way}" for way in get_args(WayOut)} <= there
    assert {f"cli.{verb}-{way}" for verb in ("decided", "way") for way in get_args(WayOut)} <= there
    assert {f"cli.skipped-{reason}" for reason in get_args(SkipReason)} <= there
    assert {f"cli.setting-{name}" for name in NAMES} <= there


def test_french_typography() -> None:
    """A sign is never alone at the start of a line: the space before it does not break."""
    for name, text in texts("fr").items():
        if name.partition(".")[0] in OURS:
            assert not re.search(r" [?!;:»]|« ", text), name
            assert '"' not in text.replace('"…"', "")
    for name, text in texts("en").items():
        assert not re.search("[«»\u202f\u00a0]", text), name


def test_french_speaks_to_nobody_in_particular() -> None:
    """The interface suits *tu* and *vous* alike."""
    for name, text in texts("fr").items():
        if "register" not in name and not name.startswith("where."):  # menus, as other people named them
            assert not re.search(
                r"\b(vous|votre|vos|tu|ton|ta|tes|toi)\b(?! que)",
                text.replace("sur quel ton", "").replace("Sur quel ton", ""),
            ), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_pushes(language: Language) -> None:
    """No streak, no audience talk, no flattery, no exclamation: "not today" stands as tall as "post"."""
    pushes = r"streak|série|engagement|algorithm|\bportée|\breach\b|audience|bravo|great|awesome|génial|parfait|!"
    for name, text in texts(language).items():
        assert not re.search(pushes, text, re.IGNORECASE), name
