"""`companion posts`: what was imported, listed, searched, forgotten."""

from typing import Annotated

import typer

from companion.cli import intake, json_line, terminal
from companion.cli.caller import Caller
from companion.cli.commands import Command, Group
from companion.cli.options import AsJson, Home
from companion.records import Post

_MOST = 1_000_000
"""Posts that are listed at once, more than any library holds."""
_SHOWN = 60
"""Characters of a post on its line."""

app = typer.Typer(cls=Group, invoke_without_command=True)


@app.callback()
def posts(
    context: typer.Context,
    *,
    search: Annotated[str | None, typer.Option("--search", metavar="TEXT")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=_MOST, metavar="N")] = 50,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """List them, newest first."""
    if context.invoked_subcommand is not None:
        return
    caller = Caller.at(home)
    with caller.companion() as companion:
        found = companion.posts(search=intake.words(search) if search else None, limit=limit)
    if as_json:
        json_line.write(found)
    elif found:
        for post in found:
            _show(post)
    else:
        terminal.out(caller.say("posts-none-found" if search else "posts-none"))


@app.command(cls=Command)
def forget(post: Annotated[str, typer.Argument(metavar="ID")], *, home: Home = None) -> None:
    """Erase one of them."""
    caller = Caller.at(home)
    with caller.companion() as companion:
        left = companion.forget(intake.words(post))
    terminal.out(caller.say("posts-forgotten", id=post))
    for notice in left:
        terminal.out(terminal.wrapped(notice.text, indent=""))


def _show(post: Post) -> None:
    start = terminal.line(post.text)
    shown = start if len(start) <= _SHOWN else start[: _SHOWN - 1].rstrip() + "…"
    terminal.out(f"{post.id}  {terminal.day(post.date):<10}  {post.platform:<9}  {shown}")
