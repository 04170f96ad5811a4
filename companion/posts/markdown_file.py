"""Posts as Markdown: one a file, as Hugo, Jekyll, Obsidian and plain notes keep them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from companion.posts import article, dates, front_matter
from companion.posts.fields import LONGEST, post
from companion.posts.plain_text import plain
from companion.posts.reading import Skipped, SkipReason
from companion.posts.text_file import TextFile
from companion.records import Post

ENDINGS = (".md", ".markdown", ".mdown", ".mkd", ".mdx")
_DATES = (
    "date", "published_at", "publishdate", "pubdate", "published_date", "published", "created_at", "created",
    "timestamp",
)  # fmt: skip
_LISTS = ("_index.md", "_index.markdown")
"""What Hugo keeps of the pages that list posts."""
_AHEAD = timedelta(days=2)
"""Beyond any hour of any place: a post of then has not appeared."""
_YES = ("true", "yes", "on", "1", "oui")
_NO = ("false", "no", "off", "0", "non")


def recognises(file: TextFile) -> bool:
    """Say whether it is named as Markdown or opens with front matter."""
    fenced = file.head.startswith(("---", "+++")) and bool(front_matter.split(file.head).values)
    return fenced or file.member.ends(*ENDINGS)


def read(file: TextFile) -> Iterator[Post | Skipped]:
    """Read the one post of a file."""
    with file.open() as text:
        matter = front_matter.split(text.read())
    yield _post(matter, file.name)


def _post(matter: front_matter.Matter, name: str) -> Post | Skipped:
    if reason := _left_aside(matter, name):
        return Skipped(reason)
    if len(matter.body) > LONGEST:
        return Skipped("too-long")
    title, written = matter.text("title", "titre"), _written(matter)
    if written and written > datetime.now(UTC) + _AHEAD:
        return Skipped("draft")  # set to appear later
    return post(
        article.joined(title, plain(matter.body)),
        date=written or dates.in_name(name.rpartition("/")[2]),
        platform="markdown",
        source=name,
        link=matter.text("link", "url", "permalink", "canonical_url"),
        language=matter.text("lang", "language", "i18nlanguage", "locale"),
        kind="article" if title else "post",
    )


def _written(matter: front_matter.Matter) -> datetime | None:
    return next(filter(None, (dates.parse(matter.values.get(key)) for key in _DATES)), None)


def _left_aside(matter: front_matter.Matter, name: str) -> SkipReason | None:
    """Return why it was not published for everyone, None where nothing says so."""
    if (
        matter.says("draft", *_YES)
        or matter.says("published", *_NO)
        or matter.says("publish", *_NO)
        or matter.says("status", "draft", "brouillon", "pending", "future")
        or "_drafts" in name.split("/")[:-1]
    ):
        return "draft"
    if matter.says("private", *_YES) or any(matter.says(key, "private", "prive") for key in ("status", "visibility")):
        return "private"
    if name.rpartition("/")[2].lower() in _LISTS or matter.says("layout", "page") or matter.says("type", "page"):
        return "page"
    return "password" if matter.text("password") else None
