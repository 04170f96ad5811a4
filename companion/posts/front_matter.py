"""What a Markdown file says of itself before its text: YAML, TOML or JSON, every value as it is written.

YAML is read without its types, so that a date that does not exist is a text like another; where it is not YAML at all
(`title: L'été: un bilan`), or where it holds an alias, lines of `name: value` are read one by one: a few hundred bytes
of aliases are gigabytes once written out. TOML is read by the standard library: python-frontmatter passes over it in
silence.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from companion.language import folded

_FENCES = {
    "---": (re.compile(r"-{3,}[ \t]*\r?$", re.M), re.compile(r"^(?:-{3,}|\.{3})[ \t]*\r?$", re.M)),
    "+++": (re.compile(r"\+{3,}[ \t]*\r?$", re.M), re.compile(r"^\+{3,}[ \t]*\r?$", re.M)),
}
"""How it opens, and how it closes: Pandoc, as YAML itself, with three dots too."""
_PAIR = re.compile(r"^([\w-]{1,40})[ \t]*:[ \t]*(.*)$", re.M)
_EQUATION = re.compile(r"^([\w-]{1,40})[ \t]*=(.*)$", re.M)
_NESTED = 50
"""More opening brackets in a row than any front matter needs, fewer than a parser's stack."""


@dataclass(frozen=True, slots=True)
class Matter:
    """Front matter and what follows it."""

    body: str
    """The text after it, or the whole file."""
    values: Mapping[str, object] = field(default_factory=dict)
    """Folded name -> value; empty where there is none."""

    def text(self, *names: str) -> str:
        """Return the first of these that holds something, as text; a list or a table is none."""
        return next(filter(None, (_said(self.values.get(name)) for name in names)), "")

    def date(self, *names: str) -> object:
        """Return the first of these that holds something, as the file has it; a list or a table is none."""
        return next((self.values[name] for name in names if _said(self.values.get(name))), None)

    def says(self, name: str, *answers: str) -> bool:
        """Say whether `name` holds one of these answers."""
        return folded(self.text(name)) in answers


def split(text: str) -> Matter:
    """Part the front matter from the text; what is not closed or not a table of names is text."""
    opening = text.lstrip("\ufeff\n\r\t ")
    if opening.startswith("{"):
        return _json(opening) or Matter(text)
    opens, closes = _FENCES.get(opening[:3], (None, None))
    start = opens.match(opening) if opens else None
    end = closes.search(opening, start.end()) if start and closes else None
    if not start or not end:
        return Matter(text)
    block, body = opening[start.end() : end.start()].replace("\r\n", "\n"), opening[end.end() :]
    values = _toml(block) if opening.startswith("+") else _yaml(block)
    return Matter(body, _folded(values)) if values is not None else Matter(text)


def _said(value: object) -> str:
    """Return a single value as text, "" for anything that holds others."""
    try:
        return str(value).strip() if isinstance(value, str | int | float | date) else ""
    except ValueError:  # a number of thousands of digits
        return ""


def _json(text: str) -> Matter | None:
    try:
        values, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None
    return Matter(text[end:], _folded(values)) if isinstance(values, dict) else None


def _toml(block: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(block)
    except (ValueError, RecursionError):
        pairs = {name: value.strip().removeprefix('"').removesuffix('"') for name, value in _EQUATION.findall(block)}
        return {name: value for name, value in pairs.items() if '"' not in value} or None


def _yaml(block: str) -> dict[str, Any] | None:
    import yaml  # type: ignore[import-untyped]  # ships no types
    from frontmatter.default_handlers import YAMLHandler

    try:
        plain = _shallow(block) and not any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(block))
        values = YAMLHandler().load(block, Loader=yaml.BaseLoader) if plain else None
    except (yaml.YAMLError, ValueError, RecursionError):
        values = None
    if isinstance(values, dict):
        return values
    pairs = {name: value.strip().strip("\"'") for name, value in _PAIR.findall(block)}
    return pairs or (None if block.strip() else {})


def _shallow(block: str) -> bool:
    return not re.search(rf"(?:[\[{{]\s*){{{_NESTED}}}", block)


def _folded(values: Mapping[Any, object]) -> dict[str, object]:
    return {folded(str(name)).replace("-", "_"): value for name, value in values.items()}
