"""Markdown -> the words a reader sees, so that what is quoted later reads well and nothing in it is an instruction."""

import re


def _heading(match: re.Match[str]) -> str:
    """Return the words of a heading; the hashes that close it stand after a blank, those of `C#` do not."""
    said = match[1].rstrip(" \t")
    bare = said.rstrip("#")
    return bare.rstrip(" \t") if not bare or bare[-1] in " \t" else said


_FLAGS = re.M | re.S
_STEPS = tuple(
    (re.compile(pattern, _FLAGS), replacement)
    for pattern, replacement in (
        (r"\r\n?", "\n"),
        (r"<!--(?:(?!<!--).){0,5000}?-->", ""),  # comments, and WordPress blocks
        (r"\{\{[<%].{0,500}?[>%]\}\}", ""),  # Hugo shortcodes
        (r"\{%.{0,500}?%\}|\{\{.{0,500}?\}\}", ""),  # Liquid, Jinja
        (r"!\[[^\[\]\n]{0,500}\]\([^)\n]{0,2000}\)", ""),  # images
        (r"!\[\[[^\[\]\n]{0,500}\]\]", ""),  # Obsidian embeds
        (r"\[\[(?:[^\]|\n]{0,200}\|)?([^\]|\n]{1,200})\]\]", r"\1"),  # Obsidian links
        (r"\[([^\[\]\n]{1,500})\]\([^)\n]{0,2000}\)", r"\1"),  # links
        (r"\[([^\[\]\n]{1,500})\]\[[^\]\n]{0,100}\]", r"\1"),  # reference links
        (r"^\[(?!\^)[^\]\n]{1,100}\]:[ \t].*?$", ""),  # where they lead
        (r"\[\^[^\]\n]{1,50}\]:?", ""),  # notes
        (r"^[ \t]{0,3}(?:```|~~~)[^\n]{0,100}$", ""),  # fences of code
        (r"^[ \t]{0,3}#{1,6}[ \t]+([^\n]*)$", _heading),
        (r"^[ \t]{0,3}(?:>[ \t]?){1,5}", ""),  # quotations
        (r"^[ \t]*(?:[-*_=][ \t]*){3,}$", ""),  # rules, and lines below a title
        (r"<(https?://[^>\s]{1,500})>", r"\1"),  # bare links
        (r"</?[a-zA-Z][^<>\n]{0,500}>", ""),  # HTML tags
        (r"(?<!\\)(\*\*|__)(?=\S)([^\n]{1,1000}?)(?<=[^\s\\])\1", r"\2"),  # strong
        (r"(?<![\w*\\])([*_])(?=[^\s*_])([^\n*_]{1,1000}?)(?<=[^\s\\])\1(?![\w*])", r"\2"),  # emphasis
        (r"\\([!-/:-@\[-`{-~])", r"\1"),  # escapes
        (r"(?<![ \t])[ \t]+$", ""),  # a run of blanks is looked at from its first one alone
        (r"\n{3,}", "\n\n"),
    )
)


def plain(markdown: str) -> str:
    """Return `markdown` without its marks; every pattern is bounded, so that no text takes long."""
    text = markdown
    for pattern, replacement in _STEPS:
        text = pattern.sub(replacement, text)
    return text.strip()
