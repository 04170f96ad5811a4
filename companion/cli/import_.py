"""`companion import`: past posts, from a file, a folder, an archive or its parts."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from companion.cli import json_line, terminal
from companion.cli.caller import Caller
from companion.cli.options import AsJson, Home

if TYPE_CHECKING:
    from collections.abc import Callable

    from companion.posts import Glance, ImportReport
    from companion.records import Post

_START = 60
"""Characters of a sample."""
_PATIENCE = 5
"""Seconds after which the time that is left can be told."""


def import_(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH")],
    *,
    platform: Annotated[str | None, typer.Option("--as", metavar="PLATFORM")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Bring them in and say what became of each; a dry run shows a few."""
    from companion.posts import Glance

    caller, glance = Caller.at(home), Glance()
    with caller.companion() as companion:
        brought = companion.import_posts(
            paths, platform=platform, dry_run=dry_run, progress=_progress(caller), seen=glance.note
        )
    terminal.over("")
    if as_json:
        json_line.write(brought.posts)
        return
    _show(caller, brought.posts, dry_run=dry_run)
    if number := brought.beside.sessions:
        terminal.out("  " + caller.say("import-would-sessions" if dry_run else "import-sessions", number=number))
    if number := brought.beside.intentions:
        terminal.out("  " + caller.say("import-intentions", number=number))
    if glance.undated:
        terminal.out("  " + caller.say("import-undated", number=glance.undated))
    if dry_run:
        _show_samples(caller, glance)


def _progress(caller: Caller) -> Callable[[int, int], None]:
    """Return what tells how far it is and, once that can be told, how long it still takes."""
    start = time.monotonic()

    def progress(done: int, total: int) -> None:
        passed = time.monotonic() - start
        told = caller.say("import-progress", done=done, total=total)
        if done and passed > _PATIENCE and done < total:
            minutes = round(passed / done * (total - done) / 60)
            told += caller.say("import-minutes", minutes=minutes) if minutes else caller.say("import-seconds")
        terminal.over(told)

    return progress


def _show(caller: Caller, report: ImportReport, *, dry_run: bool) -> None:
    terminal.out(caller.say("import-found", found=report.found, platform=report.platform))
    terminal.out("  " + caller.say("import-would" if dry_run else "import-imported", number=report.imported))
    if report.duplicates:
        terminal.out("  " + caller.say("import-duplicates", number=report.duplicates))
    for reason, number in report.skipped.items():
        terminal.out("  " + caller.say("import-skipped", number=number, reason=caller.say(f"skipped-{reason}")))


def _show_samples(caller: Caller, glance: Glance) -> None:
    for number, post in enumerate(glance.samples):
        if not number:
            terminal.out(caller.say("import-samples"))
        terminal.out("  " + _sample(post))


def _sample(post: Post) -> str:
    start = terminal.line(post.text[: 4 * _START])
    shown = start if len(start) <= _START else start[: _START - 1].rstrip() + "…"
    return f"{terminal.day(post.date):<10}  {post.platform:<9}  {shown}"
