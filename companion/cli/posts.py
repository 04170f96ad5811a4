"""`companion posts`: listed, searched, summed up; a date corrected, a post or a platform forgotten."""

from datetime import date as Date  # noqa: N812  `date` is a command here
from typing import Annotated

import typer

from companion.cli import intake, json_line, receipt, terminal
from companion.cli.caller import Caller
from companion.cli.commands import Command, Group
from companion.cli.options import AsJson, Home
from companion.cli.usage import Misused
from companion.records import Post

_MOST = 1_000_000
"""Posts that are listed at once, more than any library holds."""
_SHOWN = 60
"""Characters of a post on its line."""
Platform = Annotated[str | None, typer.Option("--platform", metavar="PLATFORM")]

app = typer.Typer(cls=Group, invoke_without_command=True)


@app.callback()
def posts(
    context: typer.Context,
    *,
    search: Annotated[str | None, typer.Option("--search", metavar="TEXT")] = None,
    platform: Platform = None,
    year: Annotated[int | None, typer.Option("--year", min=1, max=9998, metavar="YEAR")] = None,
    language: Annotated[str | None, typer.Option("--language", metavar="LANG")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=_MOST, metavar="N")] = 50,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """List them, newest first; those that were searched for, best first."""
    if context.invoked_subcommand is not None:
        return
    caller, sought = Caller.at(home), intake.words(search) if search else None
    with caller.companion() as companion:
        found = companion.posts(search=sought, platform=platform, year=year, language=language, limit=limit)
    if as_json:
        json_line.write(found)
    elif found:
        for post in found:
            _show(post)
    else:
        narrowed = any(each is not None for each in (search, platform, year, language))
        terminal.out(caller.say("posts-none-found" if narrowed else "posts-none"))


@app.command(cls=Command)
def summary(*, as_json: AsJson = False, home: Home = None) -> None:
    """Say how many there are by year, platform and language."""
    caller = Caller.at(home)
    with caller.companion() as companion:
        told = companion.summary()
    if as_json:
        json_line.write(told)
        return
    if not told.total:
        terminal.out(caller.say("posts-none"))
        return
    terminal.out(caller.say("posts-total", number=told.total))
    for name, counts in (("years", told.years), ("platforms", told.platforms), ("languages", told.languages)):
        terminal.out()
        terminal.out(caller.say(f"posts-by-{name}"))
        for each, number in counts.items():
            terminal.out(f"  {terminal.line(each) or caller.say('posts-unknown'):<12} {number}")
        if name == "years" and told.undated:
            terminal.out(f"  {caller.say('posts-undated'):<12} {told.undated}")


@app.command(cls=Command)
def date(
    post: Annotated[str, typer.Argument(metavar="ID")],
    day: Annotated[Date, typer.Argument(metavar="YYYY-MM-DD", parser=Date.fromisoformat)],
    *,
    home: Home = None,
) -> None:
    """Correct the day one of them appeared."""
    caller = Caller.at(home)
    with caller.companion() as companion:
        corrected = companion.correct_date(intake.words(post), day)
    _show(corrected)


@app.command(cls=Command)
def forget(
    post: Annotated[str | None, typer.Argument(metavar="ID")] = None, *, platform: Platform = None, home: Home = None
) -> None:
    """Erase one of them, or those of a platform."""
    if (post is None) == (platform is None):
        raise Misused("usage-forget")
    caller = Caller.at(home)
    with caller.companion() as companion:
        if platform is not None:
            receipt.show(caller, companion.erase_platform(platform))
            return
        left = companion.forget(intake.words(post or ""))
    terminal.out(caller.say("posts-forgotten", id=post))
    for notice in left:
        terminal.out(terminal.wrapped(notice.text, indent=""))


def _show(post: Post) -> None:
    start = terminal.line(post.text)
    shown = start if len(start) <= _SHOWN else start[: _SHOWN - 1].rstrip() + "…"
    where = "+".join(dict.fromkeys(place.platform for place in post.places)) or post.platform
    terminal.out(f"{post.id}  {terminal.day(post.date):<10}  {terminal.line(where):<9}  {shown}")
