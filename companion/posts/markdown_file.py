"""Posts as Markdown: one a file, alone or in a folder, as Hugo, Jekyll, Obsidian and plain notes keep them."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from companion.errors import UnreadableFile
from companion.posts import dates, front_matter
from companion.posts.fields import LONGEST, post
from companion.posts.plain_text import plain
from companion.posts.reading import Skipped
from companion.posts.text_file import TextFile, examine
from companion.records import Post

MOST = 5_000
"""Files of one folder."""
_ENDINGS = (".md", ".markdown", ".mdown", ".mkd", ".mdx")
_DATES = (
    "date", "published_at", "publishdate", "pubdate", "published_date", "published", "created_at", "created",
    "timestamp",
)  # fmt: skip
_YES = ("true", "yes", "on", "1", "oui")
_NO = ("false", "no", "off", "0", "non")


def recognises(file: TextFile) -> bool:
    """Say whether it is named as Markdown or opens with front matter."""
    fenced = file.head.startswith(("---", "+++")) and bool(front_matter.split(file.head).values)
    return fenced or file.path.suffix.lower() in _ENDINGS


def read(file: TextFile) -> Iterator[Post | Skipped]:
    """Read the one post of a file."""
    with file.open() as text:
        matter = front_matter.split(text.read())
    yield _post(matter, file.name)


def holds_any(folder: Path) -> bool:
    """Say whether there is a Markdown file somewhere in the folder."""
    return next(_files(folder), None) is not None


def read_folder(folder: Path) -> Iterator[Post | Skipped]:
    """Read every Markdown file of a folder, in order of name; links that lead out of it are not followed."""
    root = folder.resolve()
    for number, path in zip(count(), _files(folder), strict=False):
        if number >= MOST:
            yield Skipped("over-limit")
        elif not path.resolve().is_relative_to(root):
            yield Skipped("link")
        else:
            yield from _examined(path, path.relative_to(folder).as_posix())


def _examined(path: Path, name: str) -> Iterator[Post | Skipped]:
    try:
        file = examine(path, name=name)
        yield from [Skipped(file)] if isinstance(file, str) else read(file)
    except (UnreadableFile, OSError):
        yield Skipped("broken")


def _files(folder: Path) -> Iterator[Path]:
    """Walk the Markdown files; hidden folders hold tools and rubbish, linked folders are somewhere else."""
    for place, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "node_modules")
        yield from (Path(place, name) for name in sorted(names) if _is_markdown(name))


def _is_markdown(name: str) -> bool:
    return name.lower().endswith(_ENDINGS) and not name.startswith(".")


def _post(matter: front_matter.Matter, name: str) -> Post | Skipped:
    if _is_draft(matter, name):
        return Skipped("draft")
    if len(matter.body) > LONGEST:
        return Skipped("too-long")
    title = matter.text("title", "titre")
    written = next(filter(None, (dates.parse(matter.values.get(key)) for key in _DATES)), None)
    return post(
        plain(matter.body) or title,
        date=written or dates.in_name(name.rpartition("/")[2]),
        platform="markdown",
        source=name,
        link=matter.text("link", "url", "permalink", "canonical_url"),
        language=matter.text("lang", "language", "i18nlanguage", "locale"),
        kind="article" if title else "post",
    )


def _is_draft(matter: front_matter.Matter, name: str) -> bool:
    return (
        matter.says("draft", *_YES)
        or matter.says("published", *_NO)
        or matter.says("status", "draft", "brouillon", "private", "prive")
        or "_drafts" in name.split("/")[:-1]
    )
