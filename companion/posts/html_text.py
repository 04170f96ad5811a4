"""HTML -> the text a reader sees: paragraphs, line breaks, the words of links; no markup, no script, nothing looked up.

What stands outside the visible text (a script, a style sheet, an attribute) is never text, with one exception: a
picture that stands for an emoji is that emoji.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import PageElement, Tag

LONGEST = 2_000_000
"""Characters of HTML that are parsed at most: a text of the longest kind in the wordiest markup."""
_PARAGRAPHS = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "dl", "pre", "table", "figure", "figcaption",
    "hr", "section", "article", "header", "footer", "main", "aside", "details",
})  # fmt: skip
_LINES = frozenset({"div", "li", "dt", "dd", "tr", "caption", "summary", "address", "form", "fieldset", "nav"})
_CELLS = frozenset({"td", "th", "option"})
_NO_TEXT = frozenset({
    "script", "style", "template", "noscript", "title", "iframe", "object", "svg", "canvas", "audio", "video",
    "button", "select", "textarea",
})  # fmt: skip
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_FAR = re.compile(r"\n{3,}")
_ENDS = re.compile(r"\r\n?")
_REFUSED = re.compile(r"<!\[(?!(?:temp|cdata|ignore|include|rcdata|if|else|endif)(?![-_.a-z0-9]))", re.I)
"""What Python's parser will not read on from."""
_CLOSINGS = (("<", re.compile(r">")), ("<!--", re.compile(r"--\s{0,99}>")), ("<![", re.compile(r"\]\s{0,99}>")))
"""What opens, and what closes it."""
_JOINED, _SPACED, _NEXT_LINE, _PARAGRAPH = range(4)
_GAPS = ("", " ", "\n", "\n\n")

Unwanted = Callable[["Tag"], bool]
"""Whether an element is furniture: it is left out with all it holds."""


def plain(html: str, *, lines: bool = False, unwanted: Unwanted | None = None) -> str:
    """Return the text of a piece of HTML; with `lines`, a line end in the source is one in the text."""
    return words(tree(html), lines=lines, unwanted=unwanted)


def tree(html: str) -> BeautifulSoup:
    """Parse a page or a piece of one; whatever it holds, it is a tree. What is over LONGEST is not read."""
    from bs4 import BeautifulSoup

    # The opening tag tells the library that this is HTML, not a file name, an address or XML, which it warns about.
    return BeautifulSoup("<html>\n" + _closed(_REFUSED.sub("&lt;![", html[:LONGEST])), "html.parser")


def words(top: Tag, *, lines: bool = False, unwanted: Unwanted | None = None) -> str:
    """Return the text of `top` and all that it holds, as `plain` does."""
    from bs4.element import Tag

    page = _Page(lines=lines)
    walk: list[tuple[str, Iterator[PageElement]]] = [("", iter(top.children))]
    while walk:  # by hand: nesting has no limit
        name, rest = walk[-1]
        node = next(rest, None)
        if node is None:
            walk.pop()
            page.edge(name, -1)
        elif not isinstance(node, Tag):
            page.string(node)
        elif node.name == "img":
            page.write(_emoji(node))
        elif node.name not in _NO_TEXT and not (unwanted and unwanted(node)):
            page.edge(node.name, +1)
            walk.append((node.name, iter(node.children)))
    return page.text()


def classes(*names: str) -> Unwanted:
    """Return what says whether an element is of one of these classes."""
    return lambda tag: not set(names).isdisjoint(tag.get_attribute_list("class"))


def _closed(html: str) -> str:
    """Take for text what opens and is never closed; the parser would look for its end again and again."""
    for opening, closing in _CLOSINGS:
        end = max((match.end() for match in closing.finditer(html)), default=0)
        html = html[:end] + html[end:].replace(opening, "&lt;" + opening[1:])
    return html


class _Page:
    """What is written so far, and how far off the next word stands."""

    def __init__(self, *, lines: bool) -> None:
        self._parts: list[str] = []
        self._gap = _JOINED
        self._lines = lines
        self._as_it_is = 0
        """How many elements are open in which every blank counts."""

    def edge(self, name: str, step: int) -> None:
        """Begin or end an element: `step` is 1 or -1."""
        if name == "br":
            self._break(step > 0)
        elif name in _PARAGRAPHS:
            self._stand_off(_PARAGRAPH)
        elif name in _LINES:
            self._stand_off(_NEXT_LINE)
        elif name in _CELLS:
            self._stand_off(_SPACED)
        self._as_it_is += step * (name == "pre")

    def string(self, node: PageElement) -> None:
        """Write a string, unless it is a comment or such."""
        from bs4.element import CData, NavigableString

        if type(node) not in (NavigableString, CData):
            return
        text = _ENDS.sub("\n", str(node))
        if self._as_it_is:
            self.write(text)
        elif self._lines and (ends := text.count("\n")) and not text.strip(" \t\f\n"):
            self._stand_off(_NEXT_LINE if ends == 1 else _PARAGRAPH)
        else:
            self._spread(text.split("\n") if self._lines else [text])

    def write(self, text: str) -> None:
        """Write `text` at its distance from what stands before it."""
        if text:
            self._parts += (_GAPS[self._gap] if self._parts else "", text)
            self._gap = _JOINED

    def text(self) -> str:
        """Return the whole."""
        return _FAR.sub("\n\n", "".join(self._parts)).strip("\n")

    def _spread(self, lines: Iterable[str]) -> None:
        for number, line in enumerate(lines):
            self._break(number > 0)
            for place, run in enumerate(_BLANKS.split(line)):
                self._stand_off(_SPACED if place else _JOINED)
                self.write(run)

    def _stand_off(self, gap: int) -> None:
        self._gap = max(self._gap, gap)

    def _break(self, new: bool) -> None:
        if new:
            self._gap = _PARAGRAPH if self._gap >= _NEXT_LINE else _NEXT_LINE


def _emoji(image: Tag) -> str:
    """Return what an image says where it stands for an emoji: signs, and no word."""
    alt = str(image.get("alt") or "").strip()
    return alt if len(alt) <= 16 and not alt.isascii() and not any(map(str.isalnum, alt)) else ""
