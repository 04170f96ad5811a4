"""`companion import`: past posts, from a file or a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from companion.cli import json_line, terminal
from companion.cli.caller import Caller
from companion.cli.options import AsJson, Home

if TYPE_CHECKING:
    from companion.posts import ImportReport


def import_(
    path: Annotated[Path, typer.Argument(metavar="PATH")],
    *,
    platform: Annotated[str | None, typer.Option("--as", metavar="PLATFORM")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Bring them in and say what became of each."""
    caller = Caller.at(home)

    def progress(done: int, total: int) -> None:
        terminal.over(caller.say("import-progress", done=done, total=total))

    with caller.companion() as companion:
        report = companion.import_posts(path, platform=platform, dry_run=dry_run, progress=progress)
    terminal.over("")
    if as_json:
        json_line.write(report)
    else:
        _show(caller, report, dry_run=dry_run)


def _show(caller: Caller, report: ImportReport, *, dry_run: bool) -> None:
    terminal.out(caller.say("import-found", found=report.found, platform=report.platform))
    terminal.out("  " + caller.say("import-would" if dry_run else "import-imported", number=report.imported))
    if report.duplicates:
        terminal.out("  " + caller.say("import-duplicates", number=report.duplicates))
    for reason, number in report.skipped.items():
        terminal.out("  " + caller.say("import-skipped", number=number, reason=caller.say(f"skipped-{reason}")))
