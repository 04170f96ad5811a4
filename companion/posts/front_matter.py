"""What a Markdown file says of itself before its text: YAML, TOML or JSON, every value as it is written.

YAML is read without its types, so that a date that does not exist is a text like another; where it is not YAML at all
(`title: L'été: un bilan`), lines of `name: value` are read one by one. TOML is read by the standard library:
python-frontmatter passes over it in silence.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from companion.language import folded

_FENCES = {"---": re.compile(r"^-{3,}[ \t]*\r?$", re.M), "+++": re.compile(r"^\+{3,}[ \t]*\r?$", re.M)}
_PAIR = re.compile(r"^([\w-]{1,40})[ \t]*:[ \t]*(.*)$", re.M)
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
        """Return the first of these that holds something, as text."""
        values = (self.values.get(name) for name in names)
        return next((str(value).strip() for value in values if value is not None and str(value).strip()), "")

    def date(self, *names: str) -> object:
        """Return the first of these that holds something, as the file has it."""
        return next((self.values[name] for name in names if self.values.get(name)), None)

    def says(self, name: str, *answers: str) -> bool:
        """Say whether `name` holds one of these answers."""
        return folded(self.text(name)) in answers


def split(text: str) -> Matter:
    """Part the front matter from the text; what is not closed or not a table of names is text."""
    opening = text.lstrip("\ufeff\n\r\t ")
    if opening.startswith("{"):
        return _json(opening) or Matter(text)
    fence = _FENCES.get(opening[:3])
    parts = fence.split(opening, 2) if fence else []
    if len(parts) != 3 or parts[0]:
        return Matter(text)
    block, body = parts[1].replace("\r\n", "\n"), parts[2]
    values = _toml(block) if opening.startswith("+") else _yaml(block)
    return Matter(body, _folded(values)) if values is not None else Matter(text)


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
        return dict(re.findall(r'^([\w-]{1,40})[ \t]*=[ \t]*"?([^"\n]*)"?[ \t]*$', block, re.M)) or None


def _yaml(block: str) -> dict[str, Any] | None:
    import yaml  # type: ignore[import-untyped]  # ships no types
    from frontmatter.default_handlers import YAMLHandler

    try:
        values = YAMLHandler().load(block, Loader=yaml.BaseLoader) if _shallow(block) else None
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
