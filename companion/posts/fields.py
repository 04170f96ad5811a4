"""A row of a table or a JSON object -> a post, whatever names its author gave to the columns."""

from collections.abc import Iterable, Mapping
from typing import get_args

from companion.language import WORD, detect, folded
from companion.posts import dates
from companion.posts.reading import Skipped
from companion.records import Language, Post, PostKind

LONGEST = 100_000
"""Characters of one post."""
_DETECTED = 2_000
"""Characters that are enough to tell a language."""
TEXT = (
    "text",
    "texte",
    "caption",
    "legende",
    "content",
    "contenu",
    "body",
    "message",
    "commentary",
    "publication",
    "post",
    "texte_de_la_publication",
    "texte_du_post",
    "contenu_de_la_publication",
    "contenu_du_post",
    "post_text",
    "post_content",
)
_FEW = 8
"""Words of which a language is a guess."""
_TITLE = ("title", "titre")
DATE = (
    "date", "created_at", "createdat", "timestamp", "published", "published_at", "publishedat", "posted_at",
    "date_de_publication", "publie_le",
)  # fmt: skip
_LINK = ("link", "url", "permalink", "lien")
_LANGUAGE = ("language", "lang", "langue")
_KIND = ("kind", "type", "genre")
_REPLY = ("is_reply", "isreply", "in_reply_to", "inreplyto", "in_reply_to_id", "reply_to")
_REPLIES = frozenset({"reply", "comment", "reponse", "commentaire"})
_ARTICLES = frozenset({"article", "newsletter", "page"})


def header(name: str) -> str:
    """Return a column's name as it is compared: folded, one underscore between words."""
    return "_".join(WORD.findall(folded(name).replace("_", " ")))


def has_text(names: Iterable[str]) -> bool:
    """Say whether one of these columns can hold the text of a post."""
    return not {header(name) for name in names}.isdisjoint(TEXT)


def post_from(row: Mapping[str, object], *, platform: str, source: str) -> Post | Skipped:
    """Read one row; its keys went through `header`."""
    text = _first(row, TEXT) or _first(row, _TITLE)
    return post(
        text,
        date=next((row[name] for name in DATE if row.get(name)), None),
        platform=platform,
        source=source,
        link=_first(row, _LINK),
        language=_first(row, _LANGUAGE),
        kind=_kind(row),
    )


def post(
    text: str, *, date: object, platform: str, source: str, link: str = "", language: str = "", kind: PostKind = "post"
) -> Post | Skipped:
    """Make the post, unless there is nothing to read in it or too much; `date` is as the source writes it."""
    text = whole(text).strip()
    if len(text) > LONGEST:
        return Skipped("too-long")
    if not WORD.search(text):
        return Skipped("empty")
    return Post(
        text=text,
        date=dates.parse(date),
        platform=platform,
        language=_language(text, _code(language)),
        kind=kind,
        link=whole(link).strip()[:2_000],
        source=whole(source),
    )


def whole(text: str) -> str:
    """Return `text` without the halves of characters that a broken export leaves, which no database takes."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _first(row: Mapping[str, object], names: Iterable[str]) -> str:
    values = (row.get(name) for name in names)
    return next((value for value in values if isinstance(value, str) and value.strip()), "")


def _kind(row: Mapping[str, object]) -> PostKind:
    said = folded(_first(row, _KIND)).strip()
    if said in _REPLIES or any(str(row.get(name) or "").lower() not in {"", "false", "0", "no"} for name in _REPLY):
        return "reply"
    return "article" if said in _ARTICLES else "post"


def _language(text: str, told: str) -> str:
    """Return the language of `text`; of a few words in neither of ours, what its source told is surer than a guess."""
    found = _code(detect(text[:_DETECTED]))
    sure = found in get_args(Language) or len(text.split(maxsplit=_FEW)) > _FEW
    return found if found and (sure or not told) else told


def _code(language: str) -> str:
    code = language.strip().lower().replace("_", "-").partition("-")[0]
    return code if len(code) == 2 and code.isascii() and code.isalpha() else ""
