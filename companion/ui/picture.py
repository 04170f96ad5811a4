"""A picture of what was brought in: bars by year, platform and language, drawn from counts and read as tables.

Never by week or month, and no year without a post: it is no record to keep up.
"""

from collections.abc import Iterable

from companion import prompt
from companion.store import Summary
from companion.ui.cards import shown
from companion.ui.numerals import numeral
from companion.ui.wording import Wording


def platform_name(name: str, wording: Wording) -> str:
    """Return a platform as people call it; one that we do not know, as its source does."""
    return _known("platforms", name, wording) or name


def language_name(code: str, wording: Wording) -> str:
    """Return a language by its name, else by its code."""
    return _known("tongues", code or "unknown", wording) or code


def _known(table: str, name: str, wording: Wording) -> str:
    held = prompt.table(f"words/{wording.language}.toml")[table]
    return wording.say(f"{table}.{name}") if name in held else ""


def picture(summary: Summary, wording: Wording) -> str:
    """Return the tables of a library; nothing where it is empty."""
    if not summary.total:
        return ""
    years = [*summary.years.items(), *([(wording.say("undated"), summary.undated)] if summary.undated else [])]
    platforms = [(platform_name(name, wording), number) for name, number in summary.platforms.items()]
    languages = [(language_name(code, wording), number) for code, number in summary.languages.items()]
    tables = (("year", years), ("platform", platforms), ("language", languages))
    drawn = "".join(_table(name, rows, wording) for name, rows in tables)
    return f'<div class="picture" lang="{wording.language}">{drawn}</div>'


def _table(name: str, rows: Iterable[tuple[str, int]], wording: Wording) -> str:
    told = list(rows)
    most = max(number for _, number in told)
    head = shown(wording.say(f"library.{name}")), shown(wording.say("library.posts"))
    return (
        f"<table><caption>{shown(wording.say(f'library.by-{name}'))}</caption><colgroup><col><col></colgroup>"
        f'<thead><tr><th scope="col">{head[0]}</th><th scope="col">{head[1]}</th></tr></thead><tbody>'
        + "".join(_row(label, number, number / most, wording) for label, number in told)
        + "</tbody></table>"
    )


def _row(label: str, number: int, share: float, wording: Wording) -> str:
    """Return a row whose bar is drawn behind its number; the least of them can still be seen."""
    return (
        f'<tr><th scope="row">{shown(label)}</th><td><div class="drawn">'
        f'<span class="bar" style="width:calc((100% - 4em)*{share:.3f})"></span>'
        f'<span class="number">{numeral(number, wording.language)}</span></div></td></tr>'
    )
