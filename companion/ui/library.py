"""Past posts as the page shows them: a page at a time, narrowed, each with what its author may do with it.

Invariant: what a post holds is text; a page never sends more than PAGE of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from companion.days import day_of
from companion.records import Post
from companion.store import Summary
from companion.ui.cards import day, shown, told
from companion.ui.controls import acts, aside, button, options
from companion.ui.numerals import numeral
from companion.ui.picture import language_name, platform_name
from companion.ui.wording import Wording

PAGE = 20
"""Posts on a page."""
_LONG, _LINES = 420, 7
"""Characters and lines from which a post is folded."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked at."""

    search: str = ""
    """Words that were typed."""
    platform: str = ""
    """"" for all."""
    year: str = ""
    """"" for all."""
    language: str = ""
    """"" for all."""
    start: int = 0
    """Posts passed over."""

    @property
    def narrowed(self) -> bool:
        """Whether some posts are left out."""
        return bool(self.search.strip() or self.platform or self.year or self.language)


def bar(summary: Summary, wording: Wording) -> str:
    """Return what to search and narrow by: only what there is."""
    if not summary.total:
        return ""
    say = wording.say
    platforms = [(name, platform_name(name, wording)) for name in summary.platforms]
    languages = [(code, language_name(code, wording)) for code in summary.languages if code]
    return (
        f'<div class="look" role="search" aria-label="{shown(say("library.look"))}" lang="{wording.language}">'
        f'<p class="seek"><label for="seek">{shown(say("search"))}</label>'
        f'<input id="seek" name="search" type="search" autocomplete="off"'
        f' placeholder="{shown(say("search-hint"))}"></p>'
        + _select("platform", platforms, wording)
        + _select("year", [(year, year) for year in summary.years], wording)
        + _select("language", languages, wording)
        + "</div>"
    )


def _select(name: str, choices: list[tuple[str, str]], wording: Wording) -> str:
    every = ("", wording.say(f"library.every-{name}"))
    return (
        f'<p><label for="by-{name}">{shown(wording.say(f"library.{name}"))}</label>'
        f'<select id="by-{name}" name="{name}">{options([every, *choices])}</select></p>'
    )


def library(posts: Sequence[Post], look: Look, total: int, wording: Wording) -> str:
    """Return a page of posts; one more than PAGE is given where there are others after it."""
    page = posts[:PAGE]
    if not page:
        name = "library.none" if look.narrowed else "library.empty"
        inside = f'<div class="nothing">{told(wording.say(name))}</div>'
    else:
        parts = "".join(_post(post, wording) for post in page)
        inside = f"<ul>{parts}</ul>{_pager(look, len(page), total, wording, more=len(posts) > PAGE)}"
    return f'<div class="library" lang="{wording.language}" tabindex="-1">{inside}</div>'


def _pager(look: Look, count: int, total: int, wording: Wording, *, more: bool) -> str:
    """Return the way to what comes before and after; where all is on one page, how much that is."""
    if not more and not look.start:
        return ""
    first, last = (numeral(number, wording.language) for number in (look.start + 1, look.start + count))
    name = "library.where" if look.narrowed else "library.where-of"
    where = wording.say(name, first=first, last=last, total=numeral(total, wording.language))
    return (
        f'<nav class="pager" aria-label="{shown(wording.say("library.pages"))}">'
        + _turn(max(look.start - PAGE, 0), "library.newer", wording, usable=look.start > 0)
        + f"<span>{shown(where)}</span>"
        + _turn(look.start + PAGE, "library.older", wording, usable=more)
        + "</nav>"
    )


def _turn(start: int, name: str, wording: Wording, *, usable: bool) -> str:
    return button(wording.say(name), usable=usable, start=str(start))


def _post(post: Post, wording: Wording) -> str:
    start = " ".join(post.text[:400].split())
    start = start if len(start) <= 60 else f"{start[:60]}…"
    places = dict.fromkeys(place.platform for place in post.places) or {post.platform: None}
    where = ", ".join(platform_name(name, wording) for name in places)
    kind = "" if post.kind == "post" else f" · {wording.say(f'library.{post.kind}')}"
    long = len(post.text) > _LONG or post.text.count("\n") >= _LINES
    return (
        f'<li{" class=long" if long else ""}><p class="when">{shown(day(post.date, wording))}'
        f" <span>{shown(where + kind)}</span></p>"
        f'<p class="post" lang="{shown(post.language) or wording.language}">{shown(post.text)}</p>'
        f"{_more(wording) if long else ''}"
        f'<div class="acts">{_dated(post, start, wording)}{_forget(post, start, wording)}</div></li>'
    )


def _more(wording: Wording) -> str:
    more, less = wording.say("library.more"), wording.say("library.less")
    return button(more, kind="more", more=more, less=less)


def _dated(post: Post, start: str, wording: Wording) -> str:
    """Return the way to correct a date, or to give one."""
    given = day_of(post.date).isoformat() if post.date else ""
    say, key = wording.say, shown(post.id)
    title = say("library.date" if post.date else "library.date-none")
    inside = (
        f'<div><label for="day-{key}">{shown(say("library.date-label"))}</label>'
        f'<input id="day-{key}" type="date" value="{given}" max="9998-12-31">'
        f"{button(say('library.date-keep'), date=post.id)}</div>"
    )
    return aside(title, inside, kind="dating", name=say("library.one", what=title, start=start))


def _forget(post: Post, start: str, wording: Wording) -> str:
    """Return the way to forget a post: asked for, said what goes, then done."""
    say = wording.say
    yes = button(say("library.forget-yes"), kind="plain gone", forget=post.id)
    no = button(say("library.forget-no"), close="")
    inside = f"<div><p>{shown(say('forget-sure'))}</p>{acts(yes, no)}</div>"
    return aside(say("forget"), inside, kind="forgetting", name=say("forget-one", start=start))
