"""Every file of prompts/: found, loaded, filled strictly.

What is filled in is data: a brace or a dollar in the author's text does no harm, and a missing value is an error
that names it.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

import tomli

from companion.errors import PromptError

_SLOT = re.compile(r"\{([a-z_]+)\}")


@cache
def root() -> Path:
    """Return the folder of prompts: inside the package in a wheel, beside it in a checkout."""
    here = Path(__file__).resolve().parent
    for folder in (here / "prompts", here.parent / "prompts"):
        if folder.is_dir():
            return folder
    raise PromptError(file="prompts", why="the folder is missing from this installation")


@cache
def table(name: str) -> dict[str, Any]:
    """Load one TOML file, named as in prompts/ (`lexicons/fr.toml`)."""
    try:
        return tomli.loads((root() / name).read_text(encoding="utf-8"))
    except (OSError, tomli.TOMLDecodeError) as exc:
        raise PromptError(file=name, why=str(exc)) from exc


def names(folder: str) -> list[str]:
    """Names of the TOML files of one folder of prompts/, sorted."""
    return sorted(f"{folder}/{path.name}" for path in (root() / folder).glob("*.toml"))


def slots(template: str) -> frozenset[str]:
    """Names that `template` wants filled."""
    return frozenset(_SLOT.findall(template))


def fill(template: str, **values: object) -> str:
    """Put `values` into the `{slots}` of `template`, once: what is put in is never read again for slots.

    Raises PromptError, with its name, for a slot without a value.
    """

    def value(match: re.Match[str]) -> str:
        try:
            return str(values[match[1]])
        except KeyError as exc:
            raise PromptError(file=template, why=f"no value for {match[1]}") from exc

    return _SLOT.sub(value, template)
